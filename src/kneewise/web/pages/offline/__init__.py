"""The page for when the machine with the data is away: a rating can be given, nothing else.

A phone keeps it (worker.js), so it holds nothing of the runner: no name, no number, no date.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.web.page import Page, draw, home_mark

router = APIRouter()

WORDS = "kneewise.web.pages.offline"


@router.get("/offline", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form of a rating, with the words on where it waits."""
    return HTMLResponse(drawn(home_mark(request)), headers={"Cache-Control": "no-cache"})


def drawn(mark: str) -> str:
    """The page as text; `mark` tells homes at one address apart and says nothing of them."""
    context = {"here": "offline", "said": None, "page": None, "home_mark": mark}
    return draw("pages/offline/page.html", context, words=WORDS)


PAGE = Page("offline", router)
