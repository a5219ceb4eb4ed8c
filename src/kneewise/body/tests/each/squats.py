"""Single-leg squats: how many clean ones in a row. A provocation (SAFETY.md).

No reference: the ten that are often asked for are not read anywhere. Error 3: our choice.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import PROVOCATION, SelfTest

TEST = SelfTest(
    name="squats",
    value="times",
    unit="times",
    low=0.0,
    high=60.0,
    error=3.0,
    standing=True,
    barred_by=PROVOCATION,
    figure=Figure(
        body=(
            head(110, 18),
            "M106 30 L90 72",
            "M90 72 L118 94 L104 120 L104 125 L124 125",
            "M90 72 L96 102 L68 112",
            "M105 38 L146 46",
        ),
        ground=("M20 127 L180 127",),
        mark=("M164 60 L164 96", "M159 90 L164 97 L169 90"),
    ),
)
