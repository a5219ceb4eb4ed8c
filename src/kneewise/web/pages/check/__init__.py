"""The check: red flags on top, a few questions at a time, gates, and the picture of conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from kneewise.journal.check_said import CheckSaid, check_said
from kneewise.journal.check_steps import Step, StepKind, asked_before, next_step
from kneewise.journal.checking import Answered, Asked, Check
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.forms import WholeForm, choice, text, texts
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.wording import wording_of

router = APIRouter()

ANSWER = "a."
UNSURE = "unsure."
"""Before the key of a question in the name of its field, and of the "don't know" beside one."""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that stand together under one heading."""

    part: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What the page shows: what the check says, and the step it is at.

    `groups` are the questions of this step; `open` how many are open in all; `side` the knee the
    answers speak of, "" for none said; `again` says that they were answered before.
    """

    check: Check
    said: CheckSaid
    step: Step
    groups: tuple[QuestionGroup, ...]
    answered: tuple[tuple[str, tuple[Answered, ...]], ...]
    open: int
    unknown: tuple[Asked, ...]
    side: str
    today: date
    again: bool
    share_rows: tuple[tuple[str, str], ...]


@router.get("/check", response_class=HTMLResponse)
def show(
    request: Request,
    journal: JournalDep,
    side: Side | None = None,
    again: str = "",
    whole: Annotated[bool, Query()] = False,  # noqa: FBT002 - FastAPI reads flags so
) -> HTMLResponse:
    """Flags first; then the next questions, all of them (`whole`), or a part `again`."""
    found = journal.check()
    day = wording_of(journal.profile()).day
    step = next_step(found, journal.local_day(), asked_before(found))
    said = check_said(found, day)
    page = CheckPage(
        check=found,
        said=said,
        step=step,
        groups=_groups(found, step, again, whole=whole),
        answered=_by_part(found.answered),
        open=len([one for one in found.ask if one.group != "picture"]),
        unknown=tuple(one for one in found.ask if one.unknown),
        side=side or "",
        today=journal.local_day(),
        again=bool(again),
        share_rows=tuple((fit.label, fit.shown) for fit in said.fits),
    )
    return render(request, "check", page, journal)


def _groups(found: Check, step: Step, again: str, *, whole: bool) -> tuple[QuestionGroup, ...]:
    allowed = found.consent == "yes"
    if again:
        questions = [one.question for one in found.answered if one.question.part == again]
        questions += [
            one
            for one in found.ask
            if one.part == again and one.key not in {q.key for q in questions}
        ]
    elif step.kind is not StepKind.QUESTIONS:
        return ()
    elif whole:
        questions = list(found.ask)
    else:
        questions = list(step.questions)
    parts: dict[str, list[Asked]] = {}
    for one in questions:
        if allowed or not one.sensitive:
            parts.setdefault(one.part, []).append(one)
    return tuple(QuestionGroup(part, tuple(asked)) for part, asked in parts.items())


def _by_part(answered: tuple[Answered, ...]) -> tuple[tuple[str, tuple[Answered, ...]], ...]:
    parts: dict[str, list[Answered]] = {}
    for one in answered:
        parts.setdefault(one.question.part, []).append(one)
    return tuple((part, tuple(said)) for part, said in parts.items())


@router.post("/check/answers")
def answer(journal: JournalDep, form: WholeForm) -> Response:
    """Keep what was answered; what was left empty stays open and is asked again."""
    side = choice(Side, text(form, "side"))
    said = _answers(form)
    if said:
        journal.answer_symptoms(said, side)
    return _next(side, None if said else say(__name__, "nothing"))


def _answers(form: FormData) -> dict[str, object]:
    """The answers of a form by question, None for "don't know". Raises UsageError for both."""
    said: dict[str, object] = {}
    for name in form:
        if name.startswith(ANSWER):
            values = texts(form, name)
            if values:
                said[name.removeprefix(ANSWER)] = list(values) if len(values) > 1 else values[0]
    for name in form:
        key = name.removeprefix(UNSURE)
        if key != name:
            if key in said:
                raise UsageError('Answer or choose "don\'t know", not both.')
            said[key] = None
    return said


@router.post("/check/consent")
def consent(
    journal: JournalDep,
    agreed: Annotated[str, Form()],
    side: Annotated[str, Form()] = "",
) -> Response:
    """Whether answers on illness, medicines and pregnancy may be kept."""
    journal.answer_symptoms({"consent": agreed})
    return _next(choice(Side, side))


@router.post("/check/conditions")
def conditions(
    journal: JournalDep,
    shown: Annotated[str, Form()],
    side: Annotated[str, Form()] = "",
) -> Response:
    """Whether the picture of conditions is shown."""
    journal.answer_symptoms({"conditions": shown})
    return _next(choice(Side, side))


@router.post("/check/forget")
def forget(journal: JournalDep, key: Annotated[str, Form()]) -> Response:
    """Delete the answers to one sensitive question for good."""
    journal.forget_symptom(key)
    return back_to("/check#answered", say(__name__, "forgotten"))


@router.post("/check/clear")
def clear(  # noqa: PLR0913, PLR0917 - one field a thing a clearing needs
    journal: JournalDep,
    flag: Annotated[str, Form()],
    on: Annotated[date, Form()],
    profession: Annotated[str, Form()],
    excluded: Annotated[str, Form()],
    sign_absent: Annotated[str, Form()] = "",
    side: Annotated[str, Form()] = "",
) -> Response:
    """Enter that somebody who may has seen a flag or gate, and what was excluded."""
    journal.clear_flag(
        flag,
        on=on,
        profession=profession,
        excluded=excluded.strip(),
        sign_absent=sign_absent == "yes",
        side=choice(Side, side),
    )
    return back_to("/check", say(__name__, "cleared"))


def _next(side: Side | None, said: str | None = None) -> Response:
    return back_to(f"/check?side={side.value}#now" if side is not None else "/check#now", said)


PAGE = Page("check", router, place=40)
