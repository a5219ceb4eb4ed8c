"""From the relative risks asked for to the log odds that make them, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import log

import numpy as np

from kneewise.model.diary import PAINFUL
from kneewise.simulate.exposures import Usual
from kneewise.simulate.life import Body, LivedRun, live, log_odds, risk
from kneewise.simulate.places import Place
from kneewise.simulate.runner import STEPS, Truth
from kneewise.simulate.shoes import Rack
from kneewise.simulate.weeks import Calendar

ROUNDS = 8
"""How often the log odds are corrected; 8 bring the relative risks within about 2 %."""

CALM_DAYS = 14
CALM_RUNS = 3


def fit_body(
    calendar: Calendar,
    places: Mapping[str, Place],
    rack: Rack,
    body: Body,
    asked: Mapping[str, float],
) -> Body:
    """The body whose relative risks, averaged over its calm runs, are the ones asked for.

    A relative risk is no constant of a logistic model: it shrinks where the risk is high. So
    the log odds are corrected round by round on the runner's own runs. Values of 1 stay exactly
    0. `asked` maps names of `STEPS` to relative risks per step above 0.
    """
    body = replace(body, usual=_usual(tuple(live(calendar, places, rack, body))))
    wanted = {name: rr for name, rr in asked.items() if rr != 1.0}
    start = log_odds(body.baseline_risk)
    for name, rr in wanted.items():
        aim = min(0.97, rr * body.baseline_risk)
        body = _with(body, name, log_odds(aim) - start)
    for _ in range(ROUNDS):
        runs = tuple(live(calendar, places, rack, body))
        body = replace(body, usual=_usual(runs))
        for name, rr in wanted.items():
            missing = log(rr) - log(relative_risk(runs, name, body.log_odds[name]))
            body = _with(body, name, float(np.clip(body.log_odds[name] + missing, -4.0, 4.0)))
    return body


def relative_risk(runs: Sequence[LivedRun], name: str, beta: float) -> float:
    """P(pain >= 3) with one step over P at the reference, averaged over the calm runs.

    The other causes stay as they were. Calm: the 14 days before hold at least 3 runs and none
    of them hurt (INFERENCE.md 1.1); all runs where fewer than 20 are calm.
    """
    if beta == 0.0:
        return 1.0
    done = [run for run in runs if run.km is not None]
    calm = [run for number, run in enumerate(done) if _is_calm(done, number)]
    chosen = calm if len(calm) >= 20 else done
    at_reference = [run.score - beta * run.exposures[name] for run in chosen]
    with_step = sum(risk(score + beta) for score in at_reference)
    return with_step / sum(risk(score) for score in at_reference)


def onsets(runs: Sequence[tuple[int, LivedRun]]) -> tuple[tuple[int, date], ...]:
    """Activity id and local day of every run that began an episode, in time order.

    One begins with a calm run that hurt (>= 4) and was followed within 14 days by two more
    painful ones; within the 60 days after it no new one begins.
    """
    found: list[tuple[int, date]] = []
    done = [run for _, run in runs]
    for number, (activity, run) in enumerate(runs):
        day = run.plan.slot.day
        if found and day - found[-1][1] < timedelta(days=60):
            continue
        if run.pain >= 4 and _is_calm(done, number) and _goes_on(done, number):
            found.append((activity, day))
    return tuple(found)


def tell_truth(runs: Sequence[tuple[int, LivedRun]], body: Body) -> Truth:
    """The truth of a life; `runs` are those that took place, with their activity ids."""
    lived = [run for _, run in runs]
    began = onsets(runs)
    index_run = began[-1][0] if began else None
    starts = {activity: run.plan.slot.start for activity, run in runs}
    return Truth(
        causes={
            name: round(relative_risk(lived, name, body.log_odds.get(name, 0.0)), 3)
            for name in STEPS
        },
        log_odds={name: body.log_odds.get(name, 0.0) for name in STEPS},
        baseline_risk=body.baseline_risk,
        exposures={activity: dict(run.exposures) for activity, run in runs},
        probability={activity: risk(run.score) for activity, run in runs},
        pain={activity: run.pain for activity, run in runs},
        onsets=tuple(day for _, day in began),
        index_run=index_run,
        index_run_start=None if index_run is None else starts[index_run],
    )


def _with(body: Body, name: str, beta: float) -> Body:
    return replace(body, log_odds={**body.log_odds, name: beta})


def _usual(runs: Sequence[LivedRun]) -> Usual:
    descent = np.array([run.plan.descent_m for run in runs if run.km is not None])
    return Usual(float(np.median(descent)), max(1.0, float(descent.std())))


def _is_calm(runs: Sequence[LivedRun], number: int) -> bool:
    now = runs[number].plan.slot.start
    begin = now - timedelta(days=CALM_DAYS)
    before = [run for run in runs[max(0, number - 20) : number] if run.plan.slot.start >= begin]
    return len(before) >= CALM_RUNS and all(run.pain < PAINFUL for run in before)


def _goes_on(runs: Sequence[LivedRun], number: int) -> bool:
    end = runs[number].plan.slot.start + timedelta(days=CALM_DAYS)
    after = [run for run in runs[number + 1 : number + 20] if run.plan.slot.start <= end]
    return sum(run.pain >= PAINFUL for run in after) >= 2
