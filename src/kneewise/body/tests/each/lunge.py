"""Lunge: how far from the wall a foot may stand while its knee still touches it.

Cut-off 9 to 10 cm (CUTOFFS2021, BOKSMART): the middle of it here. Error 1.5 cm: our choice.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import ALWAYS, Reference, SelfTest

TEST = SelfTest(
    name="lunge",
    value="distance_cm",
    unit="cm",
    low=0.0,
    high=30.0,
    error=1.5,
    digits=1,
    standing=True,
    barred_by=ALWAYS | {"bone", "groin", "hop", "rest_night"},
    reference=Reference(9.5),
    figure=Figure(
        body=(
            head(122, 13),
            "M122 24 L126 64",
            "M126 64 L176 86 L114 118 L112 125 L140 125",
            "M126 64 L92 100 L58 116 L64 125",
            "M123 32 L176 44",
        ),
        ground=("M10 127 L180 127", "M180 8 L180 127"),
        mark=("M140 135 L180 135", "M140 131 L140 139", "M180 131 L180 139"),
    ),
)
