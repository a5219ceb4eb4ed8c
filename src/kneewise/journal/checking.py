"""The symptom check: answers are appended, flags persist, clearings are logged.

Answers on illness, drugs, pregnancy and periods are kept only with consent (the fact `consent`)
and can be deleted alone. The picture of conditions is shown only where the fact `conditions` is
"on" and no red flag is raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kneewise.care.check import (
    PACKAGE,
    Question,
    all_flags,
    all_questions,
    check_value,
    open_questions,
)
from kneewise.care.check import screening as screen
from kneewise.care.check.conditions import Conditions, conditions, why_no_picture
from kneewise.care.check.flag import DOCTORS, PROFESSIONS, valid_clearings
from kneewise.care.check.gate import EVERY_DAYS
from kneewise.care.check.signs import FIRST_ADULT_AGE
from kneewise.care.check.told import FROM_CHECK, Told
from kneewise.model.advice import Clearing, Screening, SymptomAnswer
from kneewise.model.diary import Episode, Side, Site
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.runner import RunnerFact
from kneewise.model.words import say
from kneewise.store.fingerprint import SCREENED
from kneewise.store.home import Store

SWITCHES = {"consent": ("yes", "no"), "conditions": ("on", "off")}
"""Facts that are asked within the check, and what they may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a front end asks it; `options` are (value, words).

    `part` says which questions stand together; `unknown` that the present trouble's answer to it
    is "don't know", which leaves it open.
    """

    key: str
    text: str
    kind: str
    group: str
    options: tuple[tuple[str, str], ...]
    sensitive: bool
    part: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The latest answer to a question: in words, None for "don't know", and the local day."""

    question: Asked
    said: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Check:
    """What the symptom check says now, what is open, who cleared what, and what fits.

    `answered` holds the latest answer to each question that was ever answered, in their order.
    """

    screening: Screening
    ask: tuple[Asked, ...]
    answered: tuple[Answered, ...]
    clearings: tuple[Clearing, ...]
    consent: str | None
    conditions: str | None
    said: tuple[str, ...]
    picture: Conditions | None
    no_picture: str | None


def check(store: Store, runner: str, at: datetime | None = None) -> Check:
    """The screening with its open questions and clearings, and what fits where that is shown."""
    at = at if at is not None else datetime.now(UTC)
    found = screening(store, runner, at)
    facts = store.facts.profile(runner)
    today = at.astimezone().date()
    no_picture = why_no_picture(found, facts, today)
    clearings = store.symptoms.clearings(runner)
    told = Told(_answers(store, runner), facts, today, clearings)
    since = _since(store.diary.episodes(runner))
    questions = tuple(
        _asked(each, unknown=_unknown(told, each, since)) for each in _open(told, since)
    )
    return Check(
        screening=found,
        ask=questions,
        answered=_answered(told),
        clearings=clearings,
        consent=facts.get("consent"),
        conditions=facts.get("conditions"),
        said=_said(found),
        picture=conditions(told) if no_picture is None else None,
        no_picture=no_picture,
    )


def screening(store: Store, runner: str, at: datetime | None = None) -> Screening:
    """Red flags, gates and what is open on that day; every other rule asks it first."""
    at = at if at is not None else datetime.now(UTC)
    today = at.astimezone().date()
    return store.remembered(
        "screening", SCREENED, lambda: _screening(store, runner, today), runner, also=today
    )


def _screening(store: Store, runner: str, today: date) -> Screening:
    return screen(
        _answers(store, runner),
        store.symptoms.clearings(runner),
        store.facts.profile(runner),
        today,
        diary=store.diary.pain(runner),
        episodes=store.diary.episodes(runner),
        since=_since(store.diary.episodes(runner)),
    )


def answer_symptoms(
    store: Store,
    said: Mapping[str, object],
    side: Side | None,
    runner: str,
    at: datetime | None = None,
) -> tuple[SymptomAnswer, ...]:
    """Keep answers, None for "don't know"; all of them or, where one is no answer, none.

    Raises UsageError for an unknown question, a value that is none of its options, and for
    answers on illness, drugs or pregnancy without consent.
    """
    at = at if at is not None else datetime.now(UTC)
    switches = {key: _switch(key, said[key]) for key in SWITCHES if key in said}
    answers = tuple(
        SymptomAnswer(key, check_value(key, value), at, side, runner)
        for key, value in said.items()
        if key not in SWITCHES
    )
    consent = switches.get("consent", store.facts.profile(runner).get("consent"))
    needs = [answer.key for answer in answers if all_questions()[answer.key].sensitive]
    if needs and consent != "yes":
        raise UsageError(
            f"{', '.join(needs)}: answers on illness, drugs and pregnancy are kept only with "
            "consent; add consent=yes to give it."
        )
    with store.transaction():
        for key, value in switches.items():
            fact = RunnerFact(key, value, date(1900, 1, 1), at, runner=runner)
            store.facts.add(fact)
        store.symptoms.add_answers(answers)
        for answer in answers:
            if answer.key == "age" and answer.value is not None:
                _keep_birth_year(store, at.year - int(float(answer.value)), at, runner)
    return answers


def clear_flag(
    store: Store, clearing: Clearing, runner: str, at: datetime | None = None
) -> Clearing:
    """Log that a flag or gate was seen and cleared. It must be raised and the entry complete.

    Raises UsageError where the date lies before the sign, nothing was excluded, the sign is
    still there, or the profession may not clear it; NotFoundError where it is not raised.
    """
    found = screening(store, runner, at)
    since = {flag.flag: flag.since.astimezone().date() for flag in found.flags}
    if clearing.flag not in since and clearing.flag not in {gate.gate for gate in found.gates}:
        raise NotFoundError(f"There is no raised flag or gate {clearing.flag!r}.")
    today = (at if at is not None else datetime.now(UTC)).astimezone().date()
    if not since.get(clearing.flag, date.min) <= clearing.on <= today:
        raise UsageError("It can't have been cleared before it was said, nor in the future.")
    by_id = {flag.id: flag for flag in all_flags()}
    doctor_only = clearing.flag not in by_id or by_id[clearing.flag].doctor_only
    if not valid_clearings((clearing,), clearing.flag, doctor_only=doctor_only):
        may = DOCTORS if doctor_only else PROFESSIONS
        raise UsageError(
            f"{clearing.flag} is cleared with what was excluded, the sign absent, and by one of: "
            f"{', '.join(may)}. Nobody clears their own."
        )
    store.symptoms.add_clearing(clearing)
    return clearing


def forget_answers(store: Store, key: str, runner: str) -> None:
    """Delete the answers to one sensitive question for good. Raises UsageError for others."""
    question = all_questions().get(key)
    if question is None or not question.sensitive:
        keys = [q.key for q in all_questions().values() if q.sensitive]
        raise UsageError(f"Only answers on {', '.join(keys)} can be deleted; others are kept.")
    store.symptoms.forget(key, runner)


def _keep_birth_year(store: Store, year: int, at: datetime, runner: str) -> None:
    """Tell the profile, which other rooms ask; a year said there stays unless a child's is new."""
    known = store.facts.profile(runner).number("birth_year")
    if known is None or (at.year - year < FIRST_ADULT_AGE and year > known):
        fact = RunnerFact(
            "birth_year", str(year), date(1900, 1, 1), at, source=FROM_CHECK, runner=runner
        )
        store.facts.add(fact)


def _switch(key: str, value: object) -> str:
    text = ("yes" if key == "consent" else "on") if value is True else str(value).lower()
    if text not in SWITCHES[key]:
        raise UsageError(f"{key} is {' or '.join(SWITCHES[key])}, not {value!r}.")
    return text


def _open(told: Told, since: date | None) -> tuple[Question, ...]:
    return open_questions(
        told.answers,
        told.facts,
        told.today,
        since=since,
        picture=told.facts.get("conditions") == "on",
    )


def _unknown(told: Told, question: Question, since: date | None) -> bool:
    """Whether "don't know" is what was said of the present trouble, and lately."""
    latest = told.latest(question.key)
    if latest is None or latest.value is not None:
        return False
    day = latest.answered_at.date()
    of_this_trouble = since is None or day >= since or question.group != "flag"
    return of_this_trouble and told.today - day <= timedelta(days=EVERY_DAYS)


def _answered(told: Told) -> tuple[Answered, ...]:
    found = []
    for question in all_questions().values():
        latest = told.latest(question.key)
        if latest is not None:
            said = None if latest.value is None else _in_words(question, latest.value)
            found.append(Answered(_asked(question), said, latest.answered_at.date()))
    return tuple(found)


def _in_words(question: Question, value: str) -> str:
    if question.kind == "site":
        return _site_words(value)
    options = set(question.options)
    words = [question.label(part) if part in options else part for part in value.split(",")]
    return ", ".join(words)


def _answers(store: Store, runner: str) -> tuple[SymptomAnswer, ...]:
    """All answers in local time, so that their days are the days a clearing speaks of."""
    return tuple(
        replace(answer, answered_at=answer.answered_at.astimezone())
        for answer in store.symptoms.answers(runner)
    )


def _since(episodes: tuple[Episode, ...]) -> date | None:
    """The day the latest open episode began; answers from before it are of another trouble."""
    return max((e.began_on for e in episodes if e.ended_on is None), default=None)


def _asked(question: Question, *, unknown: bool = False) -> Asked:
    options = tuple((value, question.label(value)) for value in question.options)
    if question.kind == "site":
        options = tuple((site.value, _site_words(site.value)) for site in Site)
    return Asked(
        key=question.key,
        text=question.text,
        kind=question.kind,
        group=question.group,
        options=options,
        sensitive=question.sensitive,
        part=question.part,
        unknown=unknown,
    )


def _site_words(site: str) -> str:
    return site.replace("-", " ")


def _said(found: Screening) -> tuple[str, ...]:
    lines = []
    if found.unanswered:
        keys = ", ".join(found.unanswered[:5]) + (" …" if len(found.unanswered) > 5 else "")
        lines.append(say(PACKAGE, "check.open", count=len(found.unanswered), keys=keys))
    if found.overdue:
        lines.append(say(PACKAGE, "check.overdue", keys=", ".join(found.overdue)))
    if found.complete and not found.flags:
        lines.append(say(PACKAGE, "check.complete"))
    return tuple(lines)
