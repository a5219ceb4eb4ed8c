"""Route: loops from the runner's own map, asked for in a form and shown on a plain map."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.route import RouteWish, Taste
from kneewise.model.words import say
from kneewise.web.forms import number
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.route.searching import Asked, Search, searches_of
from kneewise.web.pages.route.showing import SUGGESTED, form_page, result_page
from kneewise.web.wording import wording_of

router = APIRouter()

AT_ONCE_S = 1.0
"""What is found within it is shown without a page that waits (our choice)."""

LOOKED_S = 0.1


@router.get("/route", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """What may be asked for, and the map around the usual start."""
    return render(request, "route", form_page(journal), journal)


@router.post("/route")
def search(  # noqa: PLR0913, PLR0917 - one field a thing that may be asked for
    request: Request,
    journal: JournalDep,
    start: Annotated[str, Form(max_length=100)] = "",
    place: Annotated[str, Form(max_length=100)] = "",
    km: Annotated[str, Form(max_length=20)] = "",
    wish: Annotated[str, Form(max_length=20)] = SUGGESTED,
    back: Annotated[str, Form(max_length=5)] = "",
) -> Response:
    """Begin a search and show it. Raises UsageError for what is no place, length or kind."""
    w = wording_of(journal.profile())
    far = number(km, 0, 1000)
    if far is None:
        raise UsageError(say(__name__, "no.km"))
    lat, lon = _place(place.strip() or start)
    suggest = wish == SUGGESTED
    taste = Taste.PLAIN if suggest else _taste(wish)
    asked = RouteWish(lat, lon, round(w.in_km(far), 2), taste, out_and_back=back == "yes")
    found = searches_of(request).begin(Asked(asked, suggest))
    found.wait(AT_ONCE_S)
    return back_to(f"/route/{found.name}")


@router.get("/route/{name}", response_class=HTMLResponse)
def result(request: Request, journal: JournalDep, name: str) -> HTMLResponse:
    """What was found, or that it is still being looked for."""
    found = _search(request, name)
    return render(request, "route", result_page(journal, found), journal, template="result.html")


@router.get("/route/{name}/progress", response_class=EventSourceResponse)
async def progress(request: Request, name: str) -> AsyncIterator[ServerSentEvent]:
    """One event, when the search is over."""
    found = searches_of(request).at(name)
    while found is not None and found.found is None:
        if request.app.state.importer.ending:
            return
        await asyncio.sleep(LOOKED_S)
    yield ServerSentEvent(event="over", raw_data="")


@router.get("/route/{name}/{file}")
def download(request: Request, name: str, file: str) -> Response:
    """A route as GPX or as FIT course: `1.gpx`, `2.fit`."""
    search = _search(request, name)
    answer = None if search.found is None else search.found.answer
    from kneewise.journal.route_files import route_files  # half a second of SciPy, not at start

    files = () if answer is None else route_files(answer, at=search.at)
    stem, _, kind = file.partition(".")
    of_kind = [one for one in files if one.name.endswith(f".{kind}")]
    at = int(stem) - 1 if stem.isascii() and stem.isdigit() and len(stem) < 3 else -1
    if not 0 <= at < len(of_kind) or kind not in {"gpx", "fit"}:
        raise NotFoundError(say("kneewise.web", "error.not_found"))
    one = of_kind[at]
    response = Response(one.data, media_type=one.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{one.name}"'
    return response


def _search(request: Request, name: str) -> Search:
    found = searches_of(request).at(name)
    if found is None:
        raise NotFoundError(say(__name__, "no.search"))
    return found


def _place(said: str) -> tuple[float, float]:
    """Latitude and longitude as they are typed or tapped. Raises UsageError."""
    parts = said.replace(";", ",").split(",") if said.strip() else []
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        raise UsageError(say(__name__, "no.place")) from None
    return lat, lon


def _taste(said: str) -> Taste:
    try:
        return Taste(said)
    except ValueError:
        raise UsageError(say(__name__, "no.wish")) from None


PAGE = Page("route", router, place=57)
