"""What the runner and the watch wrote down of a world: a History and an ExposureTable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from kneewise.model.diary import Episode, PainEntry, RunReport, Side, Window
from kneewise.model.exposure import (
    Cell,
    ExposureColumn,
    ExposureTable,
    Kind,
    Known,
    Reference,
    ReferenceKind,
    Timing,
)
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from validation.surveyed import ground_columns, surveyed
from validation.ways import GROUND
from validation.world import Setting, World

BEGIN = date(2024, 1, 1)

BINARY = {
    "session_spike": Timing.PLANNED,
    "return_after_break": Timing.BEFORE,
    "weekly_jump": Timing.BEFORE,
    "short_recovery": Timing.BEFORE,
    "novel_shoe": Timing.BEFORE,
    "shoe_stiffness": Timing.BEFORE,
    "warm_up_absent": Timing.EARLY,
    "static_stretch": Timing.BEFORE,
    "soreness_strength": Timing.BEFORE,
    "sleep_stress": Timing.BEFORE,
}
GRADED = {"intensity": Timing.EARLY, "descent": Timing.PLANNED, "step_length": Timing.EARLY}
ONLY_WITHOUT_PAIN = ("static_stretch", "other_sports")
FROM_LOAD = (
    "session_spike",
    "weekly_jump",
    "return_after_break",
    "descent",
    "intensity",
    "short_recovery",
)


@dataclass(frozen=True)
class Told:
    """What `kneewise.why` gets to see, and the truth it does not: RR a step of each column."""

    history: History
    table: ExposureTable
    true_rr: dict[str, float]
    true_odds: dict[str, float]
    rated: NDArray[np.bool_]


def tell(world: World, setting: Setting, seed: int, *, ground: bool = True) -> Told:
    """Write the diary and the table of a world; without `ground` nobody has a map."""
    rng = np.random.default_rng(seed + 1_000_003)
    n = len(world.day)
    runs = tuple(_run(world, i) for i in range(n))
    rated = rng.random(n) < setting.rated
    entries, reports = [], {}
    for i in range(n):
        run = runs[i]
        if rng.random() >= setting.before_missing:
            entries.append(_entry(run, Window.BEFORE, int(world.before[i])))
        if rated[i]:
            entries.append(_entry(run, Window.WITHIN_24H, int(world.pain[i])))
        plan = _plan(world, setting, i, rng)
        reports[run.id] = RunReport(run.id, shortened=bool(world.was_shortened[i]), planned_km=plan)
    known = surveyed(world, np.random.default_rng([seed, 7002])) if ground else {}
    table = _table(world, setting, runs)
    if ground:
        hurt = rated & (world.pain >= 3) & ~world.was_shortened & (setting.plan == "unknown")
        table = replace(table, columns=(*table.columns, *ground_columns(world, known, hurt)))
    history = History(
        runs=runs,
        ground=known,
        others=_others(world),
        diary=tuple(entries),
        reports=reports,
        episodes=_episodes(world, rated),
    )
    return Told(history, table, _true_rr(world, setting, rated), _odds(setting), rated)


def _run(world: World, i: int) -> Run:
    start = datetime(BEGIN.year, BEGIN.month, BEGIN.day, tzinfo=UTC) + timedelta(
        days=int(world.day[i]), hours=float(world.hour[i])
    )
    seconds = float(world.km[i]) * 350
    sport = Sport.TREADMILL_RUNNING if world.ground.indoors[i] else Sport.RUNNING
    return Run(i + 1, start, 0, sport, seconds, seconds, float(world.km[i]) * 1000)


def _others(world: World) -> tuple[Run, ...]:
    out = []
    for i in np.flatnonzero(world.other_h > 0.1):
        run = _run(world, int(i))
        start = run.started_at - timedelta(hours=20)
        hours = float(world.other_h[i]) * 3600
        out.append(Run(100_000 + int(i), start, 0, Sport.CYCLING, hours, hours))
    return tuple(out)


def _entry(run: Run, window: Window, value: int) -> PainEntry:
    return PainEntry(Side.LEFT, run.day, window, value, run.started_at, run_id=run.id)


def _plan(world: World, setting: Setting, i: int, rng: np.random.Generator) -> float | None:
    if setting.plan == "known":
        return float(world.planned_km[i])
    if setting.plan == "wrong":
        return float(world.planned_km[i] * np.exp(0.15 * rng.standard_normal()))
    return None


def _episodes(world: World, rated: NDArray[np.bool_]) -> tuple[Episode, ...]:
    """Opened by the runner when a rated run hurts after 21 days without one that did."""
    out: list[Episode] = []
    last = -1000
    for i in np.flatnonzero((world.pain >= 3) & rated):
        if world.day[i] - last > 21:
            began = BEGIN + timedelta(days=int(world.day[i]))
            out.append(Episode(len(out) + 1, Side.LEFT, began))
        last = int(world.day[i])
    return tuple(out)


def _cells(
    values: NDArray[np.float64], world: World, *, binary: bool, flagged: bool
) -> tuple[Cell, ...]:
    known = Known.NOT_APPLICABLE if binary else Known.MEASURED
    return tuple(
        Cell(
            float(v),
            Known.MEASURED if v else known,
            reverse_possible=bool(flagged and world.was_shortened[i]),
        )
        for i, v in enumerate(values)
    )


def _column(name: str, cells: tuple[Cell, ...]) -> ExposureColumn:
    binary = name in BINARY
    reactive = name in {"cadence_fade", "contact_balance"}
    timing = Timing.REACTIVE if reactive else BINARY.get(name) or GRADED.get(name, Timing.BEFORE)
    graded = name in GRADED or reactive
    kind = ReferenceKind.OWN_MEDIAN if graded else ReferenceKind.ABSENT
    reference = Reference(ReferenceKind.VALUE, 1.0) if name == "shoe_km" else Reference(kind)
    return ExposureColumn(
        name=name,
        cause=name,
        timing=timing,
        kind=Kind.RUN,
        prior=name,
        unit="step",
        step=None if name in ("descent", "intensity") else 1.0,
        reference=reference,
        cells=cells,
        binary=binary,
        before_pain_only=name in ONLY_WITHOUT_PAIN,
        from_load=name in FROM_LOAD,
        confounded_with_time=name == "shoe_km",
    )


def _table(world: World, setting: Setting, runs: tuple[Run, ...]) -> ExposureTable:
    planned_known = setting.plan != "unknown"
    columns, realised = [], []
    for name in world.steps:
        if name in GROUND:
            continue
        moved = name in ("descent", "session_spike")
        shown = world.steps[name] if moved and planned_known else world.realised[name]
        flagged = moved and not planned_known
        binary = name in BINARY
        columns.append(_column(name, _cells(shown, world, binary=binary, flagged=flagged)))
        if moved and world.was_shortened.any() and planned_known:
            cells = _cells(world.realised[name], world, binary=binary, flagged=True)
            realised.append(_column(name, cells))
    for name, shown in world.reactive.items():
        columns.append(_column(name, _cells(shown, world, binary=False, flagged=False)))
    variants = {"realised": tuple(realised)} if realised else {}
    return ExposureTable(tuple(run.id for run in runs), tuple(columns), variants)


def _odds(setting: Setting) -> dict[str, float]:
    return {name: float(np.exp(b)) for name, b in setting.effects.items()}


def _true_rr(world: World, setting: Setting, rated: NDArray[np.bool_]) -> dict[str, float]:
    """RR of one step over the rated runs at risk, all else as it was."""
    calm = _at_risk(world, rated)
    logit = world.logit[calm] if calm.sum() >= 5 else world.logit
    out = {}
    for name, steps in world.steps.items():
        b = setting.effects.get(name, 0.0)
        at = steps[calm] if calm.sum() >= 5 else steps
        level = 1.0 if name == "shoe_km" else 0.0
        if name in (*GRADED, "uneven_ground", "hard_surface"):
            level = float(np.median(at))
        one = float(steps.std()) if name in ("descent", "intensity") else 1.0
        without = logit + b * (level - at)
        out[name] = float(
            (1 / (1 + np.exp(-without - b * one))).mean() / (1 / (1 + np.exp(-without))).mean()
        )
    return out


def _at_risk(world: World, rated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    out = np.zeros(len(world.day), dtype=bool)
    for i in np.flatnonzero(rated):
        earlier = np.flatnonzero(rated[:i])
        near = earlier[world.day[earlier] >= world.day[i] - 14]
        last = earlier[-3:]
        calm = len(last) == 3 and (world.pain[last] <= 1).all() and (world.pain[near] <= 1).all()
        out[i] = calm and world.before[i] <= 1
    return out
