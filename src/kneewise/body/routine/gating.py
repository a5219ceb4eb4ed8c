"""When a routine is not done, and which of its steps are left out (our precautions).

A warning sign stops everything and a red light every routine: SAFETY.md forbids running then and
is silent on exercises, so they wait too. What the symptom check does not know yet bars as what it
might be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kneewise.body.routine.routine import Routine, Step
from kneewise.body.routine.saying import advise, plain
from kneewise.model.advice import BONE_STRESS_LINE, Advice, Light, Screening

UNKNOWN = "unknown_"
NOBODY = frozenset({"under_13", "adult_confirms"})
NOT_LOADED = ("operation", "repair", "replacement", "injection", "after_birth", "pregnant")
"""Gates under which nobody is trained from a list: the surgeon's or midwife's programme is it."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is known on a day: conditions as `provocation_barred` names them, and the light.

    `instead` is what today's answer says to do while the light is red.
    """

    conditions: tuple[str, ...]
    screening: Screening
    light: Light
    instead: tuple[str, ...] = ()


def refused(routine: Routine, allowed: Allowed) -> tuple[Advice, ...]:
    """Why the whole routine is not done now; empty where it is."""
    screening = allowed.screening
    gates = {gate.gate for gate in screening.gates}
    if any(flag.stops for flag in screening.flags):
        return (_waits(routine, "refused.stopped", allowed),)
    if gates & NOBODY:
        return (advise(routine.name, "not now", "refused.nobody"),)
    loaded = _not_loaded(screening, gates) if routine.loads else None
    if loaded is not None:
        return (advise(routine.name, "not now", loaded),)
    if allowed.light is Light.RED:
        return (_waits(routine, "refused.red", allowed),)
    if routine.loads and not screening.complete:
        return (advise(routine.name, "not yet", "refused.unscreened"),)
    return ()


def _not_loaded(screening: Screening, gates: set[str]) -> str | None:
    """What stands against strength work alone."""
    if gates & set(NOT_LOADED):
        return "refused.gate"
    if "kept" in gates:
        return "refused.kept"
    if "sensation" in gates:
        return "refused.sensation"
    bone_stress = screening.p_bone_stress
    if bone_stress is not None and bone_stress >= BONE_STRESS_LINE:
        return "refused.bone_stress"
    return None


def _waits(routine: Routine, sentence: str, allowed: Allowed) -> Advice:
    """Not until the light is another, with what to do instead, on the watch as well."""
    do = (*allowed.instead, plain("refused.watch"))
    return replace(advise(routine.name, "not now", sentence), do=do)


def left_out(step: Step, allowed: Allowed) -> Advice | None:
    """Why one step is left out today; None where it is done."""
    if step.runs and allowed.light is not Light.GREEN:
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
