"""Step length: steps longer than this runner's own at the same speed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, cells, column
from kneewise.causes.painful import in_painful_period
from kneewise.causes.stretches import early_bins
from kneewise.causes.timeline import Floats, Timeline, timeline_of
from kneewise.knee.steplength import LEVEL, curves
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLength(Described):
    """Mean step length over the own curve at each speed, early in the run, in per cent.

    Level running only, by km, where a step length is known on at least 0.5 km (our choice).
    The curve is learnt from runs of earlier days outside painful periods; null while fewer than
    five have taught it: other runners' curve says nothing of longer than one's own.
    """

    least_km: float = 0.5

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in %, one step 5 %."""
        timeline = timeline_of(history)
        names = ("km", "speed_m_s", "grade", "step_length_m", "walking")
        bins, early = early_bins(history, timeline, names)
        usable = (
            early
            & (bins["walking"] == 0)
            & (bins["speed_m_s"] > 0)
            & (bins["step_length_m"] > 0)
            & ~(np.abs(bins["grade"]) > LEVEL)
        )
        alpha, exponent = self._curves(history, timeline)
        speed = np.where(usable, bins["speed_m_s"], 1.0)
        step_m = np.where(usable, bins["step_length_m"], 1.0)
        deviation = np.log(step_m) - alpha[bins.place] - exponent[bins.place] * np.log(speed)
        km = np.where(usable, bins["km"], 0.0)
        mean = np.where(bins.total(km) >= self.least_km, bins.mean(deviation, km), np.nan)
        return (column(self, cells(timeline, 100.0 * np.expm1(mean))),)

    def _curves(self, history: History, timeline: Timeline) -> tuple[Floats, Floats]:
        """Level and exponent of the curve that held on the morning of each run; NaN unlearnt."""
        alpha, exponent = np.full(len(timeline), np.nan), np.full(len(timeline), np.nan)
        places = [i for i, run in enumerate(timeline.runs) if run.id in history.profiles]
        normal = ~in_painful_period(history, timeline)
        fitted = curves(
            [history.profiles[timeline.runs[i].id] for i in places],
            [bool(normal[i]) for i in places],
        )
        days = timeline.day[places]
        morning = np.searchsorted(days, days, side="left")
        for i, first in zip(places, morning.tolist(), strict=True):
            if fitted[first].runs > 0:
                alpha[i], exponent[i] = fitted[first].alpha, fitted[first].exponent
        return alpha, exponent


CAUSE: Cause = StepLength(
    name="step_length",
    prior="step_length",
    timing=Timing.EARLY,
    needs=("step_length", "speed", "pain_began", "painful_periods"),
    unit="%",
    unit_step=5.0,
    reference=OWN_MEDIAN,
)
