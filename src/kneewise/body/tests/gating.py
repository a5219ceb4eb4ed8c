"""When a self-test is not asked for: SAFETY.md's list for provocations, and our precautions.

A red light has every one wait, as it has every routine: there is none that does not load, bend,
brace or stretch a knee (to lie for the Thomas test one knee is drawn to the chest).
What holds is told by name, as `care.check.provocation_barred` finds it; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kneewise.body.tests.saying import advise, plain
from kneewise.body.tests.selftest import SelfTest
from kneewise.model.advice import BONE_STRESS_LINE, Advice, Light, Screening

UNKNOWN = "unknown_"
"""Before the question of the symptom check that is open."""

_OPEN: Mapping[str, str] = {
    "periods": "low_energy",
    "energy": "low_energy",
    "health": "osteoporosis",
}
"""Conditions that hang on a question of another name."""

NOBODY = frozenset({"under_13", "adult_confirms"})
"""Gates under which nothing is asked for."""

NOT_LOADED = frozenset({"injection", "sensation"})
"""Gates under which nothing is loaded, and the questions they hang on: rest after an injection,
and pain that can't guide."""


@dataclass(frozen=True, slots=True)
class Barred:
    """What stands against self-tests on a day: conditions by name, the screening and the light.

    `light` is None where it was not asked for.
    """

    conditions: tuple[str, ...]
    screening: Screening
    light: Light | None = None


def why_not(test: SelfTest, barred: Barred) -> tuple[Advice, ...]:
    """Why this test is not asked for now; empty where it is. Unknown is not no."""
    found = []
    screening = barred.screening
    if any(flag.stops for flag in screening.flags):
        found.append(advise(test.name, "not now", "barred.stopped"))
    elif barred.light is Light.RED:
        found.append(advise(test.name, "not now", "barred.red"))
    gates = {gate.gate for gate in screening.gates}
    if gates & NOBODY:
        found.append(advise(test.name, "not now", "barred.nobody"))
    loaded = test.standing or test.hold
    held = sorted(gates & NOT_LOADED) if loaded else []
    found += [advise(test.name, "not now", f"barred.{gate}") for gate in held]
    bone_stress = screening.p_bone_stress
    if "bone" in test.barred_by and bone_stress is not None and bone_stress >= BONE_STRESS_LINE:
        found.append(advise(test.name, "not now", "barred.bone_stress"))
    known = [one for one in barred.conditions if one in test.barred_by]
    if known:
        said = ", ".join(plain(f"condition.{one}") for one in known)
        found.append(advise(test.name, "not now", "barred.said", what=said))
    open_bars = test.barred_by | (NOT_LOADED if loaded else frozenset())
    unknown = sorted({c for c in map(_of_open, barred.conditions) if c in open_bars})
    if unknown:
        said = ", ".join(plain(f"condition.{one}") for one in unknown)
        found.append(advise(test.name, "not yet", "barred.unknown", what=said))
    return tuple(found)


def _of_open(name: str) -> str | None:
    """The condition that an open question leaves unknown; None for one that is known."""
    if not name.startswith(UNKNOWN):
        return None
    key = name.removeprefix(UNKNOWN)
    return _OPEN.get(key, key)
