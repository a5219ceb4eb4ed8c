"""What stays when a sensitive answer is deleted: that something was raised, never because of what.

The answer goes for good. A flag or gate that rested on it stays until it is cleared as SAFETY.md
says (No self-clearing): kept beside the answers under a name that is no question, with how urgent
it was and since when. A flag whose own name would tell the illness stays under another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from kneewise.model.advice import BONE_STRESS_LINE, RaisedFlag, Screening, SymptomAnswer, Urgency

FLAG = "kept.flag."
"""Before the id of a flag; the value is its urgency."""

GATE = "kept.gate"
"""A gate of no name: what it forbids, whether any pain is red, and until when."""

BONE = "kept.bone"
"""P(bone stress injury) as it stood above the line."""

GATE_ID = "kept"

CLEARS_BONE = (GATE_ID, "kept_bone", "bone_stress")
"""Gate and flags of which a doctor's clearing covers what was kept of P(bone stress injury)."""

STRICT = "any pain is red"

UNNAMED = {
    "bleeding": "kept_sign",
    "fluoroquinolone": "kept_sign",
    "cancer_and_bone_pain": "kept_bone",
}
"""Flags that name an illness or a medicine, and the flag that stands in for them
(`flags/kept.py`)."""


def what_stays(
    before: Screening, after: Screening, at: datetime, runner: str
) -> tuple[SymptomAnswer, ...]:
    """What has to be kept so that the screening without the answers is no laxer than with them.

    `at` is when the latest of them was said: a doctor's entry from then on may end what stays.
    """
    stays = [
        SymptomAnswer(
            f"{FLAG}{UNNAMED.get(flag.flag, flag.flag)}",
            flag.urgency.value,
            flag.since,
            runner=runner,
        )
        for flag in before.flags
        if not _raised(after, flag)
    ]
    gate = _gate(before, after)
    if gate is not None:
        stays.append(SymptomAnswer(GATE, gate, at, runner=runner))
    p_before, p_after = before.p_bone_stress or 0.0, after.p_bone_stress or 0.0
    if p_before >= BONE_STRESS_LINE > p_after:
        stays.append(SymptomAnswer(BONE, f"{p_before:.4f}", at, runner=runner))
    return tuple(stays)


def is_kept(answer: SymptomAnswer) -> bool:
    """Whether it stands for a deleted answer."""
    return answer.key.startswith((FLAG, GATE, BONE))


def kept_flags(answers: Iterable[SymptomAnswer], flag: str) -> tuple[SymptomAnswer, ...]:
    """What was kept of a flag."""
    return tuple(answer for answer in answers if answer.key == f"{FLAG}{flag}")


def read_gate(
    kept: Sequence[SymptomAnswer],
) -> tuple[frozenset[str], bool, date | None]:
    """All that was kept of gates together: what is forbidden, zero tolerance, the last day.

    The last day is None, no end, where one of them has none.
    """
    forbids: set[str] = set()
    strict = False
    ends: list[date | None] = []
    for answer in kept:
        what, zero, until = (answer.value or ";;").split(";")
        forbids |= set(what.split(",")) - {""}
        strict |= zero == STRICT
        ends.append(date.fromisoformat(until) if until else None)
    known = [day for day in ends if day is not None]
    return frozenset(forbids), strict, max(known) if known and len(known) == len(ends) else None


def urgency_of(answer: SymptomAnswer) -> Urgency:
    """How urgent a kept flag was."""
    return Urgency(str(answer.value))


def _raised(after: Screening, flag: RaisedFlag) -> bool:
    """Whether it still stands by itself, at least as urgent."""
    rank = tuple(Urgency).index
    return any(f.flag == flag.flag and rank(f.urgency) <= rank(flag.urgency) for f in after.flags)


def _gate(before: Screening, after: Screening) -> str | None:
    """The gates that went, as one without a name; None where none did."""
    left = {gate.gate for gate in after.gates}
    gone = [gate for gate in before.gates if gate.gate not in left]
    if not gone:
        return None
    forbids = sorted(frozenset[str]().union(*(gate.forbids for gate in gone)))
    ends = [gate.until for gate in gone if gate.until is not None]
    until = max(ends).isoformat() if len(ends) == len(gone) else ""
    strict = STRICT if any(gate.zero_tolerance for gate in gone) else ""
    return ";".join((",".join(forbids), strict, until))


def stricter(one: RaisedFlag, other: RaisedFlag) -> RaisedFlag:
    """The more urgent of two that raise the same flag; the earlier where they are equal."""
    rank = tuple(Urgency).index
    return min((one, other), key=lambda flag: (rank(flag.urgency), flag.since))
