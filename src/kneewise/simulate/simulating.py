"""Make one runner from a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count

import numpy as np

from kneewise.model.errors import UsageError
from kneewise.model.sport import Sport
from kneewise.simulate.exposures import Usual
from kneewise.simulate.life import Body, LivedRun, live
from kneewise.simulate.places import Place, home_places
from kneewise.simulate.runner import (
    DEMO_CAUSES,
    STEPS,
    Activity,
    Gait,
    RunKind,
    SimulatedRunner,
)
from kneewise.simulate.shoes import shoe_rack
from kneewise.simulate.telling import (
    began_at_km,
    rate_runs,
    report_runs,
    tell_days,
    tell_episodes,
    tell_facts,
)
from kneewise.simulate.truth import fit_body, onsets, tell_truth
from kneewise.simulate.weeks import OtherSession, plan_calendar

ZONE = "Europe/Berlin"
LAST_DAY = date(2025, 10, 12)
LEVEL_SD = 0.4
LEVEL_DAYS = 25.0
"""The slow personal level: spread on the log odds scale and days over which it forgets."""

WITHOUT_HEART_RATE = 0.05
"""Share of runs on which the strap stayed at home."""


def simulate_runner(
    seed: int,
    *,
    days: int = 730,
    causes: Mapping[str, float] | None = None,
    rating_share: float = 0.88,
    baseline_risk: float = 0.045,
    last_day: date = LAST_DAY,
) -> SimulatedRunner:
    """A runner of `days` days up to `last_day`, the same one for the same arguments.

    `causes` maps names of `STEPS` to the true relative risk of P(pain >= 3) per step (None:
    `DEMO_CAUSES`; an empty mapping: nothing has an effect). `rating_share` of the runs are rated.
    `baseline_risk` is P(pain >= 3) of a run at every reference, before the slow level moves it.
    Raises UsageError for a name or a number that can't be meant.
    """
    asked = DEMO_CAUSES if causes is None else causes
    _check(days, asked, rating_share, baseline_risk)
    first_day = last_day - timedelta(days=days - 1)
    rng = np.random.default_rng([seed, days])
    places = home_places(rng)
    calendar = plan_calendar(rng, first_day, days, ZONE)
    rack = shoe_rack(first_day, days)
    body = Body({}, baseline_risk, _level(rng, days + 2), Usual())
    body = fit_body(calendar, places, rack, body, asked)
    lived = tuple(live(calendar, places, rack, body))
    activities, numbered = _number(rng, lived, calendar.others, places)
    runs = tuple((number, run) for number, run in numbered if number is not None)
    return SimulatedRunner(
        seed=seed,
        first_day=first_day,
        last_day=last_day,
        zone=ZONE,
        activities=activities,
        shoes=rack.shoes,
        diary=tuple(rate_runs(rng, runs, rating_share)),
        reports=tuple(report_runs(rng, runs)),
        log=tell_days(rng, calendar, numbered, ZONE),
        episodes=tell_episodes(runs, onsets(runs)),
        facts=tell_facts(first_day, ZONE),
        truth=tell_truth(runs, body),
    )


def _check(
    days: int, causes: Mapping[str, float], rating_share: float, baseline_risk: float
) -> None:
    unknown = sorted(set(causes) - set(STEPS))
    if unknown:
        raise UsageError(f"No cause is called {unknown[0]!r}. Known: {', '.join(STEPS)}.")
    if any(rr <= 0 for rr in causes.values()):
        raise UsageError("A relative risk must be above 0 (1 means no effect).")
    if days < 60:
        raise UsageError("A simulated runner needs at least 60 days.")
    if not 0 <= rating_share <= 1 or not 0 < baseline_risk < 1:
        raise UsageError("The share of rated runs and the risk at rest lie between 0 and 1.")


def _level(rng: np.random.Generator, days: int) -> Sequence[float]:
    """A Gaussian level with exponential correlation, one value a day."""
    keep = float(np.exp(-1.0 / LEVEL_DAYS))
    steps = rng.normal(0.0, LEVEL_SD * np.sqrt(1 - keep**2), days)
    level = [float(rng.normal(0.0, LEVEL_SD))]
    for step in steps[1:]:
        level.append(keep * level[-1] + float(step))
    return level


def _number(
    rng: np.random.Generator,
    lived: Sequence[LivedRun],
    others: Sequence[OtherSession],
    places: Mapping[str, Place],
) -> tuple[tuple[Activity, ...], tuple[tuple[int | None, LivedRun], ...]]:
    """Everything that took place in time order under one numbering; None for runs left out."""
    ordered: list[LivedRun | OtherSession] = sorted([*lived, *others], key=_start)
    numbers = count(1)
    activities: list[Activity] = []
    numbered: list[tuple[int | None, LivedRun]] = []
    for one in ordered:
        if isinstance(one, OtherSession):
            activities.append(_other_activity(next(numbers), one, places[one.place]))
        elif one.km is None:
            numbered.append((None, one))
        else:
            strap = bool(rng.random() >= WITHOUT_HEART_RATE)
            activity = _run_activity(next(numbers), one, places[one.plan.slot.place], strap)
            activities.append(activity)
            numbered.append((activity.id, one))
    return tuple(activities), tuple(numbered)


def _start(one: LivedRun | OtherSession) -> float:
    start = one.start if isinstance(one, OtherSession) else one.plan.slot.start
    return start.timestamp()


def _run_activity(number: int, run: LivedRun, place: Place, strap: bool) -> Activity:  # noqa: FBT001 - a private row-maker
    slot, km = run.plan.slot, run.plan.km if run.km is None else run.km
    hurt = began_at_km(run) if run.pain >= 4 else None
    return Activity(
        id=number,
        start=slot.start,
        utc_offset_s=slot.utc_offset_s,
        sport=place.sport,
        place=place.name,
        km=km,
        kind=slot.kind,
        planned_km=run.plan.km,
        shoe_id=run.plan.shoe.id,
        speed_m_s=slot.speed_m_s,
        cold_start=slot.cold_start,
        gait=Gait(slot.gait.step_ln, slot.gait.fade_spm, slot.gait.balance_percent),
        temperature_c=slot.temperature_c,
        has_heart_rate=strap,
        pain_km=hurt,
        name=_name(slot.kind, place.name),
        note="cut it short, knee" if km < run.plan.km else "",
        private_note="left knee again" if run.pain >= 6 else "",
    )


def _name(kind: RunKind, place: str) -> str:
    if kind is RunKind.LONG:
        return f"Long Run, {place}"
    if kind in (RunKind.INTERVALS, RunKind.TEMPO):
        return f"{kind.value.capitalize()}, {place}"
    return f"{kind.value.capitalize()} Run, {place}"


def _other_activity(number: int, other: OtherSession, place: Place) -> Activity:
    speed, name = _OTHER_SPORTS[place.sport]
    return Activity(
        id=number,
        start=other.start,
        utc_offset_s=other.utc_offset_s,
        sport=place.sport,
        place=place.name,
        km=round(speed * other.minutes * 0.06, 2),
        minutes=other.minutes,
        speed_m_s=speed,
        name=name,
    )


_OTHER_SPORTS: Mapping[Sport, tuple[float, str]] = {
    Sport.CYCLING: (6.6, "Ride"),
    Sport.SWIMMING: (0.72, "Swim"),
    Sport.WALKING: (1.45, "Walk"),
}
