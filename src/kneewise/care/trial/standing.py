"""Where the runner stands: what the check and the light say, and what was run. May a trial begin?

The light always wins: a trial reads it and never changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneewise.care.trial.saying import Said, tell
from kneewise.model.advice import Light, Screening
from kneewise.model.trial import Trial

GREEN_DAYS = 14
"""SAFETY.md, Experiments: the last 14 days green."""


@dataclass(frozen=True, slots=True)
class Done:
    """One run as it was done, whatever became of it; None where it was deleted or relabelled."""

    run_id: int | None
    started_at: datetime
    ended_at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One runner at one moment; `now` is aware and in the runner's own zone.

    `lights` are those of the runs of the last 14 days, `sore_days` amber and red days of all
    time, `red_days` the red ones. `light` is the strictest of today, how far left aside, with
    its reason; `km` may be run today, `run_from` is the first day the calendar allows (None:
    unknown). `done` are all runs in time order, deleted ones too.
    """

    now: datetime
    screening: Screening | None
    age_known: bool
    lights: tuple[Light, ...]
    sore_days: tuple[date, ...]
    red_days: tuple[date, ...]
    light: Light
    because: str
    on_ladder: bool
    km: float
    run_from: date | None
    done: tuple[Done, ...]
    running: Trial | None = None

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()


def why_not(standing: Standing) -> tuple[Said, ...]:
    """Why no trial may begin today, each reason in a sentence; empty where it may.

    With a red flag, a gate or an open check nothing else is said.
    """
    screened = screen_reasons(standing)
    if screened:
        return screened
    running = standing.running
    reasons = [] if running is None else [_already(running)]
    return (*reasons, *_not_green(standing))


def _already(running: Trial) -> Said:
    return tell("not.running", lever=tell(f"{running.lever}.label").text)


def screen_reasons(standing: Standing) -> tuple[Said, ...]:
    """What the symptom check and the gates say against it: adults, no flag, no gate at all."""
    screening = standing.screening
    if screening is None or not screening.complete:
        return (tell("not.unscreened"),)
    if screening.flags:
        return (tell("not.flag", because=screening.flags[0].advice.because),)
    gates = [g for g in screening.gates if g.until is None or standing.today <= g.until]
    if gates:
        return (tell("not.gate", because=gates[0].advice.because),)
    if not standing.age_known:
        return (tell("not.age"),)
    return (tell("not.zero_tolerance"),) if screening.zero_tolerance else ()


def _not_green(standing: Standing) -> list[Said]:
    first = standing.today - timedelta(days=GREEN_DAYS - 1)
    if not standing.lights:
        return [tell("not.no_runs")]
    sore = [day for day in standing.sore_days if day >= first]
    if sore or any(light in {Light.AMBER, Light.RED} for light in standing.lights):
        return [tell("not.sore")]
    if any(light is not Light.GREEN for light in standing.lights):
        return [tell("not.unrated")]
    if standing.light is not Light.GREEN:
        return [tell("not.light", because=standing.because)]
    return []
