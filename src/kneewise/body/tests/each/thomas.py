"""Modified Thomas test, the hip: the hanging thigh against the horizontal.

Above the horizontal is called short hip flexors (CUTOFFS2021). Error 8 degrees: our choice, for
angles read by eye or phone agree poorly between two people (THOMASREL).
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import ALWAYS, Reference, SelfTest

LYING = (
    head(178, 80),
    "M166 82 L86 84",
    "M86 84 L120 42 L94 58",
    "M160 80 L126 66 L112 50",
)
TABLE = ("M78 94 L194 94", "M86 94 L86 130", "M186 94 L186 130")
HIPS = ALWAYS | {"groin", "pregnancy", "osteoporosis", "age"}
"""Lying over an edge and pulling a hip needs a sound hip, and nobody should slide off."""

TEST = SelfTest(
    name="thomas",
    value="thigh_deg",
    unit="°",
    low=-40.0,
    high=60.0,
    error=8.0,
    more_is_better=False,
    barred_by=HIPS,
    reference=Reference(0.0, short="above"),
    figure=Figure(
        body=(*LYING, "M86 84 L38 92 L34 128"),
        ground=TABLE,
        mark=("M86 84 L26 84", "M50 84 A36 36 0 0 0 51 90"),
    ),
)
