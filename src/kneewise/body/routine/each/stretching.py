"""Static stretching, half a minute a muscle: a minute or more costs performance (BEHM2016)."""

from __future__ import annotations

from kneewise.body.routine.routine import Routine, Step

BENT = frozenset({"swollen", "locked", "giving_way", "injury", "knee_operation"})

ROUTINE = Routine(
    name="stretching",
    kind="stretching",
    steps=(
        Step("calf", 30, sides=True, barred_by=BENT),
        Step("front_thigh", 30, sides=True, barred_by=BENT),
        Step("back_thigh", 30, sides=True, barred_by=frozenset({"injury"})),
        Step("hip_front", 30, sides=True, barred_by=BENT | {"groin"}),
        Step("buttock", 30, sides=True, barred_by=BENT | {"groin"}),
    ),
    facts=("stretching.null", "stretching.long", "stretching.rule"),
)
