"""Training kept: runs and other sports of the last weeks against the runner's usual weeks.

Our assumption throughout: how many minutes of running a minute of another sport stands for was
measured in no study we found, but for deep-water running (WILBER1996, BUSHMAN1997).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.care.crosstraining.option import all_options
from kneewise.model.diary import Episode, LogEntry
from kneewise.model.effect import Interval
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.model.sport import Sport

WINDOW_DAYS = 28
USUAL_DAYS = 56
FEWEST_RUNS = 8
"""Our choice: four weeks looked at, eight weeks before the trouble as usual, one run a week."""

UNKNOWN_SPORT = Interval(0.0, 0.25, 0.6)
"""Our assumption for any sport that is no option here."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was trained, in minutes a week, and the share of usual training it stands for.

    `by_sport` are minutes a week of the options (else "other"); `usual_min` and `share` are None
    where too few runs before the trouble are known. `share` ends at 1.
    """

    days: int
    running_min: float
    by_sport: Mapping[str, float]
    usual_min: float | None
    share: Interval | None


def training_kept(history: History, today: date) -> Kept:
    """Over the last 28 days, or since the open episode began if that is shorter (7 at least)."""
    began = _began(history.episodes, today)
    days = WINDOW_DAYS if began is None else max(7, min(WINDOW_DAYS, (today - began).days))
    first = today - timedelta(days=days)
    weeks = days / 7
    ran = sum(_minutes(run) for run in history.runs if first < run.day <= today) / weeks
    other = {name: total / weeks for name, total in _others(history, first, today).items()}
    usual = _usual(history, min(began or first, first))
    return Kept(
        days=days,
        running_min=ran,
        by_sport=other,
        usual_min=usual,
        share=None if usual is None else _share(ran, other, usual),
    )


def _began(episodes: tuple[Episode, ...], today: date) -> date | None:
    """When the oldest trouble began that is still open."""
    return min(
        (e.began_on for e in episodes if e.ended_on is None and e.began_on <= today), default=None
    )


def _usual(history: History, before: date) -> float | None:
    """Minutes of running a week in the eight weeks before; None with fewer than eight runs."""
    first = before - timedelta(days=USUAL_DAYS)
    runs = [run for run in history.runs if first < run.day <= before]
    total = sum(_minutes(run) for run in runs)
    return total / (USUAL_DAYS / 7) if len(runs) >= FEWEST_RUNS and total > 0 else None


def _share(ran: float, other: Mapping[str, float], usual: float) -> Interval:
    shares = {option.name: option.share for option in all_options()}
    low = mid = high = ran
    for name, minutes in other.items():
        stands_for = shares.get(name, UNKNOWN_SPORT)
        low += minutes * stands_for.low
        mid += minutes * stands_for.mid
        high += minutes * stands_for.high
    return Interval(min(low / usual, 1.0), min(mid / usual, 1.0), min(high / usual, 1.0))


def _others(history: History, first: date, today: date) -> dict[str, float]:
    names = {sport: option.name for option in all_options() for sport in option.sports}
    minutes: dict[str, float] = {}
    for other in history.others:
        if first < other.day <= today and other.sport is not Sport.TRANSITION and not other.deleted:
            name = names.get(other.sport, "other")
            minutes[name] = minutes.get(name, 0.0) + _minutes(other)
    for entry in history.log:
        if entry.kind == "other_sport" and first < entry.day <= today and entry.value is not None:
            name = _named(entry)
            minutes[name] = minutes.get(name, 0.0) + entry.value
    return minutes


def _named(entry: LogEntry) -> str:
    """The option a log line's note names, e.g. "aqua jogging"; else "other"."""
    said = (entry.note or "").strip().lower().replace(" ", "_").replace("-", "_")
    return said if any(option.name == said for option in all_options()) else "other"


def _minutes(run: Run) -> float:
    seconds = run.moving_s if run.moving_s is not None else run.elapsed_s
    return 0.0 if seconds is None else seconds / 60
