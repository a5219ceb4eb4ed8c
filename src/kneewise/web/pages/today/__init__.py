"""Today: the light and its sentence, how far, this week, a rating in two taps, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.care.today import TodayAnswer
from kneewise.journal.answers import BothRated, Status
from kneewise.journal.journal import Journal
from kneewise.journal.plan_words import RUNS
from kneewise.journal.planning_ahead import WeekAhead
from kneewise.model.diary import Episode
from kneewise.model.plan import Session, SessionKind
from kneewise.model.words import say
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render
from kneewise.web.wording import Wording, wording_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What the page shows. `since` are the days of the open episode, 1 on the first.

    `side` and `site` are those the next rating most likely speaks of, "" for both knees and for
    none said; `both` is the last rating where it gave both one number above 0.
    `planned` says in a word what each day to come holds; `ahead.known` is False where the plan is
    not worked out yet, and the page asks for the week again once it stands.
    """

    today: TodayAnswer
    status: Status
    episode: Episode | None
    since: int | None
    side: str
    site: str
    both: BothRated | None
    ahead: WeekAhead
    planned: Mapping[date, str]


@router.get("/today", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """The light first, everything else a step below."""
    return render(request, "today", _page(journal, journal.week_ahead(wait=False)), journal)


@router.get("/today/week", response_class=HTMLResponse)
def week(request: Request, journal: JournalDep) -> HTMLResponse:
    """The week alone with what is planned in it, worked out where it was not."""
    page = _page(journal, journal.week_ahead())
    return render(request, "today", page, journal, template="week.html")


def _page(journal: Journal, ahead: WeekAhead) -> TodayPage:
    answer, status = journal.today(), journal.status()
    episode = status.open_episodes[-1] if status.open_episodes else None
    meant = journal.knee_meant()
    return TodayPage(
        today=answer,
        status=status,
        episode=episode,
        since=None if episode is None else _days(episode.began_on, answer.day),
        side=meant.side or "",
        site=meant.site or "",
        both=journal.both_rated(),
        ahead=ahead,
        planned=_planned(ahead, wording_of(journal.profile())),
    )


def _planned(ahead: WeekAhead, w: Wording) -> dict[date, str]:
    """By day, the run, test or other sport it holds; days of rest and strength are left out."""
    return {one.day: said for one in ahead.sessions if (said := _in_a_word(one, w))}


def _in_a_word(session: Session, w: Wording) -> str:
    if session.kind in RUNS and session.minutes is None:
        return w.limit(session.km or 0.0)
    if session.kind in RUNS:
        return w.minutes(session.minutes)
    named = {SessionKind.ENTRY_TEST: "planned.test", SessionKind.OTHER_SPORT: "planned.sport"}
    return say(PAGE.package, named[session.kind]) if session.kind in named else ""


def _days(began_on: date, today: date) -> int:
    return (today - began_on).days + 1


PAGE = Page("today", router, place=0, main=True)
