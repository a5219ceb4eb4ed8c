"""Side plank: how long it is held. Means of other people by decade (KAUR2021).

Error 10 s: our choice.
"""

from __future__ import annotations

from kneewise.body.figure import Figure, head
from kneewise.body.tests.selftest import ALWAYS, Means, SelfTest

TEST = SelfTest(
    name="side_plank",
    value="hold_s",
    unit="s",
    low=0.0,
    high=600.0,
    error=10.0,
    hold=True,
    barred_by=ALWAYS | {"pregnancy", "osteoporosis"},
    means=Means({20: (39.0, 47.0), 40: (29.0, 33.0), 60: (21.0, 24.0)}),
    figure=Figure(
        body=(
            head(162, 50),
            "M148 62 L92 86 L20 114 L18 106",
            "M146 63 L148 116 L176 118",
            "M140 64 L116 62 L98 82",
        ),
        ground=("M6 122 L194 122",),
        mark=("M92 92 L92 118", "M87 98 L92 91 L97 98"),
    ),
)
