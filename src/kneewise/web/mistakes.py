"""What a person sees when something can't be done: one sentence, never a path or a trace."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from kneewise.model.errors import (
    KneewiseError,
    NotFoundError,
    StoreBusyError,
    StoreError,
    UsageError,
)
from kneewise.model.words import say
from kneewise.web.page import draw

LOG_NAME = "web.log"
LOG = logging.getLogger("kneewise.web")

STATUS: dict[type[KneewiseError], int] = {
    UsageError: 400,
    NotFoundError: 404,
    StoreBusyError: 503,
    StoreError: 500,
}


def keep_log(home: Path) -> None:
    """Write what goes wrong inside to a file in the home; nothing is sent anywhere."""
    if LOG.handlers or not home.is_dir():
        return
    handler = logging.FileHandler(home / LOG_NAME, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.addHandler(handler)
    LOG.propagate = False


def catch(app: FastAPI) -> None:
    """Turn every error of the house into its page, or its JSON under /api."""
    app.add_exception_handler(KneewiseError, _ours)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _by_number)
    app.add_exception_handler(Exception, _inside)


async def _ours(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, StoreError):
        return _unexpected(request, error, status)  # its sentence names a path of this machine
    return answer(request, status, str(error))


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


async def _inside(request: Request, error: Exception) -> Response:
    return _unexpected(request, error, 500)


def _unexpected(request: Request, error: Exception, status: int) -> Response:
    number = secrets.token_hex(4)
    LOG.error("%s %s %s", number, request.method, request.url.path, exc_info=error)
    return answer(request, status, say("kneewise.web", "error.inside", number=number, log=LOG_NAME))


def answer(
    request: Request, status: int, said: str, headers: dict[str, str] | None = None
) -> Response:
    """One sentence as a page, or as JSON where a program asked."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": said}, status, headers)
    context = {"status": status, "message": said, "here": "", "said": None, "page": None}
    name = HTTPStatus(status).phrase
    html = draw("templates/error.html", {**context, "name": name}, words="kneewise.web")
    return HTMLResponse(html, status, headers)
