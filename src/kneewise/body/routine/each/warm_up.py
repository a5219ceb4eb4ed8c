"""A warm-up before a run: our rule, built from trials of performance (FRADKIN2010)."""

from __future__ import annotations

from kneewise.body.routine.routine import Routine, Step

ON_ONE_LEG = frozenset({"giving_way"})
HURT = ON_ONE_LEG | {"swollen", "locked", "injury"}

ROUTINE = Routine(
    name="warm_up",
    kind="warm_up",
    steps=(
        Step("walk", 120),
        Step("swing_front", 20, sides=True, barred_by=HURT | {"groin"}),
        Step("swing_side", 20, sides=True, barred_by=HURT | {"groin"}),
        Step("ankle_circles", 15, sides=True, barred_by=ON_ONE_LEG),
        Step("march", 30, barred_by=HURT),
        Step("heels_up", 30, barred_by=HURT | {"knee_operation"}, runs=True),
        Step("easy_jog", 240, runs=True),
    ),
    facts=("warm_up.rule", "warm_up.null", "warm_up.light"),
)
