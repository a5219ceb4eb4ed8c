"""Prevention: what has evidence, held against this runner's shoes, log and profile."""

from __future__ import annotations

from datetime import datetime

from kneewise.body.foot import footing
from kneewise.care.prevention import Prevention, Situation
from kneewise.care.prevention import prevention as prevention_of
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.store.home import Store


def prevention(store: Store, runner: str, at: datetime | None = None) -> Prevention:
    """Every tip with its certainty, what the runner does of it, and the insole trial."""
    now = local_now(store, runner, at)
    feet = footing(store.measures.all(runner), None)
    situation = Situation(
        today=now.date(),
        runs=tuple(r for r in store.runs.all(runner) if r.sport.is_run and not r.deleted),
        shoes=store.shoes.all(runner),
        log=store.diary.log(runner),
        profile=store.facts.profile(runner),
        screening=screening(store, runner, now),
        flat_feet=feet.flat,
    )
    return prevention_of(situation)
