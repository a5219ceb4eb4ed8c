"""Today: the light and its sentence, how far, this week, a rating in two taps, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.care.today import TodayAnswer
from kneewise.journal.answers import Status
from kneewise.model.diary import Episode
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What the page shows. `since` are the days of the open episode, 1 on the first.

    `side` and `site` are those of the last rating, "" for both knees and for none said.
    """

    today: TodayAnswer
    status: Status
    episode: Episode | None
    since: int | None
    side: str
    site: str


@router.get("/today", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """The light first, everything else a step below."""
    answer, status = journal.today(), journal.status()
    episode = status.open_episodes[-1] if status.open_episodes else None
    last = journal.last_rating()
    page = TodayPage(
        today=answer,
        status=status,
        episode=episode,
        since=None if episode is None else _days(episode.began_on, answer.day),
        side=last[0].side if len(last) == 1 else "",
        site=(last[0].site or "") if last else "",
    )
    return render(request, "today", page, journal)


def _days(began_on: date, today: date) -> int:
    return (today - began_on).days + 1


PAGE = Page("today", router, place=0, main=True)
