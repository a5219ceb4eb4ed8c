"""What the simulated runner says: ratings with gaps, reports of runs, the daily log, facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from kneewise.model.diary import (
    Episode,
    LogEntry,
    PainEntry,
    RunReport,
    Side,
    Site,
    Window,
)
from kneewise.model.runner import RunnerFact
from kneewise.simulate.life import LivedRun
from kneewise.simulate.weeks import Calendar

BACKDATED_SHARE = 0.03
"""So many of the rated runs are rated three to six days late."""

FACTS = (
    ("birth_year", "1984"),
    ("sex", "female"),
    ("hr_max_bpm", "186"),
    ("home_zone", "Europe/Berlin"),
    ("units", "metric"),
    ("country", "DE"),
    ("previous_knee_injury", "none"),
    ("experience", "recreational"),
)

CHECK_ANSWERS = {
    "consent": "yes",
    **dict.fromkeys(
        (
            "chest", "limb", "back", "muscle", "injury", "unable", "unwell", "skin", "extensor",
            "calf", "bone", "rest_night", "morning", "loss_or_lump", "knee_operation", "injection",
            "health", "drugs", "pregnancy", "periods", "energy", "bone_history",
        ),
        "none",
    ),
    **dict.fromkeys(
        (
            "foot_drop", "warm", "red", "swollen", "stiff", "locked", "giving_way", "groin", "hop",
            "limp", "started", "load_jump", "not_better", "sensation",
        ),
        "no",
    ),
    "pain": "yes",
    "site": "front-around-kneecap",
    "onset": "gradual",
    "easing": "easing",
}  # fmt: skip
"""What the simulated runner answers to the symptom check: kneecap pain that came slowly, and no
warning sign. What her diary shows by itself is not answered here."""


def rate_runs(
    rng: np.random.Generator, runs: Sequence[tuple[int, LivedRun]], rating_share: float
) -> Iterator[PainEntry]:
    """Ratings of both knees; whether a run is rated has nothing to do with its pain.

    The left knee is the one that answers to the causes; the right one hurts a little on three
    runs of a hundred, whatever was done.
    """
    for activity, run in runs:
        draws = rng.random(8)
        late_days = int(rng.integers(3, 7)) if draws[1] < BACKDATED_SHARE else 0
        if draws[0] >= rating_share:
            continue
        right = int(draws[2] < 0.03) + 2 * int(draws[2] < 0.005)
        yield from _rate(activity, run, Side.LEFT, run.pain, draws[3:], late_days)
        yield from _rate(activity, run, Side.RIGHT, right, draws[3:], late_days)


def report_runs(
    rng: np.random.Generator, runs: Sequence[tuple[int, LivedRun]]
) -> Iterator[RunReport]:
    """What was said of single runs: where pain began, what was cut short, what was taken."""
    for activity, run in runs:
        draws = rng.random(6)
        if run.km is None:
            continue
        shortened = run.km < run.plan.km
        if not shortened and run.pain == 0 and draws[0] >= 0.35:
            continue
        began = began_at_km(run) if run.pain >= 3 and draws[1] < 0.75 else None
        yield RunReport(
            run_id=activity,
            pain_began_km=began,
            shortened=shortened,
            changed=bool(run.pain >= 4 and draws[2] < 0.3),
            planned_km=run.plan.km,
            painkiller_before=False,
            painkiller_after=bool(run.pain >= 6 and draws[3] < 0.35),
        )


def began_at_km(run: LivedRun) -> float | None:
    """Where in the run the pain began; None where it did not hurt while running."""
    if run.km is None or run.pain < 1:
        return None
    if run.before_pain > 0:
        return 0.0
    return round(run.km * (0.45 + 0.45 * run.plan.slot.luck[8]), 1)


def tell_episodes(
    runs: Sequence[tuple[int, LivedRun]], began: Sequence[tuple[int, date]]
) -> tuple[Episode, ...]:
    """Each onset as an episode; it ends with the third run in a row at 0 or 1."""
    return tuple(
        Episode(
            id=number,
            side=Side.LEFT,
            began_on=day,
            ended_on=_ended(runs, activity),
            site=Site.FRONT_AROUND_KNEECAP,
        )
        for number, (activity, day) in enumerate(began, start=1)
    )


def tell_days(
    rng: np.random.Generator,
    calendar: Calendar,
    lived: Sequence[tuple[int | None, LivedRun]],
    zone: str,
) -> tuple[LogEntry, ...]:
    """The log in time order.

    Sleep, stress and soreness on most days, strength work and stretching when done, runs left
    out for the knee.
    """
    entries = [*_body_log(rng, calendar, zone), *_run_log(rng, lived)]
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.kind)))


def tell_facts(first_day: date, zone: str) -> tuple[RunnerFact, ...]:
    """What the runner said of herself on the first day."""
    asked = datetime.combine(first_day, time(12), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    said = {**dict(FACTS), "home_zone": zone}
    return tuple(
        RunnerFact(key=key, value=value, valid_from=first_day, asked_at=asked)
        for key, value in said.items()
    )


def _rate(
    activity: int, run: LivedRun, side: Side, worst: int, draws: np.ndarray, late_days: int
) -> Iterator[PainEntry]:
    """Before and during always; of the two later windows one may be left out.

    The worst of them is `worst`, in whichever window it came.
    """
    slot = run.plan.slot
    km = _km(run)
    ended = slot.start + timedelta(seconds=int(km * 1000 / slot.speed_m_s))
    said = ended + timedelta(seconds=int(300 + 5000 * draws[0]), days=late_days)
    morning = slot.day + timedelta(days=1)
    awake = datetime.combine(morning, time(7, 10), tzinfo=UTC) - timedelta(
        seconds=slot.utc_offset_s
    )
    next_said = awake + timedelta(days=late_days)
    before = run.before_pain if side is Side.LEFT else 0
    site = Site.FRONT_AROUND_KNEECAP if worst > 0 and side is Side.LEFT else None
    told = {Window.BEFORE: before, **_after_it_began(run, worst, draws)}
    for window, value in told.items():
        at = said if window in (Window.BEFORE, Window.DURING) else next_said
        yield PainEntry(
            side=side,
            day=morning if window is Window.NEXT_MORNING else slot.day,
            window=window,
            value=value,
            entered_at=at,
            run_id=activity,
            site=site if value else None,
        )


def _km(run: LivedRun) -> float:
    """How far it was run."""
    return run.plan.km if run.km is None else run.km


def _after_it_began(run: LivedRun, worst: int, draws: np.ndarray) -> dict[Window, int]:
    """What is told of the windows from the run on, in their order."""
    peak = Window.DURING if _km(run) < run.plan.km else _peak(draws[1])
    lower = max(0, worst - 1 - int(2 * draws[2]))
    told = {Window.DURING: worst if peak is Window.DURING else lower}
    if peak is Window.WITHIN_24H or draws[3] < 0.5:
        told[Window.WITHIN_24H] = worst if peak is Window.WITHIN_24H else lower
    if peak is Window.NEXT_MORNING or draws[4] < 0.7:
        told[Window.NEXT_MORNING] = worst if peak is Window.NEXT_MORNING else lower
    return told


def _peak(luck: float) -> Window:
    if luck < 0.6:
        return Window.DURING
    return Window.WITHIN_24H if luck < 0.85 else Window.NEXT_MORNING


def _ended(runs: Sequence[tuple[int, LivedRun]], activity: int) -> date | None:
    quiet = 0
    for number, run in runs:
        if number <= activity:
            continue
        quiet = quiet + 1 if run.pain <= 1 else 0
        if quiet == 3:
            return run.plan.slot.day
    return None


def _body_log(rng: np.random.Generator, calendar: Calendar, zone: str) -> Iterator[LogEntry]:
    for number in range(len(calendar.sleep_h)):
        day = calendar.first_day + timedelta(days=number)
        draws = rng.random(3)
        at = datetime.combine(day, time(5, 50), tzinfo=ZoneInfo(zone)).astimezone(UTC)
        evening = at + timedelta(hours=13)
        if draws[0] < 0.85:
            yield LogEntry("sleep", at, day, float(calendar.sleep_h[number]), "h")
        if draws[0] < 0.8:
            yield LogEntry("stress", at, day, float(calendar.stress[number]), "0-10")
        if draws[1] < 0.8:
            yield LogEntry("soreness", at, day, float(calendar.soreness[number]), "0-10")
        if calendar.strength_min[number] > 0:
            yield LogEntry("strength", evening, day, float(calendar.strength_min[number]), "min")


def _run_log(
    rng: np.random.Generator, lived: Sequence[tuple[int | None, LivedRun]]
) -> Iterator[LogEntry]:
    for activity, run in lived:
        slot = run.plan.slot
        told = rng.random() < 0.9
        if activity is None:
            yield LogEntry("skipped", slot.start, slot.day, 1.0, None, None, "knee")
            yield LogEntry("planned_run", slot.start, slot.day, run.plan.km, "km")
        elif slot.stretched_min is not None and told:
            at = slot.start - timedelta(minutes=10)
            yield LogEntry("stretching", at, slot.day, slot.stretched_min, "min", activity)
