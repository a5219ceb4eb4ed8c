"""What `plan` answers: the sessions, whether the day is reached, or why there is no plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.care.today.answer import Said
from kneewise.model.advice import Advice, Basis, Light
from kneewise.model.plan import Goal, Session
from kneewise.model.words import load_words

PACKAGE = "kneewise.care.plan"

FIRM_DAYS = 7
"""SAFETY.md: so far ahead a plan may leave the house; what lies beyond is a sketch."""


class State(StrEnum):
    """What became of the question.

    `planned`: the goal's day is reached, or there is none and the goal is. `moved`: the caps
    can't reach it by its day. `out_of_reach`: not within a year. `closed`: no plan now.
    """

    PLANNED = "planned"
    MOVED = "moved"
    OUT_OF_REACH = "out_of_reach"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Week:
    """One calendar week of the plan: its Monday, km of running planned at most, and runs.

    `done_km` is what was run in it before today, None where it is unknown; `fourth` marks the
    week that is not above the third.
    """

    monday: date
    km: float
    runs: int
    done_km: float | None
    fourth: bool


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """The plan from `day` on. `reached_on` is the first day on which the caps allow the goal.

    `because` says why it stands so, `opens` what would open a closed plan. Sessions after
    `firm_until` are a sketch. `rule` won today and `overruled` are the rules it won against.
    """

    day: date
    goal: Goal
    light: Light
    state: State
    because: tuple[Said, ...]
    opens: tuple[Said, ...] = ()
    opens_from: date | None = None
    reached_on: date | None = None
    firm_until: date | None = None
    sessions: tuple[Session, ...] = ()
    weeks: tuple[Week, ...] = ()
    notes: tuple[Advice, ...] = ()
    rule: str = ""
    overruled: tuple[str, ...] = ()


def tell(sentence_id: str, **slots: object) -> Said:
    """A sentence of this room, filled. Raises KeyError for one that is not there."""
    sentence = load_words(PACKAGE)[sentence_id]
    return Said(sentence_id, sentence.fill(**slots), sentence.kind, sentence.sources)


def advise(rule: str, verdict: str, said: Said, do: tuple[str, ...] = ()) -> Advice:
    """A sentence of one of the four classes as the advice that every front end knows."""
    return Advice(rule, verdict, said.text, Basis(said.kind), said.sources, do)
