"""Relief: ice with a timer, gels behind their questions, the days counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from kneewise.care.relief import ICE_QUESTIONS, PRODUCTS, QUESTIONS, IceAnswer
from kneewise.journal.journal import Journal
from kneewise.journal.relieving import Relief
from kneewise.model.errors import UsageError
from kneewise.model.words import Said, say
from kneewise.web.forms import WholeForm, answers, number
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render

router = APIRouter()

ICE_MINUTES = 10.0
FACTS = ("country", "age")
"""Questions that are not answered by yes or no."""


@dataclass(frozen=True, slots=True)
class ReliefPage:
    """What each does, who must not, and what was answered here; `products` to note a use."""

    relief: Relief
    ice: IceAnswer
    said: Mapping[str, str]
    gel_asked: tuple[str, ...]
    products: tuple[tuple[str, str], ...]
    minutes: float = ICE_MINUTES


@router.get("/relief", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """What was answered in the symptom check and the profile is not asked again."""
    return _render(request, journal, {})


@router.post("/relief", response_class=HTMLResponse)
def ask(request: Request, journal: JournalDep, form: WholeForm) -> HTMLResponse:
    """The same with answers about gels; they travel in the form and are not kept."""
    return _render(request, journal, answers(form, [question.key for question in QUESTIONS]))


@router.post("/relief/ice")
def iced(journal: JournalDep, form: WholeForm) -> Response:
    """Note minutes of ice that end now, where ice may be used. Raises UsageError."""
    said = answers(form, (*ICE_QUESTIONS, "minutes"))
    minutes = number(said.pop("minutes", ""), 1, 60)
    if minutes is None:
        raise UsageError(say(PAGE.package, "ice.no_minutes"))
    found = journal.ice(minutes, said)
    if not found.allowed:
        return back_to("/relief#ice", found.reasons[0].because)
    journal.iced(minutes)
    return back_to("/relief#ice", say(PAGE.package, "ice.noted", minutes=f"{minutes:g}"))


@router.post("/relief/gel")
def used(
    journal: JournalDep, name: Annotated[str, Form()], grams: Annotated[str, Form()]
) -> Response:
    """Note a gel; its days are counted over all of them. Raises UsageError."""
    amount = number(grams)
    if amount is None:
        raise UsageError(say(PAGE.package, "gel.no_grams"))
    return back_to("/relief#gel", Said.joined(" ", journal.used_gel(name, amount).said))


def _render(request: Request, journal: Journal, said: Mapping[str, str]) -> HTMLResponse:
    found = journal.relief(said)
    page = ReliefPage(
        relief=found,
        ice=found.ice,
        said=said,
        gel_asked=found.gel.open_questions,
        products=tuple(
            (one.name, say("kneewise.care.relief", f"product.{one.name}")) for one in PRODUCTS
        ),
    )
    return render(request, "relief", page, journal)


PAGE = Page("relief", router, place=45)
