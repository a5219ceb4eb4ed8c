"""Looking at what is there: the status, the list of runs, one run in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from kneewise.journal.answers import RunDetail, RunLine, Status, UnratedRun
from kneewise.journal.comparing import compared
from kneewise.journal.dynamics import dynamics_of
from kneewise.journal.elevation import open_elevation
from kneewise.journal.finding import find_run
from kneewise.journal.grounding import ground_said
from kneewise.journal.past import PAST, load_history
from kneewise.model.diary import OUTCOME_WINDOWS, PAINFUL, PainEntry, Side
from kneewise.model.history import History
from kneewise.model.profile import TERRAIN, RunProfile
from kneewise.model.run import Run
from kneewise.model.words import say
from kneewise.store.fingerprint import RATED
from kneewise.store.home import Store
from kneewise.store.kept import KeptRecording

RECENT_RUNS = 5
"""How many of the latest runs the status asks to be rated; older ones are no longer remembered."""

_PACKAGE = "kneewise.journal"


def status(store: Store, runner: str) -> Status:
    """What the home holds and what would be worth doing next."""
    rests_on = ("edits", "problems", "episodes", *RATED)
    return store.remembered("status", rests_on, lambda: _status(store, runner), runner)


def _status(store: Store, runner: str) -> Status:
    activities = [run for run in store.runs.all(runner) if not run.deleted]
    runs = [run for run in activities if run.sport.is_run]
    worst = outcomes(store, runner)
    rated = [run for run in runs if run.id in worst]
    unrated = tuple(_unrated(run) for run in runs[-RECENT_RUNS:] if run.id not in worst)
    days = [run.day for run in activities]
    return Status(
        home=str(store.home),
        activities=len(activities),
        runs=len(runs),
        other_activities=len(activities) - len(runs),
        rated_runs=len(rated),
        painful_runs=sum(max(worst[run.id].values()) >= PAINFUL for run in rated),
        problems=len(store.problems.all(runner)),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        open_episodes=tuple(e for e in store.diary.episodes(runner) if e.ended_on is None),
        unrated_recent=unrated,
        next=_next(runs, rated, unrated),
    )


def _unrated(run: Run) -> UnratedRun:
    km = None if run.distance_m is None else run.distance_m / 1000
    return UnratedRun(id=run.id, day=run.day, km=km)


def _next(runs: list[Run], rated: list[Run], unrated: tuple[UnratedRun, ...]) -> tuple[str, ...]:
    if not runs:
        return (say(_PACKAGE, "status_empty"),)
    steps = []
    if not rated:
        steps.append(say(_PACKAGE, "status_no_ratings"))
    elif unrated:
        last = unrated[-1]
        slots = {"count": len(unrated), "run": last.id, "day": last.day}
        steps.append(say(_PACKAGE, "status_rate_recent", **slots))
    steps.append(say(_PACKAGE, "status_ask_why"))
    return tuple(steps)


def worst_of_runs(diary: Iterable[PainEntry]) -> dict[int, dict[Side, int]]:
    """The outcome of each rated run: its worst rating from the start on, by knee."""
    worst: dict[int, dict[Side, int]] = {}
    for entry in diary:
        if entry.run_id is None or entry.value is None or entry.window not in OUTCOME_WINDOWS:
            continue
        sides = worst.setdefault(entry.run_id, {})
        sides[entry.side] = max(sides.get(entry.side, 0), entry.value)
    return worst


def outcomes(store: Store, runner: str) -> Mapping[int, Mapping[Side, int]]:
    """The outcome of each rated activity; see `worst_of_runs`."""
    return store.remembered(
        "outcomes", RATED, lambda: worst_of_runs(store.diary.pain(runner)), runner
    )


def runs(
    store: Store, runner: str, *, last: int | None = None, others: bool = False
) -> tuple[RunLine, ...]:
    """The latest runs (all with `last` None), newest first; or the other activities."""
    name = "lines of others" if others else "lines"
    every = store.remembered(name, PAST, lambda: _lines(store, runner, others=others), runner)
    return every[:last]


def _lines(store: Store, runner: str, *, others: bool) -> tuple[RunLine, ...]:
    history = load_history(store, runner)
    worst = outcomes(store, runner)
    chosen = history.others if others else history.runs
    return tuple(run_line(run, history, worst.get(run.id, {})) for run in reversed(chosen))


def run_line(run: Run, history: History, pain: Mapping[Side, int]) -> RunLine:
    """One run as a list shows it; `pain` is its worst rating of each knee."""
    shoe = history.shoes.get(run.shoe_id) if run.shoe_id is not None else None
    return RunLine(
        id=run.id,
        day=run.day,
        start=run.started_at,
        sport=run.sport,
        name=run.name,
        km=run.distance_m / 1000 if run.distance_m is not None else None,
        minutes=run.moving_s / 60 if run.moving_s is not None else None,
        knee_load_km=history.loads[run.id].cumulative if run.id in history.loads else None,
        pain=dict(pain),
        shoe=shoe.name if shoe is not None else None,
    )


def run_detail(store: Store, said: str, runner: str) -> RunDetail:
    """One run in full. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    history = load_history(store, runner)
    profile = history.profiles.get(run.id)
    recordings = store.runs.recordings(run.id, runner)
    return RunDetail(
        run=run,
        load=history.loads.get(run.id),
        shoe=history.shoes.get(run.shoe_id) if run.shoe_id is not None else None,
        ascent_m=_total(profile, "ascent_m"),
        descent_m=_total(profile, "descent_m"),
        altitude_source=profile.altitude_source if profile is not None else None,
        climb_said=_climb_said(store, profile),
        cadence_spm=_mean(profile, "cadence_spm"),
        heart_rate_bpm=_mean(profile, "heart_rate_bpm"),
        walk_km=profile.walk_km if profile is not None else None,
        ratings=tuple(e for e in history.diary if e.run_id == run.id),
        report=history.reports.get(run.id),
        exposures=tuple(one.measured for one in compared(store, run, runner)),
        recordings=tuple(_recording_words(kept) for kept in recordings),
        problems=store.problems.of_run(run.id, runner),
        dynamics=dynamics_of(store, run, runner),
        ground_from=ground_said(history.ground.get(run.id)),
    )


def _recording_words(kept: KeptRecording) -> str:
    part = "piece" if kept.attached else "recording"
    device = f" by {kept.device}" if kept.device else ""
    return f"{part}{device}, {kept.sample_count} samples"


def _climb_said(store: Store, profile: RunProfile | None) -> tuple[str, ...]:
    """What climb and descent rest on, whose heights they are, and what is not in them."""
    if profile is None or _total(profile, "ascent_m") is None:
        return ()
    source = profile.altitude_source or "unnamed"
    said = [say("kneewise.knee", f"altitude.{source}")]
    if TERRAIN in source:
        said += [one for one in (open_elevation(store).attribution,) if one is not None]
    return (*said, say("kneewise.knee", "altitude.side_slope"))


def _total(profile: RunProfile | None, column: str) -> float | None:
    values = _known(profile, column)
    return float(values.sum()) if len(values) else None


def _mean(profile: RunProfile | None, column: str) -> float | None:
    if profile is None:
        return None
    values, weights = profile.segments[column], profile.segments["moving_s"]
    known = np.isfinite(values) & np.isfinite(weights) & (weights > 0)
    return float(np.average(values[known], weights=weights[known])) if known.any() else None


def _known(profile: RunProfile | None, column: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if profile is None:
        return np.empty(0)
    values = profile.segments[column]
    return values[np.isfinite(values)]
