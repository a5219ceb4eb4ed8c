"""The way back: entry test, step of the ladder, and in which order the rest returns."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.care.today import ReturnAnswer
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """What the page shows."""

    back: ReturnAnswer


@router.get("/return", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """Where the runner stands, what comes next, and what is still needed."""
    return render(request, "return", ReturnPage(journal.return_plan()), journal)


PAGE = Page("return", router, place=41)
