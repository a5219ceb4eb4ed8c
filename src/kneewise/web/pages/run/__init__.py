"""One run: along its way, on a plain map, against the runner's own past, and put right."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from kneewise.journal.journal import Journal
from kneewise.model.errors import NotFoundError
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.model.words import say
from kneewise.web.forms import choice, number, yes_no
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.run.view import Confirm, NoRun, run_page
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
MOST_KM = 1000.0
CONFIRMED = ("leave-out", "split")
_PACKAGE = __name__


@router.get("/runs/{run}", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, run: str) -> HTMLResponse:
    """One run by its number, or `latest`."""
    try:
        found = journal.one_run(run)
    except NotFoundError:
        if run != "latest":
            raise
        return render(request, "run", NoRun(), journal, template="none.html")
    page = run_page(found, journal.strips(found.detail.run.id), journal)
    return render(request, "run", page, journal)


@router.get("/runs/{run}/{what}", response_class=HTMLResponse)
def ask(request: Request, journal: JournalDep, run: str, what: str) -> HTMLResponse:
    """Ask once more before a run is left out or taken apart."""
    if what not in CONFIRMED:
        raise NotFoundError(say("kneewise.web", "error.not_found"))
    found = journal.one_run(run)
    page = Confirm(run=found.detail.run, what=what, recordings=found.detail.recordings)
    return render(request, "run", page, journal, template="confirm.html")


@router.post("/runs/{run}/leave-out")
def leave_out(journal: JournalDep, run: str) -> Response:
    """Leave it out of everything; nothing is erased."""
    return _back(journal, journal.delete_run(run), "said.left_out")


@router.post("/runs/{run}/restore")
def restore(journal: JournalDep, run: str) -> Response:
    """Bring it back."""
    return _back(journal, journal.restore_run(run), "said.restored")


@router.post("/runs/{run}/split")
def split(journal: JournalDep, run: str) -> Response:
    """Take merged recordings apart for good."""
    parts = journal.split_run(run)
    said = say(_PACKAGE, "said.split", count=len(parts))
    return back_to(f"/runs/{parts[0].id}", said)


@router.post("/runs/{run}/shoe")
def wear(journal: JournalDep, run: str, shoe: Annotated[str, Form()] = "") -> Response:
    """Say in which pair it was; none said takes the pair away."""
    return _back(journal, journal.wear(shoe or None, run), "said.shoe")


@router.post("/runs/{run}/edit")
def edit(
    journal: JournalDep,
    run: str,
    sport: Annotated[str, Form()] = "",
    km: Annotated[str, Form()] = "",
    name: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Put something right; what is left empty stays as it is."""
    wording = wording_of(journal.profile())
    kind, far, called = choice(Sport, sport), _km(km, wording), name.strip() or None
    if kind is None and far is None and called is None:
        return back_to(f"/runs/{run}")
    edited = journal.edit_run(run, sport=kind, km=far, name=called)
    return _back(journal, edited, "said.edited")


@router.post("/runs/{run}/report")
def report(  # noqa: PLR0913, PLR0917 - one field a thing that may be told
    journal: JournalDep,
    run: str,
    pain_began: Annotated[str, Form()] = "",
    shortened: Annotated[str, Form()] = "",
    changed: Annotated[str, Form()] = "",
    planned: Annotated[str, Form()] = "",
    painkiller_before: Annotated[str, Form()] = "",
    painkiller_after: Annotated[str, Form()] = "",
) -> Response:
    """Tell more of it; what is left empty stays as it was told."""
    wording = wording_of(journal.profile())
    journal.report(
        run,
        pain_began_km=_km(pain_began, wording),
        shortened=yes_no(shortened),
        changed=yes_no(changed),
        planned_km=_km(planned, wording),
        painkiller_before=yes_no(painkiller_before),
        painkiller_after=yes_no(painkiller_after),
    )
    return back_to(f"/runs/{run}#more", say(_PACKAGE, "said.told"))


def _km(said: str, wording: Wording) -> float | None:
    value = number(said, 0, MOST_KM)
    return None if value is None else wording.in_km(value)


def _back(journal: Journal, run: Run, sentence: str) -> Response:
    wording = wording_of(journal.profile())
    return back_to(f"/runs/{run.id}", say(_PACKAGE, sentence, day=wording.day(run.day)))


PAGE = Page("run", router)
