"""Intensity: how fast the fast part of a run's beginning was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, cells, column
from kneewise.causes.stretches import MEASURED_SPREAD_M_S, early_bins
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity(Described):
    """95th percentile (by km) of running speed in the early part of the run, m/s.

    Speed and not the ratio of damage to load: the latter also rises downhill and with long
    steps, which are causes of their own. Null without samples, and where the whole run has one
    speed: that is a total spread over the way.
    """

    share: float = 0.95

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in m/s, one step an own standard deviation."""
        timeline = timeline_of(history)
        bins, early = early_bins(history, timeline, ("km", "speed_m_s", "walking"))
        running = bins["walking"] == 0
        running_km = np.where(early & running, bins["km"], 0.0)
        fast_m_s = bins.quantile(bins["speed_m_s"], running_km, self.share)
        measured = bins.spread(bins["speed_m_s"], running) >= MEASURED_SPREAD_M_S
        return (column(self, cells(timeline, np.where(measured, fast_m_s, np.nan))),)


CAUSE: Cause = Intensity(
    name="intensity",
    prior="intensity",
    timing=Timing.EARLY,
    needs=("speed", "pain_began"),
    unit="m/s",
    unit_step=None,
    reference=OWN_MEDIAN,
)
