"""Modified Thomas test, the knee: how far the hanging knee bends by itself.

Under 67 degrees is called a short front thigh (CUTOFFS2021). Error 8 degrees: our choice.
"""

from __future__ import annotations

from kneewise.body.figure import Figure
from kneewise.body.tests.each.thomas import HIPS, LYING, TABLE
from kneewise.body.tests.selftest import Reference, SelfTest

TEST = SelfTest(
    name="thomas_knee",
    value="knee_bend_deg",
    unit="°",
    low=0.0,
    high=130.0,
    error=8.0,
    barred_by=HIPS,
    reference=Reference(67.0),
    figure=Figure(
        body=(*LYING, "M86 84 L38 88 L44 128"),
        ground=TABLE,
        mark=("M38 88 L6 91", "M18 90 A20 20 0 0 0 41 108"),
    ),
)
