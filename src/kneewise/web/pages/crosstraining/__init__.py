"""Other sports: what keeps fitness and spares this knee, with its own pain rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.care.crosstraining import QUESTIONS, CrossTraining
from kneewise.journal.journal import Journal
from kneewise.model.diary import Site
from kneewise.web.forms import WholeForm, answers, choice
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()

MINUTES = 30
"""A session of another sport, to say what it stands for."""


@dataclass(frozen=True, slots=True)
class CrossTrainingPage:
    """The sports that are left, why others are not, and what was answered here."""

    found: CrossTraining
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    said: Mapping[str, str]
    minutes: int = MINUTES


@router.get("/crosstraining", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """By where it hurts in the diary."""
    return _render(request, journal, {})


@router.post("/crosstraining", response_class=HTMLResponse)
def ask(request: Request, journal: JournalDep, form: WholeForm) -> HTMLResponse:
    """The same with answers; nothing of them is kept, so they travel in the form alone."""
    return _render(request, journal, answers(form, (*QUESTIONS, "site")))


def _render(request: Request, journal: Journal, said: Mapping[str, str]) -> HTMLResponse:
    asked = {key: value for key, value in said.items() if key in QUESTIONS}
    site = choice(Site, said.get("site", ""))
    found = journal.crosstraining(asked, sites=() if site is None else (site,))
    reasons: dict[str, list[str]] = {}
    for option in found.left_out:
        reasons.setdefault(option.because[0].because, []).append(option.label)
    page = CrossTrainingPage(
        found=found,
        reasons=tuple((reason, tuple(labels)) for reason, labels in reasons.items()),
        said=said,
    )
    return render(request, "crosstraining", page, journal)


PAGE = Page("crosstraining", router, place=50)
