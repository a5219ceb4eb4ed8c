"""What a rule says: a verdict, the reason in one sentence, and what kind of sentence that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kneewise.model.diary import Side


class Light(StrEnum):
    """Whether and how to run today; ordered by what it allows, the strictest last.

    `unscreened`: red-flag questions are open, so nothing is green; `stale`: no diary or import
    for 7 days. Neither is ever green.
    """

    GREEN = "green"
    PENDING = "pending"
    STALE = "stale"
    UNSCREENED = "unscreened"
    AMBER = "amber"
    RED = "red"


class Urgency(StrEnum):
    """How soon to see somebody, the most urgent first."""

    EMERGENCY_NUMBER = "emergency_number"
    EMERGENCY_TODAY = "emergency_today"
    TODAY = "today"
    WITHIN_48H = "within_48h"
    WITHIN_72H = "within_72h"
    WITHIN_1_WEEK = "within_1_week"
    WITHIN_2_WEEKS = "within_2_weeks"
    ROUTINE = "routine"


class Basis(StrEnum):
    """The four classes of what is said (DECISIONS.md, Answers and sentences)."""

    FINDING = "finding"
    GUIDELINE = "guideline"
    PRECAUTION = "precaution"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule's say: its file's name, the verdict, because of what, and where that comes from.

    `sources` are study keys or the name of a guideline or label; empty for what is ours.
    """

    rule: str
    verdict: str
    because: str
    basis: Basis
    sources: tuple[str, ...] = ()
    do: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SymptomAnswer:
    """One answer to one question of the symptom check; None is "don't know", kept as such.

    Answers are appended, never overwritten: a later "no" stands beside the earlier "yes".
    """

    key: str
    value: str | None
    answered_at: datetime
    side: Side | None = None
    runner: str = "me"


@dataclass(frozen=True, slots=True)
class Clearing:
    """A red flag cleared: when, by which profession, what was excluded, and the sign now absent."""

    flag: str
    on: date
    profession: str
    excluded: str
    sign_absent: bool
    entered_at: datetime
    side: Side | None = None
    runner: str = "me"


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A positive red flag that is not cleared: what to do and how soon."""

    flag: str
    urgency: Urgency
    advice: Advice
    since: datetime
    denied_later: bool = False
    """Whether a later answer said "no": both are shown, and the flag stays."""
    zero_tolerance: bool = False
    stops: bool = True
    """Whether running stops until it is cleared; no only where SAFETY.md sends to a clinician
    "even if every run was green" and nothing else."""
    from_diary: bool = False
    """Whether it was seen in the diary since then, and not said in the check."""


@dataclass(frozen=True, slots=True)
class RaisedGate:
    """A profile gate that holds: what it forbids, until when (None: until it is released)."""

    gate: str
    advice: Advice
    forbids: frozenset[str]
    """Of: ladder, plan, increase, gel, ice, experiment, green, running, conditions, lights."""
    until: date | None = None
    zero_tolerance: bool = False


@dataclass(frozen=True, slots=True)
class Screening:
    """What the symptom check and the profile gates say on a day; every other rule asks it first.

    `unanswered` are red-flag questions never answered or answered "don't know"; `overdue` gates
    not asked for 90 days. With either, nothing is green and there is no plan and no gel.
    """

    flags: tuple[RaisedFlag, ...] = ()
    gates: tuple[RaisedGate, ...] = ()
    unanswered: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    p_bone_stress: float | None = None
    light_run_from: date | None = None
    """From which day training may go on after an illness; the first run from there is a light
    one. None where nobody was ill, or still is."""

    @property
    def complete(self) -> bool:
        """Whether everything that must be asked was answered."""
        return not self.unanswered and not self.overdue

    @property
    def zero_tolerance(self) -> bool:
        """Whether any pain at all is red, whatever the policy (SAFETY.md, Zero tolerance)."""
        return (
            any(flag.zero_tolerance for flag in self.flags)
            or any(gate.zero_tolerance for gate in self.gates)
            or (self.p_bone_stress is not None and self.p_bone_stress >= BONE_STRESS_LINE)
        )

    def forbidden(self, what: str, on: date) -> tuple[RaisedGate, ...]:
        """The gates that forbid something on a day."""
        return tuple(
            gate
            for gate in self.gates
            if what in gate.forbids and (gate.until is None or on <= gate.until)
        )


BONE_STRESS_LINE = 0.05
"""P(bone stress injury) from which no pain is tolerated (SAFETY.md)."""
