"""The diary: a rating in two taps from every page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from kneewise.model.diary import Side, Site, Window
from kneewise.web.forms import choice, local
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to

router = APIRouter()


@router.post("/diary/rate")
def rate(  # noqa: PLR0913, PLR0917 - one field a thing that may be said
    journal: JournalDep,
    value: Annotated[int, Form(ge=0, le=10)],
    side: Annotated[str, Form()] = "",
    site: Annotated[str, Form()] = "",
    run: Annotated[str, Form()] = "",
    window: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/today",
) -> Response:
    """Save a rating and go back to the page it was given on."""
    rated = journal.rate(
        value,
        run=run or None,
        side=choice(Side, side),
        site=choice(Site, site),
        window=choice(Window, window),
    )
    return back_to(local(back), rated.said)


PAGE = Page("diary", router, place=3, main=True)
