"""Guided self-tests: how each is done, what was measured, and whether it may be asked for now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kneewise.body.figure import Figure
from kneewise.body.tests import (
    KIND,
    UNKNOWN,
    VERSION,
    Barred,
    Difference,
    SelfTest,
    SideCourse,
    all_tests,
    courses,
    difference,
    find_test,
    plain,
    steps_of,
    tell,
    why_not,
)
from kneewise.care.check import provocation_barred
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.journal.days import lived
from kneewise.journal.today import today
from kneewise.model.advice import Advice
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.measure import Measure
from kneewise.model.runner import RunnerProfile
from kneewise.model.words import Sentence
from kneewise.store.home import Store

SIGNS = {
    "swelling": "swollen",
    "locking": "locked",
    "giving_way": "giving_way",
    "night_pain": "rest_night",
}
"""Kinds of log that say what a question of the symptom check asks."""

SIGN_DAYS = 14
"""So long a logged sign stands against self-tests: our choice, as long as an injury does."""


@dataclass(frozen=True, slots=True)
class SelfTestAnswer:
    """One test as a front end shows it.

    `unit` in words, results from `low` to `high`; `error` is the smallest difference that is
    called one, `cutoff` or `mean` what the latest is held against (None: nothing is). `barred`
    says why it is not asked for now; empty where it is. `facts` are the reference, what studies
    found and the error, each with its class.
    """

    name: str
    label: str
    tests: str
    how: tuple[str, ...]
    measure: str
    drawn: str
    figure: Figure
    value: str
    unit: str
    low: float
    high: float
    error: float
    digits: int
    hold: bool
    more_is_better: bool
    cutoff: float | None
    mean: float | None
    facts: tuple[Sentence, ...]
    barred: tuple[Advice, ...]
    sides: tuple[SideCourse, ...]
    difference: Difference | None


def self_tests(
    store: Store, runner: str, name: str | None = None, at: datetime | None = None
) -> tuple[SelfTestAnswer, ...]:
    """Every test, or one, with all results. Raises NotFoundError."""
    wanted = all_tests() if name is None else (find_test(name),)
    now = local_now(store, runner, at)
    barred = replace(what_bars(store, runner, now), light=today(store, runner, at).light)
    facts = store.facts.profile(runner)
    measures = store.measures.all(runner, KIND)
    return tuple(_answer(test, measures, barred, facts, now.date()) for test in wanted)


def keep_self_test(
    store: Store,
    name: str,
    said: dict[Side, float],
    day: date | None,
    runner: str,
) -> SelfTestAnswer:
    """Keep results of one test, by side. Raises NotFoundError, UsageError.

    What is not asked for is not taken either, so that nobody is tempted to try.
    """
    test, now = find_test(name), local_now(store, runner)
    if not said:
        raise UsageError("Nothing was measured, so nothing is kept; name --left, --right or both.")
    on = lived(day, now.date()) if day is not None else now.date()
    (before,) = self_tests(store, runner, name)
    if before.barred:
        raise UsageError(" ".join(one.because for one in before.barred))
    for value in said.values():
        if not test.low <= value <= test.high:
            raise UsageError(
                f"{before.label}: a number from {test.low:g} to {test.high:g} {before.unit}, "
                f"not {value:g}."
            )
    store.measures.add(
        (
            Measure(
                kind=KIND,
                name=test.name,
                day=on,
                at=datetime.now(UTC),
                side=side,
                values={test.value: value},
                version=VERSION,
            )
            for side, value in said.items()
        ),
        runner,
    )
    return self_tests(store, runner, name)[0]


def remove_self_test(store: Store, number: int, runner: str) -> None:
    """Take a result back, by its number. Raises NotFoundError."""
    if number not in {measure.id for measure in store.measures.all(runner, KIND)}:
        raise NotFoundError(f"There is no result {number}; `kneewise tests --history` lists them.")
    store.measures.remove(number, runner)


def what_bars(store: Store, runner: str, at: datetime) -> Barred:
    """What stands against self-tests on that day: the symptom check's answers and its screening.

    A question that the check asks anew, since the trouble is a new one or the answer is old, is
    open here too; and what was logged as a sign is known, whatever the check said before. The light
    is left to who asks for it.
    """
    facts, answers = store.facts.profile(runner), store.symptoms.answers(runner)
    found = screening(store, runner, at)
    conditions = (
        *provocation_barred(answers, facts, at.date()),
        *_logged(store, runner, at.date()),
        *(f"{UNKNOWN}{key}" for key in (*found.unanswered, *found.overdue)),
    )
    return Barred(tuple(dict.fromkeys(conditions)), found)


def _logged(store: Store, runner: str, today: date) -> tuple[str, ...]:
    since = today - timedelta(days=SIGN_DAYS)
    return tuple(
        SIGNS[entry.kind]
        for entry in store.diary.log(runner)
        if entry.kind in SIGNS and entry.value and since <= entry.day <= today
    )


def _answer(
    test: SelfTest,
    measures: tuple[Measure, ...],
    barred: Barred,
    facts: RunnerProfile,
    today: date,
) -> SelfTestAnswer:
    mean = None if test.means is None else test.means.of(_age(facts, today), facts.get("sex"))
    sides = courses(test, measures, mean)
    return SelfTestAnswer(
        name=test.name,
        label=plain(f"{test.name}.label"),
        tests=plain(f"{test.name}.tests"),
        how=steps_of(test.name),
        measure=plain(f"{test.name}.measure"),
        drawn=plain(f"{test.name}.drawn"),
        figure=test.figure,
        value=test.value,
        unit=plain(f"unit.{test.unit}"),
        low=test.low,
        high=test.high,
        error=test.error,
        digits=test.digits,
        hold=test.hold,
        more_is_better=test.more_is_better,
        cutoff=None if test.reference is None else test.reference.value,
        mean=mean,
        facts=tuple(tell(f"{test.name}.{part}") for part in ("reference", "about", "error")),
        barred=why_not(test, barred),
        sides=sides,
        difference=difference(test, sides),
    )


def _age(facts: RunnerProfile, today: date) -> float | None:
    born = facts.number("birth_year", today)
    return None if born is None else today.year - born
