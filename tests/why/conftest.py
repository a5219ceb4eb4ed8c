"""Small runners for the tests of `why`: real types, made up days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

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

BEGIN = datetime(2025, 1, 1, 18, tzinfo=UTC)


@dataclass
class Runner:
    """A run every second day; pain of None is unrated. Columns are lists of values."""

    pain: Sequence[int | None]
    before: Sequence[int | None] | None = None
    columns: dict[str, Sequence[float | None]] = field(default_factory=dict)
    timing: Timing = Timing.BEFORE
    side: Side = Side.LEFT
    every_days: int = 2

    def history(self, *, episodes: tuple[Episode, ...] = ()) -> History:
        runs = tuple(self.run(i) for i in range(len(self.pain)))
        diary = []
        for i, value in enumerate(self.pain):
            if self.before is not None and self.before[i] is not None:
                diary.append(self.entry(runs[i], Window.BEFORE, self.before[i]))
            if value is not None:
                diary.append(self.entry(runs[i], Window.WITHIN_24H, value))
        reports = {run.id: RunReport(run.id) for run in runs}
        return History(runs=runs, diary=tuple(diary), reports=reports, episodes=episodes)

    def run(self, i: int) -> Run:
        start = BEGIN + timedelta(days=self.every_days * i)
        return Run(i + 1, start, 0, Sport.RUNNING, 3600.0, 3600.0, 10_000.0)

    def entry(self, run: Run, window: Window, value: int) -> PainEntry:
        return PainEntry(self.side, run.day, window, value, run.started_at, run_id=run.id)

    def table(self) -> ExposureTable:
        columns = tuple(
            make_column(name, values, timing=self.timing) for name, values in self.columns.items()
        )
        return ExposureTable(tuple(range(1, len(self.pain) + 1)), columns, {})


def make_column(
    name: str,
    values: Sequence[float | None],
    *,
    timing: Timing = Timing.BEFORE,
    kind: Kind = Kind.RUN,
    **changed: object,
) -> ExposureColumn:
    cells = tuple(Cell(v, Known.UNKNOWN if v is None else Known.MEASURED) for v in values)
    known = {v for v in values if v is not None}
    settings: dict[str, object] = {
        "binary": known <= {0.0, 1.0},
        "step": 1.0,
        "reference": Reference(ReferenceKind.ABSENT),
        **changed,
    }
    return ExposureColumn(
        name=name,
        cause=name,
        timing=timing,
        kind=kind,
        prior="descent",
        unit="step",
        cells=cells,
        **settings,
    )


@pytest.fixture
def column() -> Callable[..., ExposureColumn]:
    return make_column


@pytest.fixture
def runner() -> type[Runner]:
    return Runner


@pytest.fixture
def hurting() -> Runner:
    """240 runs in which hills hurt (odds ratio 5 a step) and a coin does nothing."""
    rng = np.random.default_rng(11)
    hills = rng.standard_normal(240)
    coin = (rng.random(240) < 0.4).astype(float)
    latent = -3.2 + np.log(5) * hills + rng.logistic(size=240)
    pain = np.searchsorted((-1.0, 0.0, 1.0, 2.0), latent) * 3 // 2
    return Runner(
        pain=[int(p) for p in pain],
        before=[0] * 240,
        columns={"hills": [float(h) for h in hills], "coin": [float(c) for c in coin]},
    )
