"""The symptom check: answers are appended, flags persist, clearings are logged.

Answers on illness, drugs, pregnancy and periods are kept only with consent (the fact `consent`)
and can be deleted alone. The picture of conditions is shown only where the fact `conditions` is
"on", a knee hurts and no red flag that stops running is raised. Signs logged in the diary count as
said on their day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kneewise.care.check import (
    PACKAGE,
    Question,
    Trouble,
    all_flags,
    all_questions,
    check_value,
    open_questions,
)
from kneewise.care.check import screening as screen
from kneewise.care.check.conditions import Conditions, conditions, why_no_picture
from kneewise.care.check.flag import DOCTORS, PROFESSIONS, valid_clearings
from kneewise.care.check.flags.fever import earliest_well_day
from kneewise.care.check.gate import EVERY_DAYS
from kneewise.care.check.kept import what_stays
from kneewise.care.check.logged import as_answers, logged_signs, new_sign_at
from kneewise.care.check.signs import FIRST_ADULT_AGE
from kneewise.care.check.told import FROM_CHECK, Told
from kneewise.journal.clock import home_zone, local_day, local_now
from kneewise.model.advice import Clearing, Screening, SymptomAnswer
from kneewise.model.diary import LogEntry, Side, Site
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.numbers import counted
from kneewise.model.runner import RunnerFact
from kneewise.model.words import Said, say
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
    at = local_now(store, runner, at)
    found = screening(store, runner, at)
    facts = store.facts.profile(runner)
    today = at.date()
    clearings = store.symptoms.clearings(runner)
    told = Told(
        _answers(store, runner), facts, today, clearings, logged=_logged(store, runner, today)
    )
    no_picture = why_no_picture(found, facts, today, sore=_sore(told))
    since = _since(store, runner, today)
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
    today = local_day(store, runner, at)
    return store.remembered(
        "screening", SCREENED, lambda: _screening(store, runner, today), runner, also=today
    )


def _screening(
    store: Store, runner: str, today: date, answers: tuple[SymptomAnswer, ...] | None = None
) -> Screening:
    """By these answers, all that were kept without them."""
    return screen(
        _answers(store, runner) if answers is None else answers,
        store.symptoms.clearings(runner),
        store.facts.profile(runner),
        today,
        diary=store.diary.pain(runner),
        episodes=store.diary.episodes(runner),
        logged=_logged(store, runner, today),
        since=_since(store, runner, today),
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
    _refuse_well_day(store, runner, answers)
    with store.transaction():
        for key, value in switches.items():
            fact = RunnerFact(key, value, date(1900, 1, 1), at, runner=runner)
            store.facts.add(fact)
        store.symptoms.add_answers(answers)
        for answer in answers:
            if answer.key == "age" and answer.value is not None:
                _keep_birth_year(store, at.year - int(float(answer.value)), at, runner)
    return answers


def _refuse_well_day(store: Store, runner: str, answers: tuple[SymptomAnswer, ...]) -> None:
    """Raise UsageError for a first well day in the future or before the illness began."""
    zone = home_zone(store, runner)
    local = tuple(replace(one, answered_at=one.answered_at.astimezone(zone)) for one in answers)
    for well in local:
        if well.key != "well_since" or well.value is None:
            continue
        today = well.answered_at.date()
        told = Told((*_answers(store, runner), *local), store.facts.profile(runner), today)
        first = earliest_well_day(told, well)
        if not (first or date.min) <= date.fromisoformat(well.value) <= today:
            before = "" if first is None else f" before the illness began ({first} or later), nor"
            raise UsageError(f"The first well day can't lie{before} in the future.")


def clear_flag(
    store: Store, clearing: Clearing, runner: str, at: datetime | None = None
) -> Clearing:
    """Log that a flag or gate was seen and cleared. It must be raised and the entry complete.

    Raises UsageError where the date lies before the sign, nothing was excluded, the sign is
    still there, or the profession may not clear it; NotFoundError where it is not raised.
    """
    found = screening(store, runner, at)
    since = {flag.flag: flag.since.date() for flag in found.flags}
    if clearing.flag not in since and clearing.flag not in {gate.gate for gate in found.gates}:
        raise NotFoundError(f"There is no raised flag or gate {clearing.flag!r}.")
    today = local_day(store, runner, at)
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


def forget_answers(store: Store, key: str, runner: str, at: datetime | None = None) -> None:
    """Delete the answers to one sensitive question for good. Raises UsageError for others.

    What they had raised stays, under a name that tells no illness, until it is cleared
    (SAFETY.md, No self-clearing).
    """
    question = all_questions().get(key)
    if question is None or not question.sensitive:
        keys = [q.key for q in all_questions().values() if q.sensitive]
        raise UsageError(f"Only answers on {', '.join(keys)} can be deleted; others are kept.")
    at = local_now(store, runner, at)
    today = at.date()
    with store.transaction():
        before = screening(store, runner, at)
        known = _answers(store, runner)
        left = tuple(answer for answer in known if answer.key != key)
        said_at = max((a.answered_at for a in known if a.key == key), default=at)
        after = _screening(store, runner, today, left)
        stays = what_stays(before, after, said_at, runner)
        store.symptoms.forget(key, runner)
        store.symptoms.add_answers(stays)
    store.symptoms.leave_no_trace()


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


def _open(told: Told, since: Trouble) -> tuple[Question, ...]:
    return open_questions(
        told.answers,
        told.facts,
        told.today,
        clearings=told.clearings,
        logged=told.logged,
        since=since,
        picture=told.facts.get("conditions") == "on",
    )


def _unknown(told: Told, question: Question, since: Trouble) -> bool:
    """Whether "don't know" is what was said of the present trouble, and lately."""
    latest = told.latest(question.key)
    if latest is None or latest.value is not None:
        return False
    day = latest.answered_at.date()
    of_this_trouble = question.group != "flag" or not since.came_after(latest)
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
    if question.kind == "date":
        return Said.of("{day}", day=date.fromisoformat(value))
    options = set(question.options)
    words = [question.label(part) if part in options else part for part in value.split(",")]
    return ", ".join(words)


def _answers(store: Store, runner: str) -> tuple[SymptomAnswer, ...]:
    """All answers in local time, so that their days are the days a clearing speaks of."""
    zone = home_zone(store, runner)
    return tuple(
        replace(answer, answered_at=answer.answered_at.astimezone(zone))
        for answer in store.symptoms.answers(runner)
    )


def _logged(store: Store, runner: str, today: date) -> tuple[SymptomAnswer, ...]:
    """Signs of the log as the answers they amount to, in local time."""
    return as_answers(_signs(store, runner, today), home_zone(store, runner))


def _signs(store: Store, runner: str, today: date) -> tuple[LogEntry, ...]:
    """Signs logged up to a day; asked of now, one told by a clock that is ahead as well."""
    until = date.max if today >= local_day(store, runner) else today
    return logged_signs(store.diary.log(runner), until)


def _since(store: Store, runner: str, today: date) -> Trouble:
    """When the latest trouble began; red-flag answers from before it are of another one.

    An episode that was closed since counts as well: closing it answers no question.
    """
    days = [e.began_on for e in store.diary.episodes(runner) if e.began_on <= today]
    signs = _signs(store, runner, today)
    return Trouble(max(days, default=None), new_sign_at(signs, home_zone(store, runner)))


def _sore(told: Told) -> bool:
    latest = told.latest("pain")
    return latest is not None and latest.value == "yes"


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
        lines.append(
            say(PACKAGE, "check.open", count=counted(len(found.unanswered), "question"), keys=keys)
        )
    if found.overdue:
        lines.append(say(PACKAGE, "check.overdue", keys=", ".join(found.overdue)))
    if found.complete and not found.flags:
        lines.append(say(PACKAGE, "check.complete"))
    return tuple(lines)
