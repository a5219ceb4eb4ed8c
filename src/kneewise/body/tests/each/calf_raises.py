"""Calf raises on one leg: how many in a row. Means of other people by decade (HEBERT2017).

Error 4: our choice. Barred as a provocation is (our precaution): it loads shin and foot to
tiredness.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import PROVOCATION, Means, SelfTest

TEST = SelfTest(
    name="calf_raises",
    value="times",
    unit="times",
    low=0.0,
    high=120.0,
    error=4.0,
    standing=True,
    barred_by=PROVOCATION,
    means=Means(
        {
            20: (37.0, 30.0),
            30: (32.0, 27.0),
            40: (28.0, 24.0),
            50: (23.0, 21.0),
            60: (19.0, 19.0),
            70: (14.0, 16.0),
        }
    ),
    figure=Figure(
        body=(
            head(98, 14),
            "M97 24 L96 60 L98 88 L94 112 L108 124",
            "M96 60 L110 86 L92 102",
            "M97 32 L132 44 L168 38",
        ),
        ground=("M20 127 L172 127", "M172 8 L172 127"),
        mark=("M78 124 L78 104", "M73 110 L78 103 L83 110"),
    ),
)
