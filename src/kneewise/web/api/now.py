"""What to do now: today, the way back, the check, relief, other sports, outlook, prevention."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from kneewise.model.diary import Side, Site
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["now"])

Said = Annotated[dict[str, str], Body(embed=True, description="Answers by question.")]


@router.get("/today")
@answers("kneewise.care.today:TodayAnswer")
def today(journal: JournalDep) -> Response:
    """The light, how far to run, what to do now."""
    return reply(journal.today())


@router.get("/return")
@answers("kneewise.care.today:ReturnAnswer")
def way_back(journal: JournalDep) -> Response:
    """Entry test, step of the ladder, order of what comes back."""
    return reply(journal.return_plan())


@router.get("/check")
@answers("kneewise.journal.checking:Check")
def check(journal: JournalDep) -> Response:
    """Red flags, gates, open questions, and what the symptoms may fit."""
    return reply(journal.check())


@router.post("/check")
@answers("kneewise.journal.checking:Check")
def answer_check(
    journal: JournalDep,
    answered: Annotated[
        dict[str, str | bool | int | float | None],
        Body(embed=True, description='Answers by question; null is "don\'t know".'),
    ],
    side: Annotated[Side | None, Body(embed=True)] = None,
) -> Response:
    """Keep answers of the symptom check; what it says then."""
    journal.answer_symptoms(answered, side)
    return reply(journal.check())


@router.get("/relief")
@answers("kneewise.journal.relieving:Relief")
def relief(journal: JournalDep) -> Response:
    """Ice and gels as they stand."""
    return reply(journal.relief())


@router.post("/relief")
@answers("kneewise.journal.relieving:Relief")
def relief_after(journal: JournalDep, answered: Said) -> Response:
    """Ice and gels after answers to their questions."""
    return reply(journal.relief(answered))


@router.get("/crosstraining")
@answers("kneewise.care.crosstraining:CrossTraining")
def crosstraining(
    journal: JournalDep, site: Annotated[list[Site] | None, Query()] = None
) -> Response:
    """What may be done instead of running; for sites named, else those of the diary."""
    return reply(journal.crosstraining(sites=site or ()))


@router.post("/crosstraining")
@answers("kneewise.care.crosstraining:CrossTraining")
def crosstraining_after(journal: JournalDep, answered: Said) -> Response:
    """The same after answers to its questions."""
    return reply(journal.crosstraining(answered))


@router.get("/outlook")
@answers("kneewise.care.outlook:Outlook")
def outlook(journal: JournalDep, side: Side | None = None, diagnosis: str = "") -> Response:
    """How long it takes runners like this one, or why that can't be told."""
    return reply(journal.outlook({"diagnosis": diagnosis}, side=side))


@router.get("/prevention")
@answers("kneewise.care.prevention:Prevention")
def prevention(journal: JournalDep) -> Response:
    """What may keep it from coming back, and what nobody has shown to."""
    return reply(journal.prevention())


@router.get("/timeline")
@answers("kneewise.journal.timeline:TimeLine", none=True)
def time_line(journal: JournalDep, began: date | None = None, side: Side | None = None) -> Response:
    """Runs, knee load and pain around the day an episode began."""
    return reply(journal.time_line(began, side))
