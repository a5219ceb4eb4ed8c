"""One run's steps against the runner's own runs before it, at the same speed.

Steps change with speed, so each quantity is drawn as a straight line over speed through the
earlier runs, and the 90 % interval of one more run on it is the usual. One run in ten lies
outside by chance alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kneewise.body.dynamics.reading import QUANTITIES, RunSteps
from kneewise.body.dynamics.spring import LEG_M, leg_stiffness
from kneewise.model.dynamics import Dynamics, Quantity, Verdict
from kneewise.model.effect import Interval

LEAST_RUNS = 8
"""Earlier runs with the quantity from which on there is a usual (our choice)."""

MOST_RUNS = 100
"""The latest so many: shoes, form and watches change (our choice)."""

BEYOND = 0.25
"""How far beyond the earlier speeds, in m/s, a line is still read (our choice)."""


def dynamics(run: RunSteps | None, earlier: Sequence[RunSteps]) -> Dynamics | None:
    """A run against those before it, oldest first; None where nothing was recorded."""
    if run is None or not run.values:
        return None
    quantities = tuple(_quantity(name, run, earlier) for name in QUANTITIES if name in run.values)
    contact = run.values.get("ground_contact_ms")
    balance = run.values.get("contact_balance_percent")
    if contact is None or balance is None:
        return Dynamics(quantities, None, None)
    left = 2 * contact * balance / 100
    return Dynamics(quantities, left, 2 * contact - left)


def _quantity(name: str, run: RunSteps, earlier: Sequence[RunSteps]) -> Quantity:
    value, speed = run.values[name], run.speed_m_s[name]
    past = [one for one in earlier if name in one.values][-MOST_RUNS:]
    usual = _usual([one.speed_m_s[name] for one in past], [one.values[name] for one in past], speed)
    if usual is None:
        verdict = Verdict.UNKNOWN
    elif value > usual.high:
        verdict = Verdict.HIGHER
    else:
        verdict = Verdict.LOWER if value < usual.low else Verdict.USUAL
    known_to = _leg_lengths(run.values, speed) if name == "leg_stiffness" else None
    return Quantity(name, value, usual, len(past), verdict, known_to)


def _usual(speeds: Sequence[float], values: Sequence[float], at: float) -> Interval | None:
    """The 90 % interval of one more run at that speed; None for few runs or a new speed."""
    from scipy.stats import t

    if len(values) < LEAST_RUNS:
        return None
    x, y = np.asarray(speeds), np.asarray(values)
    if not x.min() - BEYOND <= at <= x.max() + BEYOND:
        return None
    away = x - x.mean()
    spread = float((away**2).sum())
    slope = float((away * y).sum()) / spread if spread > 1e-9 else 0.0
    middle = float(y.mean()) + slope * (at - float(x.mean()))
    left = y - y.mean() - slope * away
    free = len(y) - (2 if slope else 1)
    leverage = 1 / len(y) + ((at - float(x.mean())) ** 2 / spread if slope else 0.0)
    sd = float(np.sqrt((left**2).sum() / free * (1 + leverage)))
    half = float(t.ppf(0.95, free)) * sd
    return Interval(middle - half, middle, middle + half)


def _leg_lengths(values: Mapping[str, float], speed: float) -> Interval | None:
    """The stiffness with a short, a middling and a long leg; the leg's length is not known."""
    found = [
        float(
            leg_stiffness(
                np.array([values["ground_contact_ms"]]),
                np.array([values["cadence_spm"]]),
                np.array([speed]),
                leg,
            )[0]
        )
        for leg in LEG_M
    ]
    middle = values["leg_stiffness"]  # a mean of the way; the lengths only widen it
    low, high = (middle * one / found[1] for one in (min(found), max(found)))
    return Interval(low, middle, high) if np.isfinite(low + high) else None
