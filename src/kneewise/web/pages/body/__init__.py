"""The body: form, feet, self-tests, routines and sore muscles, each with what it can't say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from kneewise.journal.journal import Journal
from kneewise.journal.routines import RoutineAnswer
from kneewise.journal.selftest_words import kept_words
from kneewise.model.diary import SORENESS_KINDS, Muscle, Side
from kneewise.model.errors import UsageError
from kneewise.model.words import Sentence, say
from kneewise.web.forms import WholeForm, day, number, text, texts
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, all_pages, back_to, render
from kneewise.web.pages.body.showing import (
    RoutineShown,
    SorenessShown,
    TestShown,
    routine_shown,
    sentences,
    soreness_shown,
    test_shown,
)
from kneewise.web.wording import wording_of

router = APIRouter()
NAME = "body"
ELSEWHERE = ("form", "feet")
"""What has a page of its own, shown here where it is there."""

ABOUT = ("about.weak", "about.short", "about.prior", "about.change")
"""What is said of all self-tests together."""


@dataclass(frozen=True, slots=True)
class BodyPage:
    """The overview: pages of their own that are there, and how much was done of the rest."""

    elsewhere: tuple[str, ...]
    measured: int
    tests: int
    routines: tuple[RoutineAnswer, ...]
    sore_days: int


@dataclass(frozen=True, slots=True)
class TestsPage:
    """Every self-test, those that may be asked for first."""

    about: tuple[Sentence, ...]
    asked: tuple[TestShown, ...]
    barred: tuple[TestShown, ...]


@dataclass(frozen=True, slots=True)
class RoutinesPage:
    """Every routine as it is today."""

    routines: tuple[RoutineAnswer, ...]


@router.get("/body", response_class=HTMLResponse)
def overview(request: Request, journal: JournalDep) -> HTMLResponse:
    """What of the body can be looked at, and what each can and can't say."""
    there = {page.name for page in all_pages()}
    tests = journal.self_tests()
    page = BodyPage(
        elsewhere=tuple(name for name in ELSEWHERE if name in there),
        measured=sum(bool(test.sides) for test in tests),
        tests=len(tests),
        routines=journal.routines(),
        sore_days=len(journal.soreness().days),
    )
    return render(request, NAME, page, journal)


@router.get("/body/tests", response_class=HTMLResponse)
def all_tests(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every self-test with its latest results."""
    wording = wording_of(journal.profile())
    today = journal.local_day()
    shown = tuple(test_shown(test, today, wording) for test in journal.self_tests())
    page = TestsPage(
        about=sentences("kneewise.body.tests", ABOUT),
        asked=tuple(one for one in shown if not one.test.barred),
        barred=tuple(one for one in shown if one.test.barred),
    )
    return render(request, NAME, page, journal, template="tests.html")


@router.get("/body/tests/{name}", response_class=HTMLResponse)
def one_test(request: Request, journal: JournalDep, name: str) -> HTMLResponse:
    """One self-test: how, the form, its history, what it is worth."""
    (test,) = journal.self_tests(name)
    page = test_shown(test, journal.local_day(), wording_of(journal.profile()))
    return render(request, NAME, page, journal, template="test.html")


@router.post("/body/tests/{name}")
def keep_test(
    journal: JournalDep,
    name: str,
    left: Annotated[str, Form()] = "",
    right: Annotated[str, Form()] = "",
    on: Annotated[str, Form()] = "",
) -> Response:
    """Keep what was measured; an empty field was not."""
    values = {Side.LEFT: number(left), Side.RIGHT: number(right)}
    said = {side: value for side, value in values.items() if value is not None}
    test = journal.keep_self_test(name, said, day=day(on))
    return back_to(_test(test.name), kept_words(test, said))


@router.post("/body/tests/{name}/remove")
def remove_test(journal: JournalDep, name: str, result: Annotated[str, Form()]) -> Response:
    """Take a result back."""
    if not result.isdecimal():
        raise UsageError(say(__name__, "remove.which"))
    journal.remove_self_test(int(result))
    (test,) = journal.self_tests(name)
    return back_to(_test(test.name), say(__name__, "removed"))


@router.get("/body/routine", response_class=HTMLResponse)
def all_routines(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every routine, what carries evidence first."""
    page = RoutinesPage(journal.routines())
    return render(request, NAME, page, journal, template="routines.html")


@router.get("/body/routine/{name}", response_class=HTMLResponse)
def one_routine(request: Request, journal: JournalDep, name: str) -> HTMLResponse:
    """One routine: its steps as a list, and by the clock where scripts run."""
    page: RoutineShown = routine_shown(journal.routines(name)[0])
    return render(request, NAME, page, journal, template="routine.html")


@router.post("/body/routine/{name}")
def log_routine(journal: JournalDep, form: WholeForm, name: str) -> Response:
    """Note what was done; a step that was not ticked was left out."""
    (routine,) = journal.routines(name)
    entry = journal.log_routine(routine.name, set(texts(form, "step")))
    said = say(__name__, "logged", label=routine.label, minutes=f"{entry.value:g}")
    return back_to(f"/body/routine/{_dashed(routine.name)}", said)


@router.post("/body/routine/{name}/workout")
def workout(journal: JournalDep, name: str) -> Response:
    """The routine as a FIT workout."""
    file = journal.routine_workout(name)
    response = Response(file.data, media_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


@router.get("/body/soreness", response_class=HTMLResponse)
def soreness(request: Request, journal: JournalDep) -> HTMLResponse:
    """Which muscles are sore today, and which were lately."""
    page: SorenessShown = soreness_shown(journal.soreness(), wording_of(journal.profile()))
    return render(request, NAME, page, journal, template="soreness.html")


@router.post("/body/soreness")
def rate(journal: JournalDep, form: WholeForm) -> Response:
    """Keep what was rated; what was left open stays open."""
    said = _ratings(form)
    _rate(journal, form, said)
    return back_to("/body/soreness", say(__name__, "soreness.saved", count=len(said)))


def _ratings(form: FormData) -> dict[tuple[Muscle, Side], float]:
    found = {place: number(text(form, kind), 0, 10) for kind, place in SORENESS_KINDS.items()}
    return {place: value for place, value in found.items() if value is not None}


def _rate(journal: Journal, form: FormData, said: dict[tuple[Muscle, Side], float]) -> None:
    journal.rate_soreness(said, day=day(text(form, "day")))


def _test(name: str) -> str:
    return f"/body/tests/{_dashed(name)}"


def _dashed(name: str) -> str:
    return name.replace("_", "-")


PAGE = Page(NAME, router, place=56)
