"""Prevention: what may help, how sure that is, what of it is yours, and insoles as a trial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from kneewise.care.prevention import InsoleTrial, Prevention, Tip
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render

router = APIRouter()
words = partial(say, __name__)

GROUPS = {
    "soft_midsole": "shoes",
    "rotation": "shoes",
    "slow_change": "shoes",
    "motion_control": "shoes",
    "worn_shoes": "shoes",
    "insoles": "insoles",
    "hip_core": "strength",
    "warm_up": "before",
    "stretching": "before",
    "volume": "load",
    "intensity": "load",
}
"""Under which heading a tip stands; one that is not named here stands under "more"."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tips under one heading, the best supported first."""

    name: str
    tips: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class PreventionPage:
    """What the page shows; `may_wear` is whether insoles may be tried at all."""

    found: Prevention
    groups: tuple[Group, ...]
    insoles: InsoleTrial
    may_wear: bool


@router.get("/prevention", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every tip, the heading with the best supported one first."""
    found = journal.prevention()
    page = PreventionPage(found, _grouped(found.tips), found.insoles, _may_wear(found.tips))
    return render(request, "prevention", page, journal)


@router.post("/prevention/insoles")
def insoles(journal: JournalDep, done: Annotated[str, Form()]) -> Response:
    """Note a day with insoles, which begins their trial, or end it. Raises UsageError."""
    if done == "ended":
        if not journal.prevention().insoles.running:
            raise UsageError(words("insoles.none"))
        journal.log("insoles", 0)
        return back_to("/prevention#insoles", words("insoles.ended"))
    if done != "worn":
        raise UsageError(words("insoles.which"))
    tips = journal.prevention().tips
    if not _may_wear(tips):
        raise UsageError(next(tip for tip in tips if tip.name == "insoles").advice[0].because)
    journal.log("insoles", 1)
    return back_to("/prevention#insoles", words("insoles.noted"))


def _may_wear(tips: Iterable[Tip]) -> bool:
    """Whether the rule of the insoles offers their trial."""
    return any(
        one.verdict == "trial" for tip in tips if tip.name == "insoles" for one in tip.advice
    )


def _grouped(tips: Iterable[Tip]) -> tuple[Group, ...]:
    by_name: dict[str, list[Tip]] = {}
    for tip in tips:
        by_name.setdefault(GROUPS.get(tip.name, "more"), []).append(tip)
    return tuple(Group(name, tuple(found)) for name, found in by_name.items())


PAGE = Page("prevention", router, place=60)
