"""Taking a clip: to a tray on disk, then to the work that goes on beside the pages."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from starlette.exceptions import HTTPException

from kneewise.journal.form_measuring import FormWish
from kneewise.journal.trays import Tray
from kneewise.model.errors import UsageError
from kneewise.model.form import View
from kneewise.model.words import say
from kneewise.web.filling import filled
from kneewise.web.filming import Filming, FilmState
from kneewise.web.forms import number
from kneewise.web.refusals import BusyError
from kneewise.web.settings import WebSettings
from kneewise.web.uploads import Limits, kept_name, receive

_PACKAGE = "kneewise.web.pages.form"


def filming_of(request: Request) -> Filming:
    """The clips of this server."""
    found: Filming = request.app.state.filming
    return found


def not_busy(filming: Filming) -> None:
    """Raises BusyError while a clip is looked at."""
    state = filming.busy()
    if state is not None:
        time = f"{state.began_at.astimezone():%H:%M}"
        raise BusyError(say(_PACKAGE, "busy", time=time))


async def take_clip(request: Request) -> FilmState:
    """One clip of a form to disk, and the work on it begun.

    Raises BusyError where one is on its way, TooMuchError, UsageError, NoRoomError; then nothing
    of it is kept.
    """
    settings: WebSettings = request.app.state.settings
    filming = filming_of(request)
    not_busy(filming)
    async with filled(settings) as tray:
        said: dict[str, str] = {}
        files = await receive(request, tray.place, Limits(settings.max_upload_bytes, 1), said)
        if not files:
            raise UsageError(say(_PACKAGE, "nothing"))
        begun = filming.begin(tray, _wish(tray, *files[0], said))
        if begun is None:
            not_busy(filming)
            raise HTTPException(503)  # the server is ending
    return begun


def _wish(tray: Tray, name: str, path: Path, said: dict[str, str]) -> FormWish:
    """What was asked for; the clip gets its own name back, which sentences speak of."""
    clip = path.rename(tray.folder / f"clip-{kept_name(name, 'film')}")
    view = said.get("view", "")
    if view and view not in set(View):
        raise UsageError(say(_PACKAGE, "no_view"))
    return FormWish(
        clip,
        View(view) if view else None,
        number(said.get("slow", ""), 1, 64),
        keep_clip="keep" in said,
    )
