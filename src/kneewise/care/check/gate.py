"""A profile gate: what an operation, an injection, a pregnancy … forbids, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, runtime_checkable

from kneewise.care.check.flag import sentence, valid_clearings
from kneewise.care.check.told import Told, covers
from kneewise.model.advice import Advice, Basis, RaisedGate, SymptomAnswer

EVERY_DAYS = 90
"""How often the gates are asked (SAFETY.md, Profile gates)."""

ACTIONS = frozenset(
    {
        "ladder",
        "plan",
        "increase",
        "gel",
        "ice",
        "experiment",
        "green",
        "running",
        "conditions",
        "lights",
    }
)
"""What a gate may forbid."""


@runtime_checkable
class Gate(Protocol):
    """A gate: its words stand in words.toml under `gate.ID.because` and `gate.ID.act`."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def reads(self) -> frozenset[str]:
        """The questions it reads."""

    @property
    def forbids(self) -> frozenset[str]:
        """Of `ACTIONS`."""

    @property
    def zero_tolerance(self) -> bool:
        """Whether any pain is red while it holds."""

    def check(self, told: Told) -> RaisedGate | None:
        """Whether it holds on that day. Pure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGate:
    """A gate that holds once one of these values was said; only a doctor's entry ends it.

    With `days_from` it ends by itself that many days after the day said there; an unknown day
    does not end.
    """

    id: str
    key: str
    forbids: frozenset[str]
    values: frozenset[str] = frozenset()
    zero_tolerance: bool = False
    days_from: tuple[str, int] | None = None

    @property
    def reads(self) -> frozenset[str]:
        """The questions it reads."""
        return frozenset({self.key} | ({self.days_from[0]} if self.days_from else set()))

    def check(self, told: Told) -> RaisedGate | None:
        """Whether it holds on that day."""
        if not said_values(told, self.id, self.key, self.values):
            return None
        until = None if self.days_from is None else last_day(told, *self.days_from)
        return raised(self, told, until)


def said_values(
    told: Told, gate: str, key: str, values: frozenset[str] = frozenset()
) -> tuple[SymptomAnswer, ...]:
    """The answers that hold a gate: one of the values (any but none), not cleared by a doctor."""
    cleared = valid_clearings(told.clearings, gate, doctor_only=True)
    return tuple(
        answer
        for answer in told.answers
        if answer.key == key
        and answer.value not in (None, "no", "none")
        and (not values or values & set((answer.value or "").split(",")))
        and not any(covers(clearing, answer) for clearing in cleared)
    )


def last_day(told: Told, key: str, days: int) -> date | None:
    """The last day on which something holds that lasts `days` from the latest day said.

    None (no end) where no day was said, or "don't know" was.
    """
    answers = [answer for answer in told.answers if answer.key == key]
    known = [date.fromisoformat(answer.value) for answer in answers if answer.value is not None]
    if not known or len(known) < len(answers):
        return None
    return max(known) + timedelta(days=days)


def raised(gate: Gate, told: Told, until: date | None) -> RaisedGate | None:
    """The gate as it stands on the day; None once its last day is over."""
    if until is not None and until < told.today:
        return None
    return RaisedGate(
        gate=gate.id,
        advice=gate_advice(gate.id),
        forbids=gate.forbids,
        until=until,
        zero_tolerance=gate.zero_tolerance,
    )


def gate_advice(gate: str) -> Advice:
    """What a gate says."""
    act = sentence(f"gate.{gate}.act")
    return Advice(
        rule=gate,
        verdict=act.text,
        because=sentence(f"gate.{gate}.because").text,
        basis=Basis(act.kind),
        sources=act.sources,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomGate:
    """A gate whose condition is a function of what was told: (holds, last day)."""

    id: str
    reads: frozenset[str]
    forbids: frozenset[str]
    holds: Callable[[Told], tuple[bool, date | None]]
    zero_tolerance: bool = False

    def check(self, told: Told) -> RaisedGate | None:
        """Whether it holds on that day."""
        holds, until = self.holds(told)
        return raised(self, told, until) if holds else None
