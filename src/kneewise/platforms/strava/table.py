"""`activities.csv`: found by content, whatever its language and however many columns it has."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kneewise.platforms.strava.words import HEADERS

_FOLDER = "activities/"
_PLACES = {"id": 0, "date": 1, "name": 2, "type": 3, "note": 4}
"""Where these stand in every version of the export since 2018, in every language."""

_ELAPSED_PLACE, _DISTANCE_PLACE = 5, 6
_YES_NO = frozenset({"", "true", "false", "0", "1", "0.0", "1.0"})


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table and the column of each thing wanted; no column where it was not found.

    `columns` has keys of `words.HEADERS` and, where their units are certain, `elapsed_s`,
    `moving_s` and `distance_m`.
    """

    rows: tuple[tuple[str, ...], ...]
    columns: Mapping[str, int]

    def cell(self, row: Sequence[str], what: str) -> str | None:
        """One cell without blanks around it; None where it is empty or has no column."""
        column = self.columns.get(what)
        if column is None or column >= len(row):
            return None
        return row[column].strip() or None

    def number(self, row: Sequence[str], what: str) -> float | None:
        """A cell as a number, comma or point."""
        cell = self.cell(row, what)
        try:
            return None if cell is None else float(cell.replace(",", "."))
        except ValueError:
            return None


def rows_of(data: bytes, *, strict: bool = False) -> list[tuple[str, ...]]:
    """The rows of a CSV with comma, semicolon or tab. Raises csv.Error for a damaged one.

    A quote that is never closed is damage when `strict`, and else swallows what follows it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # saved again by a spreadsheet
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = io.StringIO(text.replace("\0", ""), newline="")
    rows = csv.reader(lines, delimiter=delimiter, strict=strict)
    return [tuple(row) for row in rows if any(cell.strip() for cell in row)]


def read_table(data: bytes, *, strict: bool) -> Table:
    """The table of activities. Raises csv.Error for a damaged one."""
    rows = rows_of(data, strict=strict)
    if not rows:
        return Table((), {})
    header, body = rows[0], rows[1:]
    return Table(tuple(body), _columns([cell.strip().casefold() for cell in header], body))


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    named = {
        what: next((i for i, cell in enumerate(header) if cell in names), None)
        for what, names in HEADERS.items()
    }
    columns = {what: column for what, column in named.items() if column is not None}
    file = _file_column(rows)
    if file is not None:
        columns["file"] = file
    if _is_strava_order(rows):
        columns = _by_place(rows, columns.get("file")) | columns
    if "file" in columns:
        columns |= _measures(header, columns["file"])
    return columns


def _file_column(rows: Sequence[Sequence[str]]) -> int | None:
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(i for i, cell in enumerate(row) if _is_file(cell))
    return counts.most_common(1)[0][0] if counts else None


def _is_file(cell: str) -> bool:
    path = cell.strip().replace("\\", "/")
    return path.startswith(_FOLDER) and "\n" not in path


def _is_strava_order(rows: Sequence[Sequence[str]]) -> bool:
    return bool(rows) and all(row[0].strip().isdigit() for row in rows if row)


def _by_place(rows: Sequence[Sequence[str]], file: int | None) -> dict[str, int]:
    places = dict(_PLACES)
    if file is None or file < 2:
        return places
    places["gear"] = file - 1
    before = {row[file - 2].strip().casefold() for row in rows if len(row) > file}
    if not before <= _YES_NO:  # older exports have "commute" there
        places["private_note"] = file - 2
    return places


def _measures(header: Sequence[str], file: int) -> dict[str, int]:
    """Columns of seconds and metres: Strava repeats the names of its first ones behind the file."""
    elapsed, moving, distance = file + 3, file + 4, file + 5
    if distance >= len(header):
        return {}
    if (header[elapsed], header[distance]) != (header[_ELAPSED_PLACE], header[_DISTANCE_PLACE]):
        return {}
    return {"elapsed_s": elapsed, "moving_s": moving, "distance_m": distance}
