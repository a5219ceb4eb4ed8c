"""Cadence: 7 % more steps a minute at the same speed, so steps 6.5 % shorter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kneewise.care.trial.lever import CHANGED, UNSEEN, Change, Kept, Lever, Option, before
from kneewise.care.trial.saying import Said, tell
from kneewise.causes.painful import in_painful_period
from kneewise.causes.timeline import timeline_of
from kneewise.knee.steplength import LEVEL, StepLengthCurve, curves
from kneewise.model.history import History
from kneewise.model.profile import RunProfile
from kneewise.model.quantity import Pace
from kneewise.why.exposures import Floats

MORE = 0.07
MOST = 0.10
"""EVIDENCE.md 13.3 and SAFETY.md: +7 %, never above +10 %."""

LEAST_KM = 0.5
STEP_PERCENT = 5.0
LOOKS_AT_RUNS = 20


@dataclass(frozen=True, slots=True)
class Cadence:
    """Read against the runner's own step length at each speed, learnt before the trial only.

    A run is taken for the arm it is nearer to; above +10 % it keeps to neither.
    """

    name: str = "cadence"
    tests: tuple[str, ...] = ("step_length",)
    while_returning: bool = True
    asks: tuple[str, ...] = ()

    def change(self, history: History, option: Option) -> Change | Said:  # noqa: ARG002
        """7 % more at the usual speed; not where the watch shows no steps."""
        curve = own_curve(history)
        speeds = _usual_speed(history)
        if curve is None or speeds is None:
            return tell("cadence.unseen")
        spm = 60 * speeds / float(curve.expected_m(np.array([speeds]))[0])
        slots = {
            "usual_spm": f"{spm:.0f}",
            "changed_spm": f"{spm * (1 + MORE):.0f}",
            "most_spm": f"{spm * (1 + MOST):.0f}",
            "pace": Pace(1000 / speeds / 60),
        }
        return Change("step_length", 100 * (1 - 1 / (1 + MORE)) / STEP_PERCENT, slots)

    def kept(
        self,
        history: History,
        since: datetime,
        option: Option,  # noqa: ARG002
        arms: Mapping[int, str],
    ) -> Mapping[int, Kept]:
        """Cadence of each run over the own one at that speed."""
        curve = own_curve(before(history, since))
        return {run: _judged(history.profiles.get(run), curve, arms[run]) for run in arms}


def own_curve(history: History) -> StepLengthCurve | None:
    """The own curve that all runs of a history teach; None below five of them."""
    timeline = timeline_of(history)
    known = [i for i, run in enumerate(timeline.runs) if run.id in history.profiles]
    if not known:
        return None
    normal = ~in_painful_period(history, timeline)
    profiles = [history.profiles[timeline.runs[i].id] for i in known]
    curve = curves([*profiles, profiles[-1]], [*(bool(normal[i]) for i in known), False])[-1]
    return curve if curve.runs > 0 else None


def _usual_speed(history: History) -> float | None:
    """Median speed by km of the last runs' level running, m/s."""
    recent = [history.profiles[r.id] for r in history.runs if r.id in history.profiles]
    parts = [_level(profile) for profile in recent[-LOOKS_AT_RUNS:]]
    km = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0)
    speed = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0)
    if km.sum() < LEAST_KM:
        return None
    order = np.argsort(speed)
    middle = np.searchsorted(np.cumsum(km[order]), km.sum() / 2)
    return float(speed[order][middle])


def _level(profile: RunProfile) -> tuple[Floats, Floats, Floats]:
    """Km, speed and step length of level running with a known step length."""
    bins = profile.bins
    usable = (
        (bins["walking"] == 0)
        & (bins["speed_m_s"] > 0)
        & (bins["step_length_m"] > 0)
        & ~(np.abs(bins["grade"]) > LEVEL)
    )
    return bins["km"][usable], bins["speed_m_s"][usable], bins["step_length_m"][usable]


def _judged(profile: RunProfile | None, curve: StepLengthCurve | None, arm: str) -> Kept:
    if profile is None or curve is None:
        return UNSEEN
    km, speed, step = _level(profile)
    if km.sum() < LEAST_KM:
        return UNSEEN
    more = float(np.exp(-np.average(curve.deviation(step, speed), weights=km)) - 1)
    kept = MORE / 2 <= more <= MOST if arm == CHANGED else more < MORE / 2
    return Kept(kept, tell("cadence.seen", percent=f"{100 * more:+.0f}").text, more > MOST)


LEVER: Lever = Cadence()
