"""The diary: rate a knee on a map, note everything else, and leaf through what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import AwareDatetime

from kneewise.journal.answers import BothRated, DiaryLeaf
from kneewise.journal.clock import local_day
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
from kneewise.web.wording import wording_of

router = APIRouter()

OF_A_DAY = (Window.DAY_MORNING, Window.DAY_EVENING)


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """What the page shows. `side`, `site`, `window` and `run` are chosen already, "" for none.

    `both` is the last rating where it gave both knees one number above 0, `ran_lately` says
    whether a rating without a run speaks of the latest one.
    """

    leaf: DiaryLeaf
    today: date
    groups: tuple[LogGroup, ...]
    windows: tuple[str, ...]
    side: str
    site: str
    both: BothRated | None
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
    meant = journal.knee_meant()
    page = DiaryPage(
        leaf=leaf,
        today=local_day(journal.store, journal.runner),
        groups=the_groups(journal.causes()),
        windows=tuple(one.value for one in Window),
        side=side or meant.side or "",
        site=site or (meant.site if side in {None, meant.side} else None) or "",
        both=journal.both_rated(),
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
    given_on = local_day(journal.store, journal.runner, given_at)
    of_run, of_day = _meant(when, run, forms.day(day), given_on)
    said = Rating(
        value, run=of_run, side=choice(Side, side), site=choice(Site, site), window=when, day=of_day
    )
    rated = journal.rate_late(said, given_at)
    if "application/json" not in request.headers.get("accept", ""):
        return back_to(local(back), rated.said)
    taken = JSONResponse({"said": rated.said})
    carry(taken, rated.said)
    return taken


@router.post("/diary/one-knee")
def one_knee(
    journal: JournalDep,
    side: Annotated[Side, Form()],
    given_at: Annotated[AwareDatetime, Form()],
    back: Annotated[str, Form()] = "/today",
) -> Response:
    """The number that both knees were given was meant for one."""
    return back_to(local(back), journal.only_one_knee(side, given_at).said)


def _meant(
    window: Window | None, run: str, day: date | None, given_on: date
) -> tuple[str | None, date | None]:
    """The run or the day of a form in which both stand side by side: the window tells which.

    The date it was given on says nothing of a run: the field holds it before anybody touches it.
    """
    if window in OF_A_DAY:
        return None, day
    if run:
        return run, None
    return None, None if day == given_on else day


@router.post("/diary/log")
def log(journal: JournalDep, form: WholeForm) -> Response:
    """Note what was filled in of one group."""
    noted = journal.log_day(
        said_in(form, wording_of(journal.profile())),
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


PAGE = Page("diary", router, place=3, main=True)
