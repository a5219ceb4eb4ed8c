"""Taking what is handed in: to a tray on disk, then to the import that runs beside the pages."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException

from kneewise.journal.trays import sweep_trays
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.store.memory import Memory
from kneewise.web.filling import filled
from kneewise.web.importer import Importer, ImportState
from kneewise.web.journals import open_for
from kneewise.web.refusals import BusyError
from kneewise.web.settings import WebSettings
from kneewise.web.uploads import Limits, receive

ANY_SIZE = 1 << 50
"""The framework's own limit for these routes; ours counts what really comes in and says so."""


def install(app: FastAPI, settings: WebSettings) -> None:
    """Imports for an app; what a killed server left of uploads is swept."""

    def renewed(memory: Memory) -> None:
        app.state.memory = memory

    app.state.importer = Importer(
        home=settings.home,
        opened=lambda: open_for(app),
        opened_anew=lambda memory: open_for(app, memory),
        renewed=renewed,
    )
    sweep_trays(settings.home)


def importer_of(request: Request) -> Importer:
    """The imports of this server."""
    found: Importer = request.app.state.importer
    return found


async def take(request: Request) -> ImportState:
    """Everything of a form to disk, and the import begun.

    Raises BusyError where one is on its way, TooMuchError, UsageError, NoRoomError; then nothing
    of it is kept.
    """
    settings: WebSettings = request.app.state.settings
    importer = importer_of(request)
    _not_busy(importer)
    async with filled(settings) as tray:
        limits = Limits(settings.max_upload_bytes, settings.max_upload_files)
        files = await receive(request, tray.place, limits)
        if not files:
            raise UsageError(say("kneewise.web", "upload.nothing"))
        begun = importer.begin(tray, files)
        if begun is None:
            _not_busy(importer)
            raise HTTPException(503)  # the server is ending
    return begun


def _not_busy(importer: Importer) -> None:
    state = importer.busy()
    if state is not None:
        time = f"{state.began_at.astimezone():%H:%M}"
        raise BusyError(say("kneewise.web", "upload.busy", time=time))
