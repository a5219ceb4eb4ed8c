"""Straight-leg raise: how far a straight leg comes up while lying.

A change under 8 degrees is noise (PUB25364856). No cut-off is held against it: the usual one,
70 to 80 degrees, is remembered and not read.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import ALWAYS, SelfTest

TEST = SelfTest(
    name="straight_leg_raise",
    value="hip_bend_deg",
    unit="°",
    low=0.0,
    high=140.0,
    error=8.0,
    barred_by=ALWAYS | {"groin"},
    figure=Figure(
        body=(head(180, 112), "M168 116 L94 116 L16 118 L14 108", "M94 116 L66 70 L44 32 L34 38"),
        ground=("M6 124 L194 124",),
        mark=("M54 117 A40 40 0 0 1 73 82",),
    ),
)
