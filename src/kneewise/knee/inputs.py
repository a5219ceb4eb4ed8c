"""What the load formulas are fed: bins of all runs, gaps filled, and what filling them costs."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.evidence import coefficient
from kneewise.knee.pooled import Pooled, merged, per_group, pooled
from kneewise.knee.steplength import ENOUGH_RUNS, StepLengthCurve
from kneewise.model.profile import RunProfile

F8 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Running bins sorted by run with nothing unknown, and per run what was not measured.

    `step_sd` and `grade_sd` are sds of the run's mean ln step deviation and grade; the shares
    are of the kilometres run.
    """

    runs: int
    run: NDArray[np.intp]
    km: F8
    speed_m_s: F8
    deviation: F8
    grade: F8
    walked_km: F8
    walked_share: F8
    step_unknown: F8
    step_sd: F8
    own_curve: NDArray[np.bool_]
    grade_unknown: F8
    grade_sd: F8
    own_grade: NDArray[np.bool_]

    def chunks(self, rows: int) -> Iterator[slice]:
        """Slices of whole runs with about `rows` bins each."""
        start = 0
        while start < len(self.run):
            last = self.run[min(start + rows, len(self.run)) - 1]
            end = int(np.searchsorted(self.run, last, "right"))
            yield slice(start, end)
            start = end


def gathered(profiles: Sequence[RunProfile], curves: Sequence[StepLengthCurve]) -> Inputs:
    """Inputs of these runs, in time order, each with its curve."""
    runs = len(profiles)
    every = merged(pooled(profiles))
    walked = per_group(every.run[every.walking], every.km[every.walking], runs)
    bins = _running(every)
    total = per_group(bins.run, bins.km, runs)
    own_curve = np.array([curve.runs >= ENOUGH_RUNS for curve in curves], dtype=np.bool_)
    deviation, step_unknown, step_sd = _steps(bins, curves, own_curve, total)
    flat = np.isnan(bins.grade)
    grade_unknown = _share(bins, flat, total)
    usual, own_grade = _usual_grade(bins, total, grade_unknown)
    both = np.concatenate([np.flatnonzero(~flat), np.repeat(np.flatnonzero(flat), 2)])
    signs = np.tile([1.0, -1.0], int(flat.sum()))
    grade = np.concatenate([bins.grade[~flat], signs * np.repeat(usual[bins.run[flat]], 2)])
    km = np.where(flat, 0.5, 1.0) * bins.km
    order = np.argsort(bins.run[both], kind="stable")
    rows = both[order]
    return Inputs(
        runs=runs,
        run=bins.run[rows],
        km=km[rows],
        speed_m_s=bins.speed_m_s[rows],
        deviation=deviation[rows],
        grade=grade[order],
        walked_km=walked,
        walked_share=walked / (walked + total),
        step_unknown=step_unknown,
        step_sd=step_sd,
        own_curve=own_curve,
        grade_unknown=grade_unknown,
        grade_sd=grade_unknown * coefficient("grade_usual").sd,
        own_grade=own_grade,
    )


def _running(bins: Pooled) -> Pooled:
    keep = ~bins.walking
    return Pooled(
        bins.run[keep],
        bins.km[keep],
        bins.speed_m_s[keep],
        bins.grade[keep],
        bins.step_m[keep],
        bins.walking[keep],
    )


def _steps(
    bins: Pooled, curves: Sequence[StepLengthCurve], own: NDArray[np.bool_], total: F8
) -> tuple[F8, F8, F8]:
    """Deviation of each bin (0 where unknown), and per run the share unknown and its sd.

    Against other runners' curve a whole run's deviation is mostly a matter of long or short
    legs, so its mean is pulled in by what is known of both spreads.
    """
    alpha = np.array([curve.alpha for curve in curves])
    exponent = np.array([curve.exponent for curve in curves])
    curve_sd = np.array([curve.sd for curve in curves])
    spread = coefficient("step_length_spread").sd
    seen = np.log(bins.step_m) - alpha[bins.run] - exponent[bins.run] * np.log(bins.speed_m_s)
    unknown = np.isnan(seen)
    deviation = np.where(unknown, 0.0, seen)
    known_km = per_group(bins.run, bins.km * ~unknown, len(total))
    mean = per_group(bins.run, bins.km * deviation, len(total)) / np.where(
        known_km > 0, known_km, 1.0
    )
    believed = np.where(own, 1.0, spread**2 / (spread**2 + curve_sd**2))
    deviation = np.where(unknown, 0.0, deviation - ((1.0 - believed) * mean)[bins.run])
    known_sd = np.where(own, curve_sd, curve_sd * np.sqrt(believed))
    share = _share(bins, unknown, total)
    return deviation, share, np.hypot((1.0 - share) * known_sd, share * np.hypot(spread, known_sd))


def _usual_grade(bins: Pooled, total: F8, unknown: F8) -> tuple[F8, NDArray[np.bool_]]:
    """Mean slope up or down to assume in each run: median of earlier runs, else ordinary roads."""
    steep = per_group(bins.run, bins.km * np.abs(np.nan_to_num(bins.grade)), len(total))
    measured = total * (1.0 - unknown)
    usual = np.full(len(total), coefficient("grade_usual").mean)
    own = np.zeros(len(total), dtype=np.bool_)
    before: list[float] = []
    for i in range(len(total)):
        if len(before) >= ENOUGH_RUNS:
            usual[i], own[i] = before[len(before) // 2], True
        if measured[i] > 0 and unknown[i] < 0.5:
            insort(before, steep[i] / measured[i])
    return usual, own


def _share(bins: Pooled, flags: NDArray[np.bool_], total: F8) -> F8:
    hit = per_group(bins.run[flags], bins.km[flags], len(total))
    return np.asarray(hit / np.where(total > 0, total, 1.0))
