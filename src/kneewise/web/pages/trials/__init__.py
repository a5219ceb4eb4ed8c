"""Experiments: one change at a time, in random order, with an end and an honest answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kneewise.model.diary import Side
from kneewise.model.numbers import ratio
from kneewise.model.run import Shoe
from kneewise.model.trial import Trial
from kneewise.model.words import say
from kneewise.web.drawing.effects import draw_found
from kneewise.web.drawing.tenths import tenths
from kneewise.web.forms import WholeForm, choice, text
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render

if TYPE_CHECKING:  # what analyses a trial takes a second to load; the server starts without it
    from kneewise.care.trial import Offers, TrialAnswer
    from kneewise.journal.trial_words import NextWords
    from kneewise.journal.trying import Proposal

router = APIRouter()
words = partial(say, __name__)
trial_words = partial(say, "kneewise.care.trial")

RUNNING = frozenset({"running", "waiting"})


@dataclass(frozen=True, slots=True)
class Followed:
    """One trial as it stands, its next run in words, and its result drawn (None: none)."""

    answer: TrialAnswer
    next: NextWords | None
    drawn: Markup | None

    @property
    def running(self) -> bool:
        """Whether it goes on; until it has ended no run's rating is shown."""
        return self.answer.state in RUNNING


@dataclass(frozen=True, slots=True)
class OfTen:
    """A share of ten trials, drawn, and what it says."""

    svg: Markup
    said: str


@dataclass(frozen=True, slots=True)
class Takes:
    """What a trial would take; `offers.plan` is None where the page asks for it again.

    `power` and `stopped` are shares of ten trials, drawn; None where they can't be told.
    """

    offers: Offers
    power: OfTen | None
    stopped: OfTen | None


@dataclass(frozen=True, slots=True)
class TrialsPage:
    """What could be tried and what was; `latest` is None where none was ever begun."""

    offers: Offers
    takes: Takes
    latest: Followed | None
    earlier: tuple[Trial, ...]
    shoes: tuple[Shoe, ...]
    side: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One trial as it would be, and what was said for it."""

    proposal: Proposal
    said: Mapping[str, str]
    possible: bool
    power: OfTen | None


@dataclass(frozen=True, slots=True)
class TrialPage:
    """One trial alone."""

    one: Followed


@router.get("/trials", response_class=HTMLResponse)
def show(
    request: Request, journal: JournalDep, side: str = "", *, whole: bool = False
) -> HTMLResponse:
    """The running or latest trial first, then what could be tried; `whole` waits for all of it."""
    offers, known = journal.trial_levers(choice(Side, side), wait=whole), journal.trials()
    page = TrialsPage(
        offers=offers,
        takes=_takes(offers),
        latest=_followed(journal.trial()) if known else None,
        earlier=tuple(reversed(known[:-1])),
        shoes=tuple(line.shoe for line in journal.shoes() if not line.shoe.retired),
        side=side,
    )
    return render(request, "trials", page, journal)


@router.get("/trials/takes", response_class=HTMLResponse)
def takes(request: Request, journal: JournalDep, side: str = "") -> HTMLResponse:
    """What a trial would take, alone, worked out where it was not."""
    page = _takes(journal.trial_levers(choice(Side, side)))
    return render(request, "trials", page, journal, template="takes.html")


@router.get("/trials/propose", response_class=HTMLResponse)
def propose(request: Request, journal: JournalDep, lever: str = "", side: str = "") -> HTMLResponse:
    """One trial as it would be; nothing is begun. Raises NotFoundError, UsageError."""
    said = _said(lever, request.query_params)
    found = journal.propose_trial(lever, choice(Side, side), said)
    page = ProposalPage(
        proposal=found,
        said=said,
        possible=not found.not_now and found.offer.cannot is None,
        power=_tenths("power.said", found.plan.power),
    )
    return render(request, "trials", page, journal, template="propose.html")


@router.post("/trials/start")
def start(journal: JournalDep, form: WholeForm) -> Response:
    """Begin it: the order is drawn once. Raises UsageError with why not, NotFoundError."""
    lever = text(form, "lever")
    said = _said(lever, {key: text(form, key) for key in form})
    begun = journal.start_trial(lever, choice(Side, text(form, "side")), said)
    label = trial_words(f"{begun.lever}.label")
    return back_to("/trials", words("begun", lever=label, side=words(f"knee.{begun.side}")))


@router.post("/trials/stop")
def stop(journal: JournalDep) -> Response:
    """Break the running one off. Raises NotFoundError where none runs."""
    return back_to("/trials", journal.stop_trial().head.text)


@router.get("/trials/{number}", response_class=HTMLResponse)
def one(request: Request, journal: JournalDep, number: int) -> HTMLResponse:
    """One trial and what it found. Raises NotFoundError."""
    page = TrialPage(_followed(journal.trial(number)))
    return render(request, "trials", page, journal, template="one.html")


def _said(lever: str, given: Mapping[str, str]) -> dict[str, str]:
    """What the lever asks for, as far as it was said. Raises NotFoundError."""
    from kneewise.care.trial import lever_named

    return {key: given[key] for key in lever_named(lever).asks if given.get(key)}


def _followed(answer: TrialAnswer) -> Followed:
    from kneewise.journal.trial_words import next_words

    return Followed(answer, next_words(answer), _result(answer))


def _takes(offers: Offers) -> Takes:
    plan = offers.plan
    if plan is None:
        return Takes(offers, None, None)
    return Takes(offers, _tenths("power.said", plan.power), _tenths("stopped.said", plan.stopped))


def _result(answer: TrialAnswer) -> Markup | None:
    """The relative risk that was found, drawn; None where no number is given."""
    found = None if answer.analysis is None else answer.analysis.assigned.risk_ratio
    if found is None:
        return None
    return draw_found(found, label=words("result.label", ratio=ratio(found)))


def _tenths(sentence: str, share: float | None) -> OfTen | None:
    if share is None:
        return None
    said = words(sentence, count=round(10 * share))
    return OfTen(tenths(share, said), said)


PAGE = Page("trials", router, place=58)
