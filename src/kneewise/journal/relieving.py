"""Relief: gels asked for first and counted, ice with its limits, both noted in the log.

A gel counts as a painkiller: its use is logged under `gel` (grams, the note names the product) and
under `painkiller`, and laid over the reports of the runs it reaches, so that the light and the
analysis both see it (`care/relief/masking.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneewise.care.relief import (
    ICE_QUESTIONS,
    PACKAGE,
    QUESTIONS,
    GelAnswers,
    GelUse,
    IceAnswer,
    Product,
    ReliefAnswer,
    answers_from,
    gel_advice,
    gel_use,
    ice_advice,
    masked_reports,
    next_question,
    product_of,
)
from kneewise.care.relief.questions import yes_or_no
from kneewise.journal.clock import local_now
from kneewise.journal.noting import log_entry, set_fact
from kneewise.model.advice import Screening
from kneewise.model.diary import LogEntry
from kneewise.model.errors import UsageError
from kneewise.model.words import Said, say
from kneewise.store.home import Store

ASK_AGAIN = timedelta(days=90)
"""How long an answer about ice holds; as long as a profile gate (SAFETY.md)."""

OF_THE_CHECK: Mapping[str, tuple[str, str]] = {
    "anticoagulant": ("drugs", "anticoagulant"),
    "steroid": ("drugs", "steroids"),
    "bleeding_disorder": ("health", "bleeding-disorder"),
    "osteoporosis": ("health", "osteoporosis"),
    "pregnant": ("pregnancy", "pregnant"),
}
"""Questions here that an answer of the symptom check has answered already, and by which value."""

ICE_FACT = "ice_harms"
NO_HARM = "none"
MOST_GRAMS = 100.0


@dataclass(frozen=True, slots=True)
class Relief:
    """What is offered now: gels, ice, and the next question about gels (None: nothing open)."""

    gel: ReliefAnswer
    ice: IceAnswer
    ask: str | None


@dataclass(frozen=True, slots=True)
class GelUsed:
    """A use that was noted, the days counted with it, and what is to be said."""

    entry: LogEntry
    use: GelUse
    said: tuple[str, ...]


def relief(
    store: Store,
    said: Mapping[str, str],
    screening: Screening | None,
    runner: str,
    at: datetime | None = None,
) -> Relief:
    """Gels after what was answered (`QUESTIONS`), and ice now. Raises UsageError."""
    at = local_now(store, runner, at)
    today = at.date()
    log = store.diary.log(runner)
    answers = _gel_answers(store, said, runner, at)
    return Relief(
        gel=gel_advice(answers, screening, log, today),
        ice=ice_advice(_ice_answers(store, runner, at), screening, log, at),
        ask=next_question(answers, screening, log, today),
    )


def ice(
    store: Store,
    said: Mapping[str, str],
    minutes: float,
    screening: Screening | None,
    runner: str,
    at: datetime | None = None,
) -> IceAnswer:
    """Whether ice may be used now; answers are kept for 90 days, a yes over a later no.

    Which illness it is, is kept only with consent (as in the symptom check); without it a yes
    is asked again. `kneewise profile ice_harms none` puts a wrong yes right. Raises UsageError.
    """
    at = local_now(store, runner, at)
    for key in said:
        if key not in ICE_QUESTIONS:
            raise UsageError(f"{key!r} is not asked; what is: {', '.join(ICE_QUESTIONS)}.")
    answers = _ice_answers(store, runner, at)
    new = {key: yes_or_no(key, value) for key, value in said.items()}
    answers |= {key: value for key, value in new.items() if not answers[key]}
    harms = [key for key, value in answers.items() if value]
    if new and (harms or None not in answers.values()):
        consent = store.facts.profile(runner).get("consent") == "yes"
        kept = NO_HARM if not harms else " ".join(harms) if consent else "unknown"
        set_fact(store, ICE_FACT, kept, None, runner)
    return ice_advice(answers, screening, store.diary.log(runner), at, minutes)


def iced(store: Store, minutes: float, runner: str, at: datetime | None = None) -> LogEntry:
    """Note minutes of ice that end now."""
    entry = log_entry("ice", minutes, None, None, runner, local_now(store, runner, at))
    store.diary.add_log([entry])
    return entry


def used(store: Store, name: str, grams: float, day: date | None, runner: str) -> GelUsed:
    """Note a use of a gel by its name in `PRODUCTS`. Raises UsageError."""
    product = product_of(name)
    now = local_now(store, runner)
    today = now.date()
    if not 0 < grams <= MOST_GRAMS:
        raise UsageError(f"Grams are more than 0 and at most {MOST_GRAMS:g}, not {grams:g}.")
    if day is not None and day > today:
        raise UsageError(Said.of("{day} is still to come.", day=day))
    entry = log_entry("gel", grams, day, product.name, runner, now)
    killer = log_entry("painkiller", 1.0, day, product.name, runner, now)
    store.diary.add_log([entry, killer])
    note_painkillers(store, runner)
    use = gel_use(store.diary.log(runner), today)
    return GelUsed(entry=entry, use=use, said=_said(product, entry, use, today))


def note_painkillers(store: Store, runner: str) -> int:
    """Lay logged painkillers over the reports of the runs they reach; how many changed.

    Called where a use is told and where runs came in; who reads reports for the light or the
    analysis lays them over anyway (`past.py`).
    """
    runs = [run for run in store.runs.all(runner) if run.sport.is_run and not run.deleted]
    reports = store.diary.reports(runner)
    laid = masked_reports(runs, reports, store.diary.log(runner))
    changed = [report for run_id, report in laid.items() if reports.get(run_id) != report]
    for report in changed:
        store.diary.set_report(report)
    return len(changed)


def told_in_the_check(store: Store, runner: str, at: datetime) -> dict[str, bool]:
    """What the symptom check was told in the last 90 days, by the keys of `OF_THE_CHECK`.

    The latest answer counts; "don't know" takes nothing back.
    """
    latest = answers_of_the_check(store, runner, at, ASK_AGAIN)
    return {
        key: value in latest[question].split(",")
        for key, (question, value) in OF_THE_CHECK.items()
        if question in latest
    }


def answers_of_the_check(
    store: Store, runner: str, at: datetime, within: timedelta
) -> dict[str, str]:
    """The latest answer to each question of the symptom check in that time before."""
    return {
        answer.key: answer.value
        for answer in store.symptoms.answers(runner)
        if answer.value is not None and at - within <= answer.answered_at <= at
    }


def with_the_check(said: Mapping[str, str], told: Mapping[str, bool]) -> dict[str, str]:
    """Answers over what the check was told; a yes of the check stays, whatever is said here."""
    known = {key: "yes" if holds else "no" for key, holds in told.items()}
    stays = {key: "yes" for key, holds in told.items() if holds}
    return known | dict(said) | stays


def _gel_answers(store: Store, said: Mapping[str, str], runner: str, at: datetime) -> GelAnswers:
    """What was said, over the symptom check and the profile."""
    profile = store.facts.profile(runner)
    told = told_in_the_check(store, runner, at)
    if told.get("pregnant"):
        told["pregnancy"] = True  # a no is wider here: nor trying, nor breast-feeding
    asked = {question.key for question in QUESTIONS}
    age = answers_of_the_check(store, runner, at, ASK_AGAIN).get("age")
    if age is not None:
        said = {"age": f"{int(float(age))}"} | dict(said)
    return answers_from(
        with_the_check(said, {key: holds for key, holds in told.items() if key in asked}),
        at.date(),
        country=profile.get("country"),
        birth_year=profile.number("birth_year"),
    )


def _ice_answers(store: Store, runner: str, at: datetime) -> dict[str, bool | None]:
    """What was answered within 90 days: "none" is a no to all, else which it was."""
    facts = [f for f in store.facts.profile(runner).facts if f.key == ICE_FACT]
    if not facts or facts[-1].asked_at < at - ASK_AGAIN:
        return dict.fromkeys(ICE_QUESTIONS)
    if facts[-1].value == NO_HARM:
        return dict.fromkeys(ICE_QUESTIONS, False)
    harms = facts[-1].value.replace(",", " ").split()
    return {key: True if key in harms else None for key in ICE_QUESTIONS}


def _said(product: Product, entry: LogEntry, use: GelUse, today: date) -> tuple[str, ...]:
    label = say(PACKAGE, f"product.{product.name}")
    lines = [
        say(PACKAGE, "used.noted", grams=f"{entry.value:g}", label=label, day=entry.day),
        say(PACKAGE, "use.days", course=use.course_days, of_30=use.days_of_30),
        say(PACKAGE, "used.masked"),
    ]
    grams = use.grams_today.get(product.name)
    limit = product.limit_g
    if entry.day == today and grams is not None and limit is not None and grams > limit:
        lines.append(say(PACKAGE, "used.over", grams=f"{grams:g}", limit=f"{limit:g}"))
    if not product.shown:
        lines.append(say(PACKAGE, f"product.{product.name}.never"))
    if use.stop:
        over = "no.days" if use.course_days >= use.days_of_30 else "no.days_of_30"
        days = use.course_days if over == "no.days" else use.days_of_30
        lines.append(say(PACKAGE, over, days=days))
    elif use.warn:
        lines.append(say(PACKAGE, "warn.days", days=use.course_days))
    return tuple(lines)
