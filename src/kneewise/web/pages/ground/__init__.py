"""Ground: what the runs were on, over time and beside pain; matching them, and the maps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from kneewise.journal.encoding import plain
from kneewise.journal.journal import Journal
from kneewise.journal.mapping import MapLine
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.words import say
from kneewise.web.filling import filled
from kneewise.web.journals import JournalDep, SettingsDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.ground.showing import Confirm, ground_page
from kneewise.web.pages.ground.working import GroundJob, Jobs, jobs_of, stop_jobs
from kneewise.web.refusals import BusyError
from kneewise.web.taking import ANY_SIZE
from kneewise.web.uploads import Limits, kept_name, receive

LOOKED_S = 0.25
"""How often a page that looks on is told; four times a second reads as live (our choice)."""

AT_ONCE_S = 0.8
"""What is done within it is shown as done, without a page that waits (our choice)."""


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """As long as the app answers; what is on its way ends with it, at its next step."""
    yield
    stop_jobs(app)


router = APIRouter(lifespan=_living)


@router.get("/ground", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, settings: SettingsDep) -> HTMLResponse:
    """What the runs were on, as it is kept."""
    page = ground_page(journal, jobs_of(request), settings.max_upload_bytes)
    return render(request, "ground", page, journal)


@router.post("/ground/match")
def match(request: Request) -> Response:
    """Match every run that waits, beside the pages; what was done before is kept."""
    jobs = jobs_of(request)
    _begun(jobs, jobs.match())
    jobs.wait(AT_ONCE_S)
    return back_to("/ground#work")


@router.get("/ground/progress", response_class=EventSourceResponse)
async def progress(request: Request) -> AsyncIterator[ServerSentEvent]:
    """The work as it goes on, told whenever it changed, until it ends."""
    jobs = jobs_of(request)
    told: GroundJob | None = None
    while not jobs.ending:
        going_on = jobs.busy() is not None  # asked first: the end must not fall in between
        state = jobs.state
        if state is not None and state is not told:
            told = state
            yield ServerSentEvent(data=plain(state), event=state.stage.value)
        if not going_on:
            return
        await asyncio.sleep(LOOKED_S)


@router.post("/ground/maps", max_body_size=ANY_SIZE)
async def add(request: Request, settings: SettingsDep) -> Response:
    """Take a map or an elevation tile to disk and make it beside the pages.

    Raises BusyError, TooMuchError, UsageError, NoRoomError; then nothing of it is kept.
    """
    jobs = jobs_of(request)
    _not_busy(jobs)
    async with filled(settings) as tray:
        files = await receive(request, tray.place, Limits(settings.max_upload_bytes, 1))
        if not files:
            raise UsageError(say("kneewise.web", "upload.nothing"))
        _begun(jobs, jobs.add(tray, _named(*files[0])))
    await run_in_threadpool(jobs.wait, AT_ONCE_S)
    return back_to("/ground#work")


@router.get("/ground/maps/{name}/remove", response_class=HTMLResponse)
def ask(request: Request, journal: JournalDep, name: str) -> HTMLResponse:
    """Ask once more before a map is taken away."""
    page = Confirm(_map(journal, name))
    return render(request, "ground", page, journal, template="confirm.html")


@router.post("/ground/maps/{name}/remove")
def remove(request: Request, journal: JournalDep, name: str) -> Response:
    """Take it away; the runs on it become unknown ground."""
    line = _map(journal, name)
    jobs = jobs_of(request)
    _begun(jobs, jobs.remove(line.name))
    jobs.wait(AT_ONCE_S)
    return back_to("/ground#work")


def _map(journal: Journal, name: str) -> MapLine:
    found = next((one for one in journal.maps() if one.name == name), None)
    if found is None:
        raise NotFoundError(say(__name__, "map.none_of_name"))
    return found


def _named(label: str, file: Path) -> Path:
    """The file under what is left of its own name, which says what it is and names the map.

    It stands in a folder of its own inside the tray; nothing of the name is taken as a place.
    """
    folder = file.with_name("map")
    folder.mkdir()
    return file.rename(folder / kept_name(label, "map"))


def _begun(jobs: Jobs, job: GroundJob | None) -> None:
    if job is None:
        _not_busy(jobs)
        raise BusyError(say(__name__, "busy"))


def _not_busy(jobs: Jobs) -> None:
    if jobs.busy() is not None:
        raise BusyError(say(__name__, "busy"))


PAGE = Page("ground", router, place=57)
