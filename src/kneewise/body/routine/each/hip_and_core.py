"""Hip and core work, of the kind that was tried under supervision (LEPPANEN2024).

The exercises are ours and not those of the trial; none bends a loaded knee.
"""

from __future__ import annotations

from kneewise.body.routine.routine import Routine, Step

BACK = frozenset({"pregnancy", "kept"})
"""Lying on the back or holding the breath under load is left to a midwife's programme."""

HURT = frozenset({"swollen", "locked", "giving_way", "injury", "knee_operation"})

ROUTINE = Routine(
    name="hip_and_core",
    kind="strength",
    steps=(
        Step("bridge", 40, barred_by=BACK | HURT | {"groin"}),
        Step("side_plank", 20, sides=True, barred_by=BACK | HURT | {"osteoporosis"}),
        Step("bird_dog", 30, sides=True, barred_by=HURT),
        Step("side_leg_raise", 30, sides=True, barred_by=frozenset({"groin", "injury"})),
        Step("clam", 30, sides=True, barred_by=HURT | {"groin"}),
        Step("dead_bug", 40, barred_by=BACK | {"groin"}),
    ),
    facts=("hip_and_core.trial", "hip_and_core.pooled", "hip_and_core.rule"),
    rounds=2,
    rest_s=10,
    loads=True,
)
