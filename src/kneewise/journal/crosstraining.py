"""Other sports while a knee is sore: by where it hurts, what was answered, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from kneewise.care.crosstraining import (
    QUESTIONS,
    CrossTraining,
    Situation,
    all_options,
    cross_training,
    training_kept,
)
from kneewise.care.relief.questions import yes_or_no
from kneewise.journal.clock import local_now
from kneewise.journal.past import load_history
from kneewise.journal.relieving import (
    answers_of_the_check,
    told_in_the_check,
    with_the_check,
)
from kneewise.model.advice import Screening
from kneewise.model.diary import Site
from kneewise.model.errors import UsageError
from kneewise.model.history import History
from kneewise.store.home import Store

RECENT_DAYS = 14
"""Where it hurt in these days still counts; the time at risk of INFERENCE.md 1.1."""


def crosstraining(  # noqa: PLR0913 - what was said, where, what is allowed, and who asks when
    store: Store,
    said: Mapping[str, str],
    screening: Screening | None,
    runner: str,
    *,
    sites: Iterable[Site] = (),
    allowed: Iterable[str] = (),
    at: datetime | None = None,
) -> CrossTraining:
    """What may be done instead of running. Without `sites` those of the diary and open episodes.

    Raises UsageError for an answer that is not asked or a sport that is none.
    """
    at = local_now(store, runner, at)
    today = at.date()
    history = load_history(store, runner, with_loads=False)
    told = told_in_the_check(store, runner, at)
    answers = with_the_check(said, {key: told[key] for key in QUESTIONS if key in told})
    situation = Situation(
        today=today,
        sites=frozenset(sites)
        or sore_sites(history, today) | _site_of_the_check(store, runner, at),
        said={key: yes_or_no(key, value) for key, value in answers.items()},
        allowed=_names(allowed),
        screening=screening,
        any_pain_stops=history.runner.get("policy", today) == "article",
    )
    return cross_training(situation, training_kept(history, today))


def sore_sites(history: History, today: date) -> frozenset[Site]:
    """Where it hurts: the sites of open episodes and of painful ratings of the last 14 days."""
    episodes = {e.site for e in history.episodes if e.ended_on is None and e.began_on <= today}
    ratings = {
        entry.site
        for entry in history.diary
        if entry.value and today - timedelta(days=RECENT_DAYS) <= entry.day <= today
    }
    return frozenset(site for site in episodes | ratings if site is not None)


def _site_of_the_check(store: Store, runner: str, at: datetime) -> frozenset[Site]:
    """Where the symptom check was told that it hurts, in the last 14 days."""
    site = answers_of_the_check(store, runner, at, timedelta(days=RECENT_DAYS)).get("site")
    return frozenset() if site is None else frozenset({Site(site)})


def _names(allowed: Iterable[str]) -> frozenset[str]:
    known = [option.name for option in all_options()]
    names = frozenset(name.strip().lower() for name in allowed)
    for name in names - set(known):
        raise UsageError(f"{name!r} is no sport here; take one of: {', '.join(known)}.")
    return names
