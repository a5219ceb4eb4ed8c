"""Login: the passphrase of pages that other machines in the network can reach; and logging out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from kneewise.model.words import say
from kneewise.web.forms import local
from kneewise.web.login import COOKIE, IDLE_S, Door
from kneewise.web.page import Page, back_to, draw
from kneewise.web.refusals import TooManyGuessesError

router = APIRouter()

WORDS = "kneewise.web.pages.login"


@router.get("/login", response_class=HTMLResponse)
def show(request: Request, asked: Annotated[str, Query(alias="next")] = "") -> Response:
    """The question, or the way out for who is in; nothing to ask where no one else can reach it.

    `next` is the page that was asked for, where the login leads to it.
    """
    door = _door(request)
    if door is None:
        return back_to("/today")
    inside, wanted = door.sessions.knows(request.cookies.get(COOKIE)), local(asked, "")
    if inside and wanted:
        return back_to(wanted)
    return HTMLResponse(_drawn(inside=inside, wanted=wanted))


@router.post("/login", response_class=HTMLResponse)
def enter(
    request: Request,
    passphrase: Annotated[str, Form()],
    asked: Annotated[str, Form(alias="next")] = "",
) -> Response:
    """Open a session for the right passphrase and see the page that was asked for."""
    door = _door(request)
    if door is None:
        return back_to("/today")
    address = request.client.host if request.client is not None else ""
    try:
        token = door.enter(passphrase, address)
    except TooManyGuessesError as error:
        return HTMLResponse(_drawn(wrong=str(error), wanted=local(asked, "")), status_code=429)
    if token is None:
        wrong = _drawn(wrong=say(WORDS, "wrong"), wanted=local(asked, ""))
        return HTMLResponse(wrong, status_code=403)
    response = back_to(local(asked))
    response.set_cookie(COOKIE, token, max_age=IDLE_S, httponly=True, samesite="strict")
    return response


@router.post("/logout")
def leave(request: Request) -> Response:
    """Close the session of this browser."""
    door = _door(request)
    if door is not None:
        door.sessions.end(request.cookies.get(COOKIE))
    response = back_to("/login")
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _door(request: Request) -> Door | None:
    door: Door | None = request.app.state.door
    return door


def _drawn(*, inside: bool = False, wrong: str | None = None, wanted: str = "") -> str:
    context = {"inside": inside, "wrong": wrong, "wanted": wanted, "here": "login"}
    return draw("pages/login/page.html", context, words=WORDS)


PAGE = Page("login", router)
