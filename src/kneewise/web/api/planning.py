"""Goals and the plan, trials of one change, and outcome scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from kneewise.model.diary import Side
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["planning"])


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """How far, by when, on how many days a week."""

    km: Annotated[float, Field(gt=0, le=1000)]
    race_on: date | None = None
    days: Annotated[int, Field(ge=1, le=7)] = 3


@dataclass(frozen=True, slots=True)
class TrialSaid:
    """A change to try, for which knee, and what the change asks."""

    lever: str
    side: Side | None = None
    answered: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ScoreSaid:
    """Answers 0-10 by question, null for open, of one knee and day."""

    answered: dict[str, int | None]
    side: Side | None = None
    day: date | None = None


@router.get("/goals")
@answers("kneewise.model.plan:Goal", many=True)
def goals(journal: JournalDep) -> Response:
    """Every goal there was, oldest first."""
    return reply(journal.goals())


@router.post("/goals")
@answers("kneewise.model.plan:Goal")
def set_goal(journal: JournalDep, said: GoalSaid) -> Response:
    """Put a goal down; the one before ends."""
    return reply(journal.set_goal(said.km, said.race_on, said.days))


@router.post("/goals/end")
@answers("kneewise.model.plan:Goal")
def end_goal(journal: JournalDep) -> Response:
    """Drop the goal in force."""
    return reply(journal.end_goal())


@router.get("/plan")
@answers("kneewise.care.plan:PlanAnswer", none=True)
def plan(journal: JournalDep) -> Response:
    """The plan towards the goal in force; null without one."""
    return reply(journal.plan())


@router.get("/trials")
@answers("kneewise.model.trial:Trial", many=True)
def trials(journal: JournalDep) -> Response:
    """Every trial, oldest first."""
    return reply(journal.trials())


@router.get("/trials/offers")
@answers("kneewise.care.trial:Offers")
def offers(journal: JournalDep, side: Side | None = None, *, wait: bool = True) -> Response:
    """What could be tried, one change at a time, and what it would take.

    That is simulated for a second or two after every rating; with `wait=false` its `plan` is null
    where it does not stand yet.
    """
    return reply(journal.trial_levers(side, wait=wait))


@router.get("/trials/{number}")
@answers("kneewise.care.trial:TrialAnswer")
def trial(journal: JournalDep, number: Annotated[int, Path(ge=1, le=1 << 31)]) -> Response:
    """Where a trial stands."""
    return reply(journal.trial(number))


@router.post("/trials")
@answers("kneewise.model.trial:Trial")
def start_trial(journal: JournalDep, said: TrialSaid) -> Response:
    """Begin one; its order is drawn once."""
    return reply(journal.start_trial(said.lever, said.side, said.answered))


@router.post("/trials/stop")
@answers("kneewise.care.trial:TrialAnswer")
def stop_trial(journal: JournalDep) -> Response:
    """Break the running trial off."""
    return reply(journal.stop_trial())


@router.get("/scores")
@answers("kneewise.care.scores:Progress", many=True)
def scores(journal: JournalDep, side: Side | None = None) -> Response:
    """Scores by day and what their changes are worth, a knee each."""
    return reply(journal.scores(side))


@router.get("/scores/items")
@answers("kneewise.journal.scoring:ScoreItem", many=True)
def score_items(journal: JournalDep) -> Response:
    """The questions of the outcome score."""
    return reply(journal.score_items())


@router.post("/scores")
@answers("kneewise.model.score:ScoreEntry")
def score(journal: JournalDep, said: ScoreSaid) -> Response:
    """Keep answers for one knee and day."""
    return reply(journal.score(said.answered, side=said.side, day=said.day))
