"""Everything as tables that any program reads, in CSV, Parquet or JSON, and the files beside.

The diary's tables (`diary`, `reports`, `log`, `episodes`, `profile`, `shoe_facts`) have the
columns that `diary_import.py` reads, so an exported diary comes back in. Moments are UTC with a
`Z`, days local dates; an unknown value is an empty cell or null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.model.errors import UsageError
from kneewise.model.run import DEFAULT_RUNNER

if TYPE_CHECKING:
    import polars as pl

    from kneewise.model.run import Run
    from kneewise.store.home import Store
from kneewise.store.writing import writing

Rows = list[dict[str, object]]

FORMATS = ("csv", "parquet", "json")
"""What an export can be written as."""

_UNSAFE = re.compile(r"[^\w.\- ]+")


def export(
    store: Store, folder: Path, format_: str = "csv", runner: str = DEFAULT_RUNNER
) -> tuple[Path, ...]:
    """Write every table, the samples of every recording and every original; the paths.

    Files of the same name are replaced. Raises UsageError for another format, StoreError where
    the folder can't be written.
    """
    if format_ not in FORMATS:
        raise UsageError(f"An export is {', '.join(FORMATS)}, not {format_!r}.")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        written = [
            _write(_frame(make(store, runner), columns), folder / name, format_)
            for name, (columns, make) in _TABLES.items()
        ]
        return (
            *written,
            *_write_samples(store, folder / "samples", format_, runner),
            *_write_originals(store, folder / "originals", runner),
        )


def _write_samples(store: Store, folder: Path, format_: str, runner: str) -> Iterator[Path]:
    import polars as pl

    folder.mkdir(exist_ok=True)
    for recording in store.runs.all_recordings(runner):
        if recording.samples is not None:
            samples = store.runs.recording_samples(recording)
            frame = pl.DataFrame(dict(samples.columns), nan_to_null=True)
            yield _write(frame, folder / f"recording-{recording.id}", format_)


def _write_originals(store: Store, folder: Path, runner: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    for original in store.imports.originals(runner).values():
        if original.packing is not None:
            last = re.split(r"[/\\!]", original.name)[-1]
            name = f"{original.sha256[:12]}-{_UNSAFE.sub('_', last)[-80:]}"
            path = folder / name
            path.write_bytes(store.files.original(original.sha256, original.packing))
            yield path


def _frame(rows: Rows, columns: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    plain = [{name: _plain(row.get(name)) for name in columns} for row in rows]
    if not plain:
        return pl.DataFrame({name: pl.Series([], dtype=pl.String) for name in columns})
    return pl.DataFrame(plain, infer_schema_length=None)


def _write(frame: pl.DataFrame, path: Path, format_: str) -> Path:
    target = path.with_name(f"{path.name}.{format_}")
    if format_ == "csv":
        frame.write_csv(target)
    elif format_ == "parquet":
        frame.write_parquet(target)
    else:
        frame.write_json(target)
    return target


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _starts(store: Store, runner: str) -> Mapping[int | None, datetime]:
    return {run.id: run.started_at for run in store.runs.all(runner)}


def _runs(store: Store, runner: str) -> Rows:
    shoes = {shoe.id: shoe.name for shoe in store.shoes.all(runner)}

    def row(run: Run) -> dict[str, object]:
        return asdict(run) | {
            "started_at_utc": run.started_at,
            "day": run.day,
            "shoe": shoes.get(run.shoe_id or 0),
        }

    return [row(run) for run in store.runs.all(runner)]


def _recordings(store: Store, runner: str) -> Rows:
    names = {each.sha256: each.name for each in store.imports.originals(runner).values()}
    return [
        {name: getattr(kept, name) for name in _RECORDING}
        | {"started_at_utc": kept.started_at, "file": names[kept.sha256]}
        for kept in store.runs.all_recordings(runner)
    ]


def _ratings(store: Store, runner: str) -> Rows:
    return _timed(store, runner, store.diary.pain(runner))


def _rating_history(store: Store, runner: str) -> Rows:
    return _timed(store, runner, store.diary.pain_history(runner))


def _timed(store: Store, runner: str, entries: Sequence[object]) -> Rows:
    """Entries of the diary or log as rows, the run by its start."""
    starts = _starts(store, runner)
    rows = []
    for entry in entries:
        row = {name: getattr(entry, name) for name in entry.__slots__}  # type: ignore[attr-defined]
        row["run_start_utc"] = starts.get(row["run_id"])
        row["entered_at_utc"] = row.get("entered_at")
        row["at_utc"] = row.get("at")
        rows.append(row)
    return rows


def _reports(store: Store, runner: str) -> Rows:
    return _timed(store, runner, tuple(store.diary.reports(runner).values()))


def _log(store: Store, runner: str) -> Rows:
    return _timed(store, runner, store.diary.log(runner))


def _episodes(store: Store, runner: str) -> Rows:
    return [
        asdict(episode) | {"end_told_at_utc": episode.end_told_at}
        for episode in store.diary.episodes(runner)
    ]


def _profile(store: Store, runner: str) -> Rows:
    facts = store.facts.profile(runner).facts
    return [asdict(fact) | {"asked_at_utc": fact.asked_at} for fact in facts]


def _symptoms(store: Store, runner: str) -> Rows:
    answers = store.symptoms.answers(runner)
    return [asdict(answer) | {"answered_at_utc": answer.answered_at} for answer in answers]


def _clearings(store: Store, runner: str) -> Rows:
    clearings = store.symptoms.clearings(runner)
    return [asdict(each) | {"entered_at_utc": each.entered_at} for each in clearings]


def _shoes(store: Store, runner: str) -> Rows:
    return [asdict(shoe) for shoe in store.shoes.all(runner)]


def _edits(store: Store, runner: str) -> Rows:
    return [
        {
            "run_id": edit.run_id,
            "field": edit.field,
            "value": None if edit.value is None else str(_plain(edit.value)),
            "cleared": edit.cleared,
            "entered_at_utc": edit.entered_at,
        }
        for edit in store.runs.all_edits(runner)
    ]


def _scores(store: Store, runner: str) -> Rows:
    """One row an item that was asked; an empty value was left open."""
    return [
        {"day": e.day, "side": e.side, "item": item, "value": value, "entered_at_utc": e.entered_at}
        for e in store.scores.all(runner)
        for item, value in e.answers.items()
    ]


def _body_measures(store: Store, runner: str) -> Rows:
    """One row a value: `value` where it is a number, `word` where it is one."""
    return [
        {
            "day": each.day,
            "kind": each.kind,
            "name": each.name,
            "side": each.side,
            "item": item,
            "value": None if isinstance(value, str) else value,
            "word": value if isinstance(value, str) else None,
            "at_utc": each.at,
            "version": each.version,
        }
        for each in store.measures.all(runner)
        for item, value in each.values.items()
    ]


def _ground(store: Store, runner: str) -> Rows:
    """Shares of each run's km with low and high of 90 %; `attribution` goes wherever they go."""
    from kneewise.journal.grounding import grounds

    starts = _starts(store, runner)
    rows = []
    for run_id, ground in grounds(store, runner).items():
        totals = ground.totals
        row: dict[str, object] = {
            "run_start_utc": starts.get(run_id),
            "km": totals.km,
            "unknown_share": totals.unknown,
            "step_cv": totals.step_cv.mid if totals.step_cv is not None else None,
            "because": ground.because,
            "maps": ", ".join(source.name for source in ground.maps) or None,
            "attribution": ground.attribution,
        }
        for kind, shares in (("evenness", totals.evenness), ("hardness", totals.hardness)):
            for number, share in enumerate(shares or ()):
                name = f"{kind}_{number}_share"
                row |= {f"{name}_low": share.low, name: share.mid, f"{name}_high": share.high}
        rows.append(row)
    return rows


def _goals(store: Store, runner: str) -> Rows:
    return [
        asdict(goal) | {"entered_at_utc": goal.entered_at, "ended_at_utc": goal.ended_at}
        for goal in store.plans.goals(runner)
    ]


def _trials(store: Store, runner: str) -> Rows:
    return [
        asdict(trial)
        | {"entered_at_utc": trial.entered_at, "design": json.dumps(asdict(trial.design))}
        for trial in store.trials.all(runner)
    ]


def _problems(store: Store, runner: str) -> Rows:
    return [asdict(problem) for problem in store.problems.all(runner)]


_TOTALS = ("utc_offset_s", "sport", "elapsed_s", "moving_s", "distance_m", "name", "note")
_RECORDING = ("id", "run_id", "main", "attached", "sha256", "index", *_TOTALS, "device")
_REPORT = (
    "pain_began_km",
    "shortened",
    "changed",
    "planned_km",
    "planned_pace_s_per_km",
    "planned_descent_m",
    "painkiller_before",
    "painkiller_after",
)
_SHOE = (
    "brand",
    "start_km",
    "bought_on",
    "midsole",
    "kind",
    "foam",
    "drop_mm",
    "stack_mm",
    "retired",
)
_CLEARING = (
    "flag",
    "on",
    "profession",
    "excluded",
    "sign_absent",
    "side",
    "entered_at_utc",
)
_TRIAL = ("lever", "side", "began_on", "ended_on", "ended_why", "design", "entered_at_utc")
_MEASURE = ("day", "kind", "name", "side", "item", "value", "word", "at_utc", "version")
_SHARES = tuple(
    f"{kind}_{number}_share{end}"
    for kind, count in (("evenness", 5), ("hardness", 4))
    for number in range(count)
    for end in ("_low", "", "_high")
)
_GROUND = ("km", "unknown_share", *_SHARES, "step_cv", "because", "maps", "attribution")
_RATING = ("day", "run_start_utc", "side", "window", "value", "site", "entered_at_utc")

_TABLES: Mapping[str, tuple[Sequence[str], Callable[[Store, str], Rows]]] = {
    "runs": (("id", "started_at_utc", "day", *_TOTALS, "shoe", "deleted"), _runs),
    "recordings": ((*_RECORDING, "started_at_utc", "file"), _recordings),
    "diary": (_RATING, _ratings),
    "diary_history": (_RATING, _rating_history),
    "reports": (("run_start_utc", *_REPORT), _reports),
    "log": (("day", "at_utc", "run_start_utc", "kind", "value", "unit", "note"), _log),
    "episodes": (("side", "began_on", "ended_on", "site", "end_told_at_utc"), _episodes),
    "profile": (("key", "value", "valid_from", "asked_at_utc", "source"), _profile),
    "symptom_answers": (("key", "value", "side", "answered_at_utc"), _symptoms),
    "clearings": (_CLEARING, _clearings),
    "shoe_facts": (("name", *_SHOE), _shoes),
    "edits": (("run_id", "field", "value", "cleared", "entered_at_utc"), _edits),
    "scores": (("day", "side", "item", "value", "entered_at_utc"), _scores),
    "ground": (("run_start_utc", *_GROUND), _ground),
    "body_measures": (_MEASURE, _body_measures),
    "goals": (("km", "race_on", "days", "entered_at_utc", "ended_at_utc"), _goals),
    "trials": (_TRIAL, _trials),
    "problems": (("source", "place", "message", "fatal"), _problems),
}
