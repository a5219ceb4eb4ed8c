"""Cadence fade: the fall in cadence from the start to the end of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, Traits, cells, column
from kneewise.causes.painful import mean_of_last_pain_free
from kneewise.causes.stretches import segments_of
from kneewise.causes.timeline import Flags, Floats, Timeline, timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceFade(Described):
    """Mean cadence of the first quarter of the way less that of the last, steps per minute.

    Over a run it can follow pain, so it is reactive and never ranked; over the last three
    pain-free runs it lies before (INFERENCE.md 3). Only stretches run nearly throughout count,
    for around walking the mean step rate is of neither gait. Null on runs under 2 km, and where
    less than half of either quarter was so run with a known cadence (our choices).
    """

    part: float = 0.25
    least_km: float = 2.0
    most_walked: float = 0.1
    least_known: float = 0.5

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """The fade of this run (reactive) and of the last three pain-free runs (before)."""
        timeline = timeline_of(history)
        fade_spm = self._fade_spm(history, timeline)
        earlier = mean_of_last_pain_free(history, timeline, fade_spm)
        before = Traits(name=f"{self.name}_before", timing=Timing.BEFORE)
        return (
            column(self, cells(timeline, fade_spm)),
            column(self, cells(timeline, earlier), before),
        )

    def _fade_spm(self, history: History, timeline: Timeline) -> Floats:
        names = ("start_km", "km", "walk_km", "cadence_spm")
        segments = segments_of(history, timeline, names)
        total_km = segments.total(segments["km"])
        way = total_km[segments.place]
        middle_km = segments["start_km"] + segments["km"] / 2
        walked = np.nan_to_num(segments["walk_km"]) > self.most_walked * segments["km"]
        cadence = segments["cadence_spm"]
        counted_km = np.where(walked | np.isnan(cadence), 0.0, segments["km"])

        def mean(within: Flags) -> Floats:
            km = np.where(within, counted_km, 0.0)
            enough = segments.total(km) >= self.least_known * segments.total(
                np.where(within, segments["km"], 0.0)
            )
            return np.where(enough, segments.mean(cadence, km), np.nan)

        first = mean(middle_km < self.part * way)
        last = mean(middle_km >= (1 - self.part) * way)
        return np.where(total_km >= self.least_km, first - last, np.nan)


CAUSE: Cause = CadenceFade(
    name="cadence_fade",
    prior="cadence_fade",
    timing=Timing.REACTIVE,
    needs=("cadence", "pain_free_runs"),
    unit="steps per minute",
    unit_step=None,
    reference=OWN_MEDIAN,
)
