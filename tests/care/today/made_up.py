"""Made-up runners, by seed: what the laws are tried on."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import settings as limits
from hypothesis import strategies as st
from tests.care.today.records import CLEAR, NOW, free_days, of_run, outing, rate, record, step_run

from kneewise.care.today import CareRecord, today
from kneewise.model.advice import Screening
from kneewise.model.diary import Window

VALUES = (0, 0, 0, 0, 0, 1, 2, 3, 4, 6, None)
EXAMPLES = limits(max_examples=80)
FEW = limits(max_examples=40)


def records(*, sore: bool = False) -> st.SearchStrategy[CareRecord]:
    """Made-up runners, by seed; with `sore` each of them with sore runs."""
    return st.integers(0, 2**32 - 1).map(lambda seed: made_up(seed, sore=sore))


def made_up(seed: int, *, sore: bool = False) -> CareRecord:
    """A runner with up to 40 runs in 120 days, some of them steps of the ladder, and a diary."""
    draw, hills = random.Random(seed), random.Random(seed + 1)
    runs, ratings, days = [], [], draw.randint(0, 9)
    sore_share, climbs = draw.choice([0.0, 0.0, 0.1, 0.3]), draw.random() < 0.3
    sore_share = max(sore_share, 0.2) if sore else sore_share
    rates = draw.choice([1.0, 1.0, 0.5, 0.1])
    for number in range(1, 41):
        if days > 120:
            break
        if climbs:
            run = step_run(number, days, min(12, max(0, (60 - days) // 4)))
        elif draw.random() < 0.7:
            run = outing(number, days, draw.choice([3.0, 5.0, 8.0, 12.0]))
        else:
            run = step_run(number, days, draw.randint(0, 12))
        run = replace(
            run,
            descent_m=hills.choice([None, 0.0, 40.0, 60.0, 200.0]),
            fast_minutes=hills.choice([None, 0.0, 5.0, 12.0]),
        )
        runs.append(run)
        hurts = draw.random() < sore_share
        values = [draw.choice(VALUES) if hurts else 0 for _ in range(2)]
        ratings += of_run(run, *values) if draw.random() < rates else []
        days += 2 if climbs else draw.choice([1, 2, 2, 3, 3, 4, 8, 15, 25])
    free, lines = free_days(draw.sample(range(13), draw.randint(0, 12)))
    ratings += free
    if draw.random() < 0.4:
        ratings.append(rate(draw.randint(0, 20), draw.choice([1, 2, 3, 6]), Window.WITHIN_24H))
    return record(runs, ratings, lines)


def allowed(told: CareRecord, screened: Screening | None = CLEAR) -> float:
    return today(told, screened, NOW).cap.km


def with_ratings(told: CareRecord, **changed: object) -> CareRecord:
    """The same with other ratings, all of them in force."""
    ratings = changed.pop("ratings", told.ratings)
    return replace(told, ratings=ratings, standing=ratings, **changed)
