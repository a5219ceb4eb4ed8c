"""Session spike: a run longer than the longest of the last 30 days (FRANDSEN2025)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.breaks import returning
from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.painful import in_painful_period
from kneewise.causes.plan import Plan, plan_of
from kneewise.causes.timeline import Flags, Floats, Timeline, timeline_of
from kneewise.model.exposure import ExposureColumn, Known, Timing
from kneewise.model.history import History
from kneewise.model.quantity import Distance
from kneewise.model.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSpike(Described):
    """Planned km over max(longest of 30 d, 0.8 x longest of 90 d), above 1.10 and above 2.0.

    Two steps and no curve: FRANDSEN2025 is not monotone between 10 % and 100 %. The longest is
    learnt outside painful periods; 0.8 x 90 d is INFERENCE.md 3. Null in the 21 days after a
    break, with fewer than 6 runs in 30 days, or fewer than 6 of 90 days outside painful
    periods (our choice: the longest of fewer is no habit).
    """

    small: float = 1.10
    large: float = 2.0
    long_ago_share: float = 0.8
    least_runs: int = 6

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """`session_spike` (over 1.10) and, added to it, `session_spike_over_100` (over 2.0)."""
        timeline = timeline_of(history)
        plan = plan_of(history, timeline)
        longest, unsure = self._longest_km(history, timeline)
        ratio = plan.km / longest
        unknown = np.isnan(ratio)
        hidden = self._may_hide_a_longer_run(timeline)
        reasons = self._said(plan, longest, ratio, unsure)
        spikes = tuple(
            exposed(ratio > limit, unknown | unsure | (hidden & (ratio > limit)))
            for limit in (self.small, self.large)
        )
        return tuple(
            column(
                self,
                cells(
                    timeline,
                    values,
                    known=plan.known,
                    reasons=reasons,
                    reverse_possible=plan.reverse_possible,
                ),
                Traits(name=name, prior=name),
            )
            for name, values in zip((self.name, f"{self.name}_over_100"), spikes, strict=True)
        )

    def _longest_km(self, history: History, timeline: Timeline) -> tuple[Floats, Flags]:
        """The longest run that counts, and where there is no sure one."""
        free = ~in_painful_period(history, timeline)
        free_km = np.where(free, timeline.km, np.nan)
        month, quarter = timeline.days_before(30, 1), timeline.days_before(90, 1)
        longest = np.fmax(month.longest(free_km), self.long_ago_share * quarter.longest(free_km))
        longest = np.where(longest > 0, longest, np.nan)
        everything = np.ones(len(timeline), dtype=np.bool_)
        few = (month.count(everything) < self.least_runs) | (quarter.count(free) < self.least_runs)
        return longest, few | returning(timeline)

    def _may_hide_a_longer_run(self, timeline: Timeline) -> Flags:
        """Whether a run of unknown distance lies in the 30 days: no spike is sure then."""
        flags: Flags = timeline.days_before(30, 1).count(np.isnan(timeline.km)) > 0
        return flags

    def _said(self, plan: Plan, longest: Floats, ratio: Floats, unsure: Flags) -> dict[int, str]:
        shown = np.flatnonzero((ratio > self.small) & ~unsure)
        return {
            int(place): say(
                PACKAGE,
                f"{self.name}.{'planned' if plan.known[place] is Known.PLANNED else 'run'}",
                km=Distance(float(plan.km[place])),
                longest=Distance(float(longest[place])),
                percent=f"{100 * (ratio[place] - 1):.0f}",
            )
            for place in shown
        }


CAUSE: Cause = SessionSpike(
    name="session_spike",
    prior="session_spike",
    timing=Timing.PLANNED,
    needs=("distance", "plan", "painful_periods"),
    asks=("planned_run",),
)
