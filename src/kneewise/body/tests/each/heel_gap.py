"""Heel to buttock: what is left between them, lying face down.

Only the difference between the sides is looked at: numbers for the gap are not known well enough
to be shown. Error 2 cm: our choice.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import ALWAYS, SelfTest

TEST = SelfTest(
    name="heel_gap",
    value="gap_cm",
    unit="cm",
    low=0.0,
    high=60.0,
    error=2.0,
    digits=1,
    more_is_better=False,
    barred_by=ALWAYS | {"groin", "pregnancy"},
    figure=Figure(
        body=(
            head(22, 110),
            "M32 114 Q70 104 108 112 L188 118",
            "M108 112 L164 116 L132 76 L140 70",
            "M46 112 L70 120",
        ),
        ground=("M6 124 L194 124",),
        mark=("M130 78 L114 102",),
    ),
)
