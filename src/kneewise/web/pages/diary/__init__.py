"""The diary: rate a knee on a map, note everything else, and leaf through what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import AwareDatetime

from kneewise.journal.answers import DiaryLeaf
from kneewise.journal.rating import RECENT, Rating
from kneewise.model.diary import Side, Site, Window
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web import forms
from kneewise.web.forms import WholeForm, choice, local
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, carry, home_mark, render
from kneewise.web.pages.diary.log_forms import LogGroup, said_in, the_groups
from kneewise.web.refusals import OtherHomeError

router = APIRouter()

OF_A_DAY = (Window.DAY_MORNING, Window.DAY_EVENING)


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """What the page shows. `side`, `site`, `window` and `run` are chosen already, "" for none.

    `ran_lately` says whether a rating without a run speaks of the latest one.
    """

    leaf: DiaryLeaf
    today: date
    groups: tuple[LogGroup, ...]
    windows: tuple[str, ...]
    side: str
    site: str
    window: str
    run: str
    ran_lately: bool


@router.get("/diary", response_class=HTMLResponse)
def show(  # noqa: PLR0913, PLR0917 - one parameter a thing that may be chosen before
    request: Request,
    journal: JournalDep,
    until: date | None = None,
    side: Side | None = None,
    site: Site | None = None,
    window: Window | None = None,
    run: int | None = None,
) -> HTMLResponse:
    """Rate, note, and what was told day by day up to `until`."""
    leaf = journal.diary(until)
    last = journal.last_rating()
    one_knee = side or (last[0].side if len(last) == 1 else None)
    page = DiaryPage(
        leaf=leaf,
        today=_today(),
        groups=the_groups(journal.causes()),
        windows=tuple(one.value for one in Window),
        side=one_knee or "",
        site=site or (last[0].site if last else None) or "",
        window=window or "",
        run="" if run is None else str(run),
        ran_lately=leaf.latest_hours is not None
        and leaf.latest_hours <= RECENT.total_seconds() / 3600,
    )
    return render(request, "diary", page, journal)


@router.post("/diary/rate")
def rate(  # noqa: PLR0913, PLR0917 - one field a thing that may be said
    request: Request,
    journal: JournalDep,
    value: Annotated[int, Form(ge=0, le=10)],
    side: Annotated[str, Form()] = "",
    site: Annotated[str, Form()] = "",
    run: Annotated[str, Form()] = "",
    window: Annotated[str, Form()] = "",
    day: Annotated[str, Form()] = "",
    at: Annotated[AwareDatetime | None, Form()] = None,
    back: Annotated[str, Form()] = "/today",
    home: Annotated[str, Form()] = "",
) -> Response:
    """Save a rating and go back to the page it was given on.

    `at` is the moment it was given where that is not now: a phone that could not reach this
    machine sends it when it can, perhaps twice, and it is kept once. Who asks for JSON gets that
    instead of a way back: a plain sign that it was taken, which no login page can be taken for.
    `home` is the mark of the home whose page it was given on: a page still open from another one
    that was served at this address must not write into this diary.
    """
    if home and home != home_mark(request):
        raise OtherHomeError(say("kneewise.web.pages.diary", "other_home"))
    given_at = at or datetime.now(UTC)
    when = choice(Window, window)
    of_run, of_day = _meant(when, run, forms.day(day), given_at)
    said = Rating(
        value, run=of_run, side=choice(Side, side), site=choice(Site, site), window=when, day=of_day
    )
    rated = journal.rate_late(said, given_at)
    if "application/json" not in request.headers.get("accept", ""):
        return back_to(local(back), rated.said)
    taken = JSONResponse({"said": rated.said})
    carry(taken, rated.said)
    return taken


def _meant(
    window: Window | None, run: str, day: date | None, given_at: datetime
) -> tuple[str | None, date | None]:
    """The run or the day of a form in which both stand side by side: the window tells which.

    Today's date says nothing of a run: it is what the field holds before anybody touches it.
    """
    if window in OF_A_DAY:
        return None, day
    if run:
        return run, None
    return None, None if day == given_at.astimezone().date() else day


@router.post("/diary/log")
def log(journal: JournalDep, form: WholeForm) -> Response:
    """Note what was filled in of one group."""
    noted = journal.log_day(
        said_in(form),
        day=forms.day(forms.text(form, "day")),
        run=forms.text(form, "run") or None,
    )
    return back_to("/diary#told", say(__name__, "noted", count=len(noted)))


@router.post("/diary/log/{number}/remove")
def remove(journal: JournalDep, number: int) -> Response:
    """Take a line of the log back."""
    journal.remove_log(number)
    return back_to("/diary#told", say(__name__, "removed"))


@router.post("/diary/episode")
def start_episode(
    journal: JournalDep,
    day: Annotated[str, Form()],
    side: Annotated[str, Form()],
    site: Annotated[str, Form()] = "",
) -> Response:
    """A trouble began that day."""
    began_on, knee = forms.day(day), choice(Side, side)
    if began_on is None or knee is None:
        raise UsageError("Say the day it began and which knee.")
    journal.start_episode(began_on, knee, choice(Site, site))
    return back_to("/diary#episodes")


@router.post("/diary/episode/{number}/end")
def end_episode(journal: JournalDep, number: int, day: Annotated[date, Form()]) -> Response:
    """A trouble was over that day."""
    journal.end_episode(day, number)
    return back_to("/diary#episodes")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


PAGE = Page("diary", router, place=3, main=True)
