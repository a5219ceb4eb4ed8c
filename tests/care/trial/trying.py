"""Trials by hand: a standing that may begin, runs done, and histories with an arm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.builders import DAY_0, history_of, moment

from kneewise.care.trial import Done, Standing
from kneewise.care.trial.blocks import RUNS_A_BLOCK, WASHOUT_H, draw_blocks
from kneewise.model.advice import Light, Screening
from kneewise.model.diary import Side
from kneewise.model.history import History
from kneewise.model.trial import Trial, TrialDesign

PAST_DAYS = 120
"""Trials here begin on day 120."""


def a_trial(lever: str = "warm_up", seed: int = 1, pairs: int = 4, **more: Any) -> Trial:
    """A trial that began on day 120 at noon."""
    design = TrialDesign(
        arms=more.pop("arms", draw_blocks(pairs, seed)),
        runs_a_block=RUNS_A_BLOCK,
        washout_hours=WASHOUT_H,
        seed=seed,
        option=more.pop("option", ()),
    )
    began = DAY_0 + timedelta(days=PAST_DAYS)
    entered = moment(PAST_DAYS, 12.0)
    return Trial(lever, Side.LEFT, design, began, entered, **({"id": 1} | more))


def standing(day: int = PAST_DAYS, **more: Any) -> Standing:
    """A screened adult with green days behind and 8 km allowed today, at 13 h."""
    told: dict[str, Any] = {
        "screening": Screening(),
        "age_known": True,
        "lights": (Light.GREEN,) * 5,
        "sore_days": (),
        "red_days": (),
        "light": Light.GREEN,
        "because": "",
        "on_ladder": False,
        "km": 8.0,
        "run_from": DAY_0 + timedelta(days=day),
        "done": (),
    }
    return Standing(now=moment(day, 13.0), **(told | more))


def done(days: Sequence[float], first_id: int = 1) -> tuple[Done, ...]:
    """Runs of an hour that began at 18 h on these days (fractions shift them)."""
    found = []
    for number, day in enumerate(days, start=first_id):
        start = moment(0, 18.0) + timedelta(days=day)
        found.append(Done(number, start, start + timedelta(hours=1), start.date()))
    return tuple(found)


def day(number: int) -> date:
    """The date of a day."""
    return DAY_0 + timedelta(days=number)


def with_runs(rows: Sequence[tuple[Any, ...]], **more: Any) -> History:
    """A history of a past of 40 runs and `rows` after it; ids of those count from 41."""
    pattern = [0, 1, 0, 0, 3, 0, 2, 0, 0, 1]
    past = [(3 * n, 8.0, {"pain": pattern[n % 10]} | more.get("past", {})) for n in range(40)]
    shown = {key: value for key, value in more.items() if key != "past"}
    return history_of([*past, *rows], **shown)
