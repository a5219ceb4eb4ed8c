"""What a person sees when something can't be done: one sentence, never a path or a trace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kneewise.model.errors import (
    ClipError,
    KneewiseError,
    MapError,
    MissingExtraError,
    NotFoundError,
    StoreBusyError,
    StoreError,
    UsageError,
)
from kneewise.model.words import Said, say
from kneewise.web.journals import open_for
from kneewise.web.log import LOG_NAME, write_down
from kneewise.web.page import INSIDE, Page, all_pages, draw
from kneewise.web.refusals import (
    BusyError,
    NoRoomError,
    OtherHomeError,
    TooManyGuessesError,
    TooMuchError,
)
from kneewise.web.wording import Wording, wording_of

STATUS: dict[type[KneewiseError], int] = {
    BusyError: 409,
    TooMuchError: 413,
    OtherHomeError: 421,
    TooManyGuessesError: 429,
    NoRoomError: 507,
    UsageError: 400,
    ClipError: 422,
    NotFoundError: 404,
    StoreBusyError: 503,
    StoreError: 500,
    MapError: 409,
    MissingExtraError: 501,
}

_PATH = re.compile(r"[\\/]")


def catch(app: FastAPI) -> None:
    """Turn every error of the house into its page, or its JSON under /api."""
    app.add_exception_handler(KneewiseError, _ours)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _by_number)


@dataclass(frozen=True, slots=True)
class Edge:
    """What nobody expected becomes a sentence here.

    It stands inside the guard, so that the headers of every answer stand on this one too; the
    framework's own last handler is outside.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through; answer where an exception came before the answer began."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = False

        async def watched(message: Message) -> None:
            nonlocal began
            began = began or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if began:
                raise
            response = _inside(Request(scope, receive), error)
            await response(scope, receive, send)


async def _ours(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    home = request.app.state.settings.home
    said = sentence_of(error, home, f"{request.method} {request.url.path}")
    if isinstance(said, Said) and said.varies and not request.url.path.startswith("/api/"):
        said = _wording(request).read(said)
    return answer(request, status, said)


def _wording(request: Request) -> Wording:
    """How this runner reads; as everybody does where the home can't be asked just now."""
    try:
        with open_for(request.app) as journal:
            return wording_of(journal.profile())
    except KneewiseError:
        return Wording()


def sentence_of(error: Exception, home: Path, where: str = "") -> str:
    """One sentence for a person who may be anywhere: no path of this machine, no trace.

    The house's own errors speak for themselves, their paths below the home shortened to a name;
    everything else stands in the log under a number.
    """
    said = ""
    if isinstance(error, KneewiseError):
        first = error.args[0] if error.args else None
        if isinstance(first, Said) and first.varies and str(home) not in first:
            return first  # still to be read by the runner who sees it
        said = str(error).replace(f"{home}/", "").replace(f"{home}\\", "")
        said = said.replace(str(home), say("kneewise.web", "error.home"))
        if not isinstance(error, StoreError):
            return said
    number = write_down(home, error, where)
    if said and not _PATH.search(said):
        return said
    return say("kneewise.web", "error.inside", number=number, log=LOG_NAME)


async def _misread(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    where = ", ".join(".".join(str(part) for part in one["loc"][1:]) or "body" for one in found)
    return answer(request, 422, say("kneewise.web", "error.misread", where=where or "?"))


async def _by_number(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    known = {404: "error.not_found", 405: "error.method", 413: "error.too_large"}
    said = say("kneewise.web", known.get(status, "error.other"))
    headers = getattr(error, "headers", None)
    return answer(request, status, said, headers)


def _inside(request: Request, error: Exception) -> Response:
    home = request.app.state.settings.home
    said = sentence_of(error, home, f"{request.method} {request.url.path}")
    return answer(request, 500, said)


def answer(
    request: Request, status: int, said: str, headers: dict[str, str] | None = None
) -> Response:
    """One sentence as a page, or as JSON where a program asked."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": said}, status, headers)
    try:
        html = _page(request, status, said)
    except Exception as error:  # noqa: BLE001 - what is broken may be the drawing itself
        write_down(request.app.state.settings.home, error, "error page")
        return PlainTextResponse(said, status, headers)
    return HTMLResponse(html, status, headers)


def _page(request: Request, status: int, said: str) -> str:
    context = {
        "status": status,
        "name": HTTPStatus(status).phrase,
        "message": said,
        "here": "",
        "said": None,
        "page": None,
        "leaves": INSIDE in request.scope,
        "back": _came_from(request),
    }
    return draw("templates/error.html", context, words="kneewise.web")


def _came_from(request: Request) -> Page | None:
    """The page whose form was sent or under which something was sought.

    None for Today, to which every error leads anyhow.
    """
    path, sent = request.url.path, request.method == "POST"
    for page in all_pages():
        own = f"/{page.name}"
        if page.place is not None and (path.startswith(f"{own}/") or (sent and path == own)):
            return None if page.name == "today" else page
    return None
