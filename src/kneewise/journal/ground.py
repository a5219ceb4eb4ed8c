"""What the runs were on: shares over the whole past, recent runs against it, one run in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

import numpy as np

from kneewise.causes.ground import MOST_UNKNOWN, ROUGH
from kneewise.journal.finding import find_run
from kneewise.journal.grounding import grounds, waiting
from kneewise.model.effect import Interval
from kneewise.model.ground import GroundTotals, Hardness, MapSource, RunGround
from kneewise.model.run import Run
from kneewise.model.words import say
from kneewise.store.home import Store

RECENT = 10
"""Runs listed one by one (our choice: about a month of them)."""

FEWEST = 10
"""Earlier runs of known ground from which on a run is set against them, as for suspects."""

ROUGH_ENOUGH = 0.1
MOST = 90.0
"""A run is pointed at from this share of rough ground and this percentage of earlier runs below it
on (our choice: less is within what the map leaves open)."""

SEEN_WEATHER = 0.02
"""Share of the way from which on the weather is spoken of (our choice)."""

WORDS = "kneewise.ground"

KEPT_GROUND = ("runs", "run_recordings", "recordings", "edits", "features")
"""The tables that what is told of kept ground rests on."""


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One run: shares of its km with 90 % intervals, None where its ground is not known.

    `rough` is E3 and E4 together, `hard` H3, `unknown` counted. `rougher_than` and `harder_than`
    are the percentages of earlier runs below it, None with fewer than ten of these and where the
    interval holds their middle. `step_cv` is what the map lets expect, None where more than a
    fifth is unknown, and `watched_cv` what the watch saw, shares; `because` is a word of
    `model.ground.BECAUSE`.
    """

    run: int
    day: date
    km: float | None
    rough: Interval | None
    hard: Interval | None
    unknown: float | None
    step_cv: Interval | None
    watched_cv: float | None
    because: str | None
    rougher_than: float | None = None
    harder_than: float | None = None

    @property
    def stands_out(self) -> bool:
        """Whether it was rough enough, and rougher than most earlier ones, to be pointed at."""
        rough = self.rough is not None and self.rough.mid >= ROUGH_ENOUGH
        return rough and self.rougher_than is not None and self.rougher_than >= MOST


@dataclass(frozen=True, slots=True)
class GroundOfRuns:
    """The ground of all runs whose ground was matched, `recent` newest first.

    `totals` are shares of all their km, None without any; `runs` how many there are, `waiting`
    how many still wait to be matched, `because` how many are unknown for which reason. `maps`
    stand for what it rests on, and `attribution` must be shown with it. `notes` say what it
    means and what it does not, `problems` why runs wait that could not be matched.
    """

    totals: GroundTotals | None
    runs: int
    waiting: int
    because: Mapping[str, int]
    recent: tuple[GroundLine, ...]
    maps: tuple[MapSource, ...]
    attribution: str | None
    notes: tuple[str, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundOfRun:
    """One run: its line, its totals, and per segment every column of `GROUND_COLUMNS`.

    `matched` says whether its ground was matched at all; until then everything is unknown.
    """

    line: GroundLine
    matched: bool
    totals: GroundTotals | None
    segments: Mapping[str, tuple[float | None, ...]]
    maps: tuple[MapSource, ...]
    attribution: str | None
    notes: tuple[str, ...]


def ground_of_runs(store: Store, runner: str, last: int = RECENT) -> GroundOfRuns:
    """The ground of the whole past as it is kept; nothing is matched here."""
    lines, totals, maps = _told(store, runner)
    watched = any(line.watched_cv is not None for line in lines[:last])
    return GroundOfRuns(
        totals=totals,
        runs=len(lines),
        waiting=_waiting(store, runner),
        because=Counter(line.because for line in lines if line.because is not None),
        recent=lines[:last],
        maps=maps,
        attribution=_attribution(maps),
        notes=_notes(totals, watched=watched),
    )


def _told(
    store: Store, runner: str
) -> tuple[tuple[GroundLine, ...], GroundTotals | None, tuple[MapSource, ...]]:
    """Every run's line, newest first, the totals of all, and the maps they rest on."""

    def made() -> tuple[tuple[GroundLine, ...], GroundTotals | None, tuple[MapSource, ...]]:
        kept = grounds(store, runner)
        runs = _known(store, runner, kept)
        whole = total_of([kept[run.id].totals for run in runs])
        totals = None if whole is None else _of_enough(whole)
        return _lines(runs, kept), totals, _maps(kept[run.id] for run in runs)

    return store.remembered("ground told", KEPT_GROUND, made, runner)


def _waiting(store: Store, runner: str) -> int:
    """How many runs wait, with the maps that are there now."""
    maps = tuple((name, str(folder)) for name, folder in store.maps.all().items())
    if not maps:
        return 0
    return store.remembered(
        "ground waiting",
        KEPT_GROUND,
        lambda: len(waiting(store, runner, read=False)),
        runner,
        also=maps,
    )


def ground_of_run(store: Store, said: str, runner: str) -> GroundOfRun:
    """The ground of one run as it is kept. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    kept = grounds(store, runner)
    every = ground_lines(store, runner)
    ground = kept.get(run.id)
    line = next((one for one in every if one.run == run.id), _unmatched(run))
    maps = () if ground is None else ground.maps
    totals = None if ground is None else _of_enough(ground.totals)
    return GroundOfRun(
        line=line,
        matched=ground is not None,
        totals=totals,
        segments={} if ground is None else _plain(ground),
        maps=maps,
        attribution=_attribution(maps),
        notes=_notes(totals, watched=line.watched_cv is not None),
    )


def ground_lines(store: Store, runner: str) -> tuple[GroundLine, ...]:
    """Every run whose ground is kept, newest first."""
    return _told(store, runner)[0]


def _known(store: Store, runner: str, kept: Mapping[int, RunGround]) -> list[Run]:
    return [run for run in store.runs.all(runner) if run.id in kept and not run.deleted]


def total_of(totals: Sequence[GroundTotals]) -> GroundTotals | None:
    """Shares of the km of several runs, None without any of length.

    Their intervals are added up as if all were wrong together: a runner runs the same ways again
    and again, so many runs tell no more of these than one.
    """
    some = [one for one in totals if one.evenness is not None and one.hardness is not None]
    km = sum(one.km for one in some)
    if km <= 0:
        return None
    weights = [one.km / km for one in some]
    unknown_km = sum(one.unknown_km for one in some)
    matched = sum(one.matched_km for one in some)
    nothing = Interval(0.0, 0.0, 0.0)  # weighs nothing
    steps = [one.matched_km / matched if matched > 0 else 0.0 for one in some]
    return GroundTotals(
        km=km,
        matched_km=matched,
        unknown_km=unknown_km,
        unknown=unknown_km / km,
        evenness=_mixed(weights, [one.evenness or () for one in some]),
        hardness=_mixed(weights, [one.hardness or () for one in some]),
        step_cv=_mixed(steps, [(one.step_cv or nothing,) for one in some])[0]
        if matched > 0
        else None,
        weather=sum(w * (one.weather or 0.0) for w, one in zip(weights, some, strict=True)),
    )


def _of_enough(totals: GroundTotals) -> GroundTotals:
    """The same; no expected step variability where the few known km would speak for the rest."""
    enough = totals.unknown is None or totals.unknown <= MOST_UNKNOWN
    return totals if enough else replace(totals, step_cv=None)


def _mixed(weights: Sequence[float], rows: Sequence[Sequence[Interval]]) -> tuple[Interval, ...]:
    """Intervals of several runs, column by column, each with its weight."""
    table = np.array([[(one.low, one.mid, one.high) for one in row] for row in rows])
    mixed = np.einsum("r,rcp->cp", np.asarray(weights), table)
    return tuple(Interval(*one) for one in mixed.tolist())


def _lines(runs: Sequence[Run], kept: Mapping[int, RunGround]) -> tuple[GroundLine, ...]:
    """Newest first, each with the runs before it in mind."""
    rough_before: list[float] = []
    hard_before: list[float] = []
    lines = []
    for run in runs:
        ground = kept[run.id]
        line = _line(run, ground)
        known = line.unknown is not None and line.unknown <= MOST_UNKNOWN
        if known and line.rough is not None and line.hard is not None:
            line = _against(line, rough_before, hard_before)
            rough_before.append(line.rough.mid if line.rough else 0.0)
            hard_before.append(line.hard.mid if line.hard else 0.0)
        lines.append(line)
    return tuple(reversed(lines))


def _line(run: Run, ground: RunGround) -> GroundLine:
    totals = _of_enough(ground.totals)
    rough = hard = None
    if totals.evenness is not None and totals.hardness is not None and totals.matched_km > 0:
        parts = [totals.evenness[one] for one in ROUGH]
        high = min(1.0, sum(one.high for one in parts))
        rough = Interval(sum(one.low for one in parts), sum(one.mid for one in parts), high)
        hard = totals.hardness[Hardness.HARD]
    return GroundLine(
        run=run.id,
        day=run.day,
        km=totals.km if totals.km > 0 else None,
        rough=rough,
        hard=hard,
        unknown=totals.unknown,
        step_cv=totals.step_cv,
        watched_cv=_watched(ground),
        because=ground.because,
    )


def _unmatched(run: Run) -> GroundLine:
    km = run.distance_m / 1000 if run.distance_m is not None else None
    return GroundLine(run.id, run.day, km, None, None, None, None, None, None)


def _against(line: GroundLine, rough: Sequence[float], hard: Sequence[float]) -> GroundLine:
    if len(rough) < FEWEST or line.rough is None or line.hard is None:
        return line
    return replace(
        line,
        rougher_than=_below(line.rough, rough),
        harder_than=_below(line.hard, hard),
    )


def _below(share: Interval, past: Sequence[float]) -> float | None:
    """The percentage of earlier runs below; None where the interval holds the usual run.

    The same loop comes out a little different every day by the watch's error alone, and the order
    of such days says nothing.
    """
    earlier = np.asarray(past)
    if share.low <= float(np.median(earlier)) <= share.high:
        return None
    below, equal = earlier < share.mid, earlier == share.mid
    return float(100 * (below.mean() + 0.5 * equal.mean()))


def _watched(ground: RunGround) -> float | None:
    """The middle segment's spread of steps as the watch saw it."""
    seen = ground.segments["watched_cv"]
    seen = seen[np.isfinite(seen)]
    return float(np.median(seen)) if len(seen) else None


def _plain(ground: RunGround) -> Mapping[str, tuple[float | None, ...]]:
    return {
        name: tuple(value if isfinite(value) else None for value in values.tolist())
        for name, values in ground.segments.items()
    }


def _maps(found: Iterable[RunGround]) -> tuple[MapSource, ...]:
    return tuple(dict.fromkeys(source for ground in found for source in ground.maps))


def _attribution(maps: Iterable[MapSource]) -> str | None:
    return "; ".join(dict.fromkeys(source.attribution for source in maps)) or None


def _notes(totals: GroundTotals | None, *, watched: bool) -> tuple[str, ...]:
    if totals is None or totals.matched_km <= 0:
        return (say(WORDS, "ground.watched"),) if watched else ()
    names = ["missing_tag", "ground.null", "hard.null"]
    if totals.weather is not None and totals.weather >= SEEN_WEATHER:
        names.append("weather")
    if watched:
        names.append("ground.watched")
    notes = tuple(say(WORDS, name) for name in names)
    return (*notes, say("kneewise.knee", "altitude.side_slope"))
