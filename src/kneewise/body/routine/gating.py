"""When a routine is not done, and which of its steps are left out (our precautions).

A warning sign stops everything; what the symptom check does not know yet bars as what it might be.
"""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.body.routine.routine import Routine, Step
from kneewise.body.routine.saying import advise, plain
from kneewise.model.advice import Advice, Screening

UNKNOWN = "unknown_"
NOBODY = frozenset({"under_13", "adult_confirms"})
NOT_LOADED = ("operation", "repair", "replacement", "injection", "after_birth", "pregnant")
"""Gates under which nobody is trained from a list: the surgeon's or midwife's programme is it."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is known on a day: conditions as `provocation_barred` names them, and the light.

    `may_run` says whether today's light is green.
    """

    conditions: tuple[str, ...]
    screening: Screening
    may_run: bool


def refused(routine: Routine, allowed: Allowed) -> tuple[Advice, ...]:
    """Why the whole routine is not done now; empty where it is."""
    screening = allowed.screening
    gates = {gate.gate for gate in screening.gates}
    if any(flag.stops for flag in screening.flags):
        return (advise(routine.name, "not now", "refused.stopped"),)
    if gates & NOBODY:
        return (advise(routine.name, "not now", "refused.nobody"),)
    if routine.loads and gates & set(NOT_LOADED):
        return (advise(routine.name, "not now", "refused.gate"),)
    if routine.loads and not screening.complete:
        return (advise(routine.name, "not yet", "refused.unscreened"),)
    return ()


def left_out(step: Step, allowed: Allowed) -> Advice | None:
    """Why one step is left out today; None where it is done."""
    if step.runs and not allowed.may_run:
        return advise(step.name, "left out", "left_out.running")
    found = [
        name
        for name in (one.removeprefix(UNKNOWN) for one in allowed.conditions)
        if name in step.barred_by
    ]
    if not found:
        return None
    said = ", ".join(plain(f"condition.{name}") for name in dict.fromkeys(found))
    return advise(step.name, "left out", "left_out.said", what=said)
