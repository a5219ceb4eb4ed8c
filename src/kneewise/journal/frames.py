"""The journal as Polars frames: null is unknown, units stand in the names."""

from __future__ import annotations

import numpy as np
import polars as pl

from kneewise.journal.finding import find_run
from kneewise.journal.ground import GroundLine, ground_lines
from kneewise.journal.looking import runs, worst_of_runs
from kneewise.journal.past import load_history
from kneewise.model.diary import Side
from kneewise.store.home import Store

SHARES = ("rough_share", "hard_share", "unknown_ground_share")
"""What a row tells of the ground; unknown is a share of its own."""


def runs_frame(store: Store, runner: str) -> pl.DataFrame:
    """One row a run, oldest first; shares of ground are those of the whole run's km."""
    lines = reversed(runs(store, runner))
    ground = {line.run: line for line in ground_lines(store, runner)}
    rows = [
        {
            "run": line.id,
            "day": line.day,
            "start_utc": line.start,
            "sport": line.sport.value,
            "km": line.km,
            "minutes": line.minutes,
            "knee_load_low_km": line.knee_load_km.low if line.knee_load_km else None,
            "knee_load_km": line.knee_load_km.mid if line.knee_load_km else None,
            "knee_load_high_km": line.knee_load_km.high if line.knee_load_km else None,
            "pain_left": line.pain.get(Side.LEFT),
            "pain_right": line.pain.get(Side.RIGHT),
            "shoe": line.shoe,
            **_shares(ground.get(line.id)),
        }
        for line in lines
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "run": pl.Int64,
        "day": pl.Date,
        "start_utc": pl.Datetime("us", "UTC"),
        "sport": pl.String,
        **dict.fromkeys(
            ("km", "minutes", "knee_load_low_km", "knee_load_km", "knee_load_high_km"), pl.Float64
        ),
        "pain_left": pl.Int64,
        "pain_right": pl.Int64,
        "shoe": pl.String,
        **dict.fromkeys(SHARES, pl.Float64),
    }
    return pl.DataFrame(rows, schema=schema)


def _shares(line: GroundLine | None) -> dict[str, float | None]:
    """Rough, hard and unknown ground of a run; null where it was not matched or none is known."""
    if line is None:
        return dict.fromkeys(SHARES)
    rough = None if line.rough is None else line.rough.mid
    hard = None if line.hard is None else line.hard.mid
    return dict(zip(SHARES, (rough, hard, line.unknown), strict=True))


def exposures_frame(store: Store, runner: str) -> pl.DataFrame:
    """One row a run, a column an exposure and beside it how it is known."""
    from kneewise.causes import exposure_table

    history = load_history(store, runner, with_loads=False)
    table = exposure_table(history)
    worst = worst_of_runs(history.diary)
    columns: dict[str, object] = {
        "run": list(table.run_ids),
        "day": [run.day for run in history.runs],
        "pain_left": [worst.get(run_id, {}).get(Side.LEFT) for run_id in table.run_ids],
        "pain_right": [worst.get(run_id, {}).get(Side.RIGHT) for run_id in table.run_ids],
    }
    for column in table.columns:
        columns[column.name] = pl.Series([cell.value for cell in column.cells], dtype=pl.Float64)
        columns[f"{column.name}_known"] = [cell.known.value for cell in column.cells]
    return pl.DataFrame(columns, strict=False)


def samples_frame(store: Store, said: str, runner: str) -> pl.DataFrame:
    """The samples of a run's main recording. Raises NotFoundError, UsageError."""
    samples = store.runs.samples(find_run(store, said, runner).id, runner)
    return pl.DataFrame(
        {
            name: pl.Series(np.asarray(values)).fill_nan(None)
            for name, values in samples.columns.items()
        }
    )
