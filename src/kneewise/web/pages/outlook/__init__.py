"""The outlook: how long, as a curve of runners like this one, told straight."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kneewise.care.outlook import Outlook
from kneewise.model.diary import Side
from kneewise.web.drawing.curve import Point, draw
from kneewise.web.forms import choice
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()

DIAGNOSES = ("", "kneecap", "other", "none")


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """The outlook, its curve drawn (None where there is none), and what was asked."""

    found: Outlook
    curve: Markup | None
    side: str
    diagnosis: str
    diagnoses: tuple[str, ...] = DIAGNOSES


@router.get("/outlook", response_class=HTMLResponse)
def show(
    request: Request, journal: JournalDep, side: str = "", diagnosis: str = ""
) -> HTMLResponse:
    """For the open episode of a knee, else for the latest one."""
    said = {"diagnosis": diagnosis} if diagnosis else {}
    found = journal.outlook(said, side=choice(Side, side))
    points = [Point(one.days, one.share) for one in found.curve]
    page = OutlookPage(
        found=found,
        curve=draw(points) if points else None,
        side=side,
        diagnosis=diagnosis,
    )
    return render(request, "outlook", page, journal)


PAGE = Page("outlook", router, place=55)
