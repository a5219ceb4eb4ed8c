"""Form: hand in a clip, see what one phone can measure of how you run, and what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from kneewise.body.form import saying
from kneewise.body.form.answer import Measured
from kneewise.body.form.kept import KeptForm
from kneewise.journal.form_measuring import FormAnswer
from kneewise.journal.journal import Journal
from kneewise.model.advice import Light
from kneewise.model.errors import NotFoundError
from kneewise.model.form import View
from kneewise.model.words import say
from kneewise.web.drawing import gait
from kneewise.web.filming import FilmState
from kneewise.web.journals import JournalDep, SettingsDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.form.taking import filming_of, not_busy, take_clip
from kneewise.web.taking import ANY_SIZE
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
_PACKAGE = __name__

LOOKED_S = 0.25
TREND_CLIPS = 12
"""Clips drawn beside each other; a phone's width has room for no more."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over the clips of one view."""

    label: str
    drawing: Markup
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The curves of one angle, and the table behind them."""

    says: str
    label: str
    drawing: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page shows: a clip on its way, a result, those before, and how to film."""

    state: FilmState | None
    busy: bool
    missing: str | None
    no_run: str | None
    answer: FormAnswer | None
    drawn: tuple[Drawn, ...]
    picture: bool
    trends: tuple[Trend, ...]
    known: tuple[KeptForm, ...]
    views: tuple[str, ...]
    max_bytes: int


@router.get("/form", response_class=HTMLResponse)
def show(
    request: Request, journal: JournalDep, settings: SettingsDep, number: str | None = None
) -> HTMLResponse:
    """The last form or one by its number, a clip on its way, and where to hand one in."""
    filming = filming_of(request)
    known = journal.forms()
    wanted = _number(number, known)
    answer = journal.form(wanted) if known else None
    state = filming.state
    words = wording_of(journal.profile())
    page = FormPage(
        state=state,
        busy=filming.busy() is not None,
        missing=journal.form_needs(),
        no_run=_no_run(journal),
        answer=answer,
        drawn=() if answer is None else tuple(_drawn(line) for line in answer.curves),
        picture=_has_picture(state, answer),
        trends=() if answer is None else _trends(known, answer.form, words),
        known=known[::-1],
        views=tuple(view.value for view in View),
        max_bytes=settings.max_upload_bytes,
    )
    return render(request, "form", page, journal)


@router.post("/form", max_body_size=ANY_SIZE)
async def hand_in(request: Request) -> Response:
    """Take a clip to disk, begin to look at it, and show that."""
    await take_clip(request)
    return back_to("/form")


@router.post("/form/model")
def fetch_model(request: Request) -> Response:
    """Fetch the pose model: pressing the button is the yes."""
    filming = filming_of(request)
    not_busy(filming)
    filming.fetch()
    return back_to("/form")


@router.post("/form/remove")
async def remove(request: Request, journal: JournalDep, number: Annotated[int, Form()]) -> Response:
    """Delete a form, its clip, and the pictures that are still here."""
    await run_in_threadpool(_remove, request, journal, number)
    return back_to("/form", say("kneewise.body.form", "removed", number=number))


def _remove(request: Request, journal: Journal, number: int) -> None:
    journal.remove_form(number)
    filming = filming_of(request)
    if filming.state is not None and filming.state.form == number:
        filming.forget()


@router.post("/form/forget")
def forget(request: Request) -> Response:
    """Throw the uploaded clip and its pictures away now."""
    filming_of(request).forget()
    return back_to("/form", say(_PACKAGE, "forgotten"))


@router.get("/form/picture/{number}")
def picture(request: Request, number: str) -> FileResponse:
    """The clip with the skeleton over it, while it is here. Raises NotFoundError."""
    state = filming_of(request).state
    if state is None or state.picture is None or str(state.form) != number:
        raise NotFoundError(say(_PACKAGE, "picture.gone"))
    return FileResponse(state.picture, media_type="video/webm")


@router.get("/form/progress", response_class=EventSourceResponse)
async def progress(request: Request) -> AsyncIterator[ServerSentEvent]:
    """The clip as it goes on, told whenever it changed, until it is done."""
    filming = filming_of(request)
    told: FilmState | None = None
    while not filming.ending:
        going_on = filming.busy() is not None  # asked first: the end must not fall in between
        state = filming.state
        if state is not None and state is not told:
            told = state
            shown = {"doing": state.doing, "share": state.share}
            yield ServerSentEvent(data=shown, event=state.stage.value)
        if not going_on:
            return
        await asyncio.sleep(LOOKED_S)


def _no_run(journal: Journal) -> str | None:
    """Why today is no day to run, and so none to film; None where it may be one."""
    today = journal.today()
    return today.reason.text if today.light is Light.RED else None


def _number(said: str | None, known: tuple[KeptForm, ...]) -> int | None:
    """The number asked for; None is the latest. Raises NotFoundError for one that is not there."""
    if not said:
        return None
    found = next((form.id for form in known if str(form.id) == said), None)
    if found is None:
        raise NotFoundError(say("kneewise.body.form", "refuse.no_clip_kept", number=said[:20]))
    return found


def _has_picture(state: FilmState | None, answer: FormAnswer | None) -> bool:
    if state is None or answer is None or state.picture is None:
        return False
    return state.form == answer.form.id


def _drawn(line: saying.CurveLine) -> Drawn:
    tenths = range(0, len(line.curves[0].mean), 5)
    last = len(line.curves[0].mean) - 1
    sides = [
        "" if curve.side is None else say("kneewise.body.form", f"side.{curve.side}")
        for curve in line.curves
    ]
    return Drawn(
        says=line.says,
        label=line.label,
        drawing=gait.curves(line),
        heads=(say(_PACKAGE, "curve.at"), *(f"{line.label} {side}".strip() for side in sides)),
        rows=tuple(
            (
                f"{100 * at // last} %",
                *(f"{curve.mean[at]:.0f}° ± {curve.spread[at]:.0f}" for curve in line.curves),
            )
            for at in tenths
        ),
    )


def _trends(known: tuple[KeptForm, ...], form: KeptForm, words: Wording) -> tuple[Trend, ...]:
    """Every measure over the clips of this view, side and code, where there are two or more."""
    alike = [
        one
        for one in known
        if (one.view, one.near, one.version) == (form.view, form.near, form.version)
    ][-TREND_CLIPS:]
    if len(alike) < 2:
        return ()
    trends = (_trend(line, alike, words) for line in form.measured)
    return tuple(trend for trend in trends if trend is not None)


def _trend(line: Measured, alike: list[KeptForm], words: Wording) -> Trend | None:
    found = [
        (words.day_month(form.day), other)
        for form in alike
        for other in form.measured
        if (other.name, other.side) == (line.name, line.side)
    ]
    if len(found) < 2:
        return None
    texts = saying.lines(other for _, other in found)
    label = texts[0].label if texts[0].side is None else f"{texts[0].label}, {texts[0].side}"
    points = [(day, other.value, other.again) for day, other in found]
    return Trend(
        label,
        gait.over_clips(points, say(_PACKAGE, "trend.label", name=label)),
        tuple((day, text.interval) for (day, _), text in zip(found, texts, strict=True)),
    )


PAGE = Page("form", router)
