"""Import: drop files, folders or a zip; a live line a group; what came in and what was refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from kneewise.journal.answers import Status
from kneewise.journal.encoding import plain
from kneewise.web.importer import Importer, ImportState
from kneewise.web.journals import JournalDep, SettingsDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.settings import WebSettings
from kneewise.web.taking import ANY_SIZE, importer_of, take

router = APIRouter()

LOOKED_S = 0.25
"""How often a page that looks on is told; four times a second reads as live (our choice)."""

SHOWN_PROBLEMS = 200
"""Refused files listed on one page; the rest is counted and `kneewise import --all` lists it."""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What the page shows: the import on its way or the last one, and what may be handed in."""

    state: ImportState | None
    busy: bool
    status: Status
    max_bytes: int
    max_files: int
    shown_problems: int = SHOWN_PROBLEMS


@router.get("/import", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, settings: SettingsDep) -> HTMLResponse:
    """The drop zone, or how far an import is, and what the last one did."""
    page = _page(importer_of(request), settings, journal.status())
    return render(request, "import", page, journal)


def _page(importer: Importer, settings: WebSettings, status: Status) -> ImportPage:
    return ImportPage(
        state=importer.state,
        busy=importer.busy() is not None,
        status=status,
        max_bytes=settings.max_upload_bytes,
        max_files=settings.max_upload_files,
    )


@router.post("/import", max_body_size=ANY_SIZE)
async def hand_in(request: Request) -> Response:
    """Take everything to disk, start the import, and show it."""
    await take(request)
    return back_to("/import")


@router.get("/import/progress", response_class=EventSourceResponse)
async def progress(request: Request) -> AsyncIterator[ServerSentEvent]:
    """The import as it goes on, told whenever it changed, until it ends."""
    importer = importer_of(request)
    told: ImportState | None = None
    while not importer.ending:
        going_on = importer.busy() is not None  # asked first: the end must not fall in between
        state = importer.state
        if state is not None and state is not told:
            told = state
            yield ServerSentEvent(data=plain(state), event=state.stage.value)
        if not going_on:
            return
        await asyncio.sleep(LOOKED_S)


PAGE = Page("import", router, place=90)
