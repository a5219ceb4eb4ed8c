"""Strava's bulk export: `activities.csv` beside a folder of files, in any language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from kneewise.model.problem import Problem
from kneewise.model.sport import Sport
from kneewise.platforms.container import Entry
from kneewise.platforms.member import Find, Hints, Member, ShoeHint
from kneewise.platforms.names import base, without_gz
from kneewise.platforms.place import Place
from kneewise.platforms.strava.dates import certain_utc
from kneewise.platforms.strava.gear import GearShelf, gear_shelf
from kneewise.platforms.strava.manual import ManualActivity, ManualDocument, write_document
from kneewise.platforms.strava.table import Table, read_table, rows_of
from kneewise.platforms.strava.words import sport_of
from kneewise.platforms.walk import plain

_TABLE = "activities.csv"
_FILES = "activities/"
_BESIDE = frozenset({"profile.csv", "shoes.csv", "bikes.csv", "routes.csv", "goals.csv"})
_NOT_OTHERS = (_FILES, "routes/")  # routes are plans, not activities
_FEW = 3  # names of missing files that a problem lists


class Strava:
    """The export that Strava sends by mail ("Download your data")."""

    name = "strava"

    def identify(self, names: Sequence[str]) -> tuple[str, ...]:
        """Folders with an `activities.csv` beside `activities/` or another table of Strava's."""
        roots = [path[: -len(_TABLE)] for path in names if base(path) == _TABLE]
        return tuple(root for root in roots if any(_is_strava(path, root) for path in names))

    def open(self, place: Place) -> Iterator[Find]:
        """Shoes, the files of `activities/` with hints, then activities without a file.

        A damaged `activities.csv` is a problem and the files come without hints.
        """
        by_path = {place.within(entry): entry for entry in place.entries}
        gear = gear_shelf(_rows(place, by_path, "shoes.csv"), _rows(place, by_path, "bikes.csv"))
        source = place.source_of(by_path[_TABLE])
        table, problem = _activities(place, by_path[_TABLE])
        if problem is not None:
            yield problem
        rows = [(row, _hints(table, row, gear)) for row in table.rows]
        hints = {_key(file): said for row, said in rows if (file := table.cell(row, "file"))}
        yield from gear.shoes
        yield from _unlisted(gear, (said for _, said in rows))
        files = [entry for path, entry in by_path.items() if path.startswith(_FILES)]
        for entry in files:
            yield place.member(entry, hints.get(_key(place.within(entry)), Hints(self.name)))
        yield from _missing(source, table, {_key(place.within(entry)) for entry in files})
        yield from _manual(source, table, rows)
        others = (entry for path, entry in by_path.items() if not path.startswith(_NOT_OTHERS))
        yield from plain(place.only(others))


PLATFORM = Strava()
DOCUMENT = ManualDocument()


def _is_strava(path: str, root: str) -> bool:
    inside = path[len(root) :]
    return path.startswith(root) and (inside.startswith(_FILES) or inside in _BESIDE)


def _activities(place: Place, entry: Entry) -> tuple[Table, Problem | None]:
    source, data = place.source_of(entry), place.table(entry)
    if isinstance(data, Problem):
        return Table((), {}), data
    try:
        table, damage = read_table(data, strict=True), None
    except csv.Error as error:
        table, damage = _salvaged(data), f"the table is damaged ({error})"
    if damage is None and table.rows and "file" not in table.columns:
        damage = "no column of file names was found"
    if damage is None:
        return table, None
    message = f"{damage}; files it does not reach come in without names, notes and shoes"
    return table, Problem(source, "whole file", message)


def _salvaged(data: bytes) -> Table:
    try:
        return read_table(data, strict=False)
    except csv.Error:
        return Table((), {})


def _rows(place: Place, by_path: Mapping[str, Entry], name: str) -> list[tuple[str, ...]]:
    """A small table without its header; none where it is missing or damaged."""
    data = place.table(by_path[name]) if name in by_path else b""
    try:
        return [] if isinstance(data, Problem) else rows_of(data)[1:]
    except csv.Error:
        return []


def _key(path: str) -> str:
    """A file's name as the table and the disk agree on it: unpacked or not, either slash."""
    return without_gz(path.replace("\\", "/").removeprefix("./")).casefold()


def _hints(table: Table, row: Sequence[str], gear: GearShelf) -> Hints:
    sport = sport_of(table.cell(row, "type") or "")
    number = table.cell(row, "id")
    return Hints(
        platform="strava",
        sport=sport,
        name=table.cell(row, "name"),
        note=table.cell(row, "note"),
        private_note=table.cell(row, "private_note"),
        shoe=gear.shoe_of(table.cell(row, "gear"), sport),
        external_id=None if number is None else f"strava:{number}",
        started_at=certain_utc(table.cell(row, "date") or ""),
    )


def _unlisted(gear: GearShelf, hints: Iterable[Hints]) -> Iterator[ShoeHint]:
    """Shoes that activities name and `shoes.csv` no longer lists."""
    listed = {shoe.name for shoe in gear.shoes}
    for name in sorted({each.shoe for each in hints if each.shoe is not None} - listed):
        yield ShoeHint(name, platform="strava")


def _missing(source: str, table: Table, present: set[str]) -> Iterator[Problem]:
    cells = (table.cell(row, "file") for row in table.rows)
    files = [file for file in cells if file is not None and _key(file) not in present]
    if files:
        some = ", ".join(files[:_FEW]) + (" …" if len(files) > _FEW else "")
        message = f"{len(files)} activities name a file that is not in the export: {some}"
        yield Problem(source, "column of file names", message)


def _manual(
    source: str, table: Table, rows: Iterable[tuple[Sequence[str], Hints]]
) -> Iterator[Find]:
    """Activities typed in at Strava, each as a document of its own."""
    if "file" not in table.columns:
        return
    undated = 0
    for row, hints in rows:
        if table.cell(row, "file") is not None:
            continue
        activity = _activity(table, row, hints)
        if activity is None:
            undated += 1
            continue
        data = write_document(activity)
        yield Member(
            source=f"{source}, activity {activity.id}",
            name=f"strava-{activity.id}.json",
            size=len(data),
            modified=None,
            read=partial(bytes, data),
            hints=hints,
        )
    if undated:
        message = (
            f"{undated} activities have no file and no date or duration that can be read with "
            "certainty; they were left out"
        )
        yield Problem(source, "rows without a file", message)


def _activity(table: Table, row: Sequence[str], hints: Hints) -> ManualActivity | None:
    number, elapsed_s = table.cell(row, "id"), table.number(row, "elapsed_s")
    if hints.started_at is None or number is None or elapsed_s is None:
        return None
    return ManualActivity(
        id=number,
        started_at=hints.started_at.isoformat(),
        sport=hints.sport or Sport.UNKNOWN,
        elapsed_s=elapsed_s,
        moving_s=table.number(row, "moving_s"),
        distance_m=table.number(row, "distance_m") or None,  # Strava writes 0 for "not said"
    )
