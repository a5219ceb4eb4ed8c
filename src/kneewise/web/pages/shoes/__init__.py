"""Shoes: every pair, how far it went, what is left of its cushioning, and which runs it was in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from kneewise.care.prevention import Tip
from kneewise.journal.answers import ShoeStory
from kneewise.journal.shoes import SHOE_CHOICES
from kneewise.model.errors import NotFoundError
from kneewise.model.words import Sentence, load_words, say
from kneewise.web.forms import day, number
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
_PACKAGE = __name__
MOST_KM = 20_000.0
FACTS = (
    (_PACKAGE, "cushioning.about"),
    ("kneewise.causes", "shoe_km.evidence"),
    ("kneewise.causes", "novel_shoe.evidence"),
)
"""What research says of old and new shoes, and where those sentences stand."""

TIPS = ("soft_midsole", "rotation", "slow_change", "motion_control", "worn_shoes")
"""The rules of prevention that speak of shoes; their page has them in full."""


@dataclass(frozen=True, slots=True)
class ShoesPage:
    """Pairs in use, pairs put away, and what research says."""

    used: tuple[ShoeStory, ...]
    retired: tuple[ShoeStory, ...]
    facts: tuple[Sentence, ...]
    tips: tuple[Tip, ...]
    choices: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EditPage:
    """One pair to be said anew."""

    story: ShoeStory
    choices: dict[str, tuple[str, ...]]


class ShoeForm(BaseModel, frozen=True):
    """What the form of a pair says; an empty field is not known."""

    name: str = Field(max_length=100)
    kind: str = ""
    midsole: str = ""
    foam: str = ""
    start: str = ""
    bought_on: str = ""
    drop_mm: str = ""

    def said(self, wording: Wording) -> dict[str, float | str | date | None]:
        """As the facts of a pair. Raises UsageError for what is no number or day."""
        start = number(self.start, 0, MOST_KM)
        return {
            "kind": self.kind or None,
            "midsole": self.midsole or None,
            "foam": self.foam or None,
            "start_km": None if start is None else wording.in_km(start),
            "bought_on": day(self.bought_on),
            "drop_mm": number(self.drop_mm, 0, 40),
        }


@router.get("/shoes", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every pair, those in use first."""
    shelf = journal.shoe_shelf()
    page = ShoesPage(
        used=tuple(one for one in shelf if not one.line.shoe.retired),
        retired=tuple(one for one in shelf if one.line.shoe.retired),
        facts=tuple(load_words(package)[name] for package, name in FACTS),
        tips=tuple(tip for tip in journal.prevention().tips if tip.name in TIPS),
        choices=SHOE_CHOICES,
    )
    return render(request, "shoes", page, journal)


@router.get("/shoes/{shoe}", response_class=HTMLResponse)
def one(request: Request, journal: JournalDep, shoe: int) -> HTMLResponse:
    """One pair, to be said anew."""
    for story in journal.shoe_shelf():
        if story.line.shoe.id == shoe:
            page = EditPage(story, SHOE_CHOICES)
            return render(request, "shoes", page, journal, template="edit.html")
    raise NotFoundError(say(_PACKAGE, "no_such", shoe=shoe))


@router.post("/shoes")
def add(journal: JournalDep, form: Annotated[ShoeForm, Form()]) -> Response:
    """A new pair."""
    said = form.said(wording_of(journal.profile()))
    made = journal.add_shoe(form.name.strip(), **said)
    return back_to("/shoes", say(_PACKAGE, "said.added", name=made.name))


@router.post("/shoes/{shoe}")
def change(journal: JournalDep, shoe: int, form: Annotated[ShoeForm, Form()]) -> Response:
    """Say a pair anew; an empty field is not known any more."""
    said = form.said(wording_of(journal.profile()))
    changed = journal.change_shoe(shoe, name=form.name.strip(), **said)
    return back_to("/shoes", say(_PACKAGE, "said.changed", name=changed.name))


@router.post("/shoes/{shoe}/retire")
def retire(journal: JournalDep, shoe: int) -> Response:
    """Put a pair away; its runs stay with it."""
    changed = journal.change_shoe(shoe, retired=True)
    return back_to("/shoes", say(_PACKAGE, "said.retired", name=changed.name))


@router.post("/shoes/{shoe}/use")
def use(journal: JournalDep, shoe: int) -> Response:
    """Take a pair out again."""
    changed = journal.change_shoe(shoe, retired=False)
    return back_to("/shoes", say(_PACKAGE, "said.used", name=changed.name))


PAGE = Page("shoes", router, place=59)
