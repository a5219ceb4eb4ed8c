"""How often a map says what of which kind of way: the counts its probabilities are learnt from.

They are taken over the whole map when it is added and kept with it, so that a way's probability
does not hang on what else was loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kneewise.ground.tables import EVENNESS_OF, GROUP_OF_HIGHWAY, GROUPS, HARDNESS_OF
from kneewise.ground.tags import CODES, FIRST, VOCABULARIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVIDENCE = ("highway", *EVENNESS_OF)
"""What an evenness can rest on, by number; "highway" is a way that no tag speaks of."""

HARD_EVIDENCE = ("highway", *HARDNESS_OF)


@dataclass(frozen=True, slots=True)
class Counts:
    """Ways by group and by the highest-ranked tag that speaks; whole numbers as float64.

    `even[tag]` is (groups, codes of the tag): ways for whose evenness that tag speaks;
    `hard[tag]` the same for hardness; `smooth[tag]` is (codes of the tag, 5): ways that have
    this tag and smoothness, by the class of smoothness.
    """

    even: Mapping[str, NDArray[np.float64]]
    hard: Mapping[str, NDArray[np.float64]]
    smooth: Mapping[str, NDArray[np.float64]]

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            *(
                {tag: mine[tag] + others[tag] for tag in mine}
                for mine, others in (
                    (self.even, other.even),
                    (self.hard, other.hard),
                    (self.smooth, other.smooth),
                )
            )
        )


Tags = Mapping[str, "NDArray[np.uint8]"]


def no_counts() -> Counts:
    """Nothing was counted."""
    groups = len(GROUPS)
    return Counts(
        even={tag: np.zeros((groups, _codes(tag))) for tag in EVENNESS_OF},
        hard={tag: np.zeros((groups, _codes(tag))) for tag in HARDNESS_OF},
        smooth={tag: np.zeros((_codes(tag), 5)) for tag in EVENNESS_OF if tag != "smoothness"},
    )


def count(tags: Tags) -> Counts:
    """The counts of some ways."""
    group = groups_of(tags)
    even_by, hard_by = evidence_of(tags), hardness_evidence_of(tags)
    even, hard = {}, {}
    for number, tag in enumerate(EVIDENCE[1:], start=1):
        even[tag] = _table(group, tags[tag], even_by == number, len(GROUPS), _codes(tag))
    for number, tag in enumerate(HARD_EVIDENCE[1:], start=1):
        hard[tag] = _table(group, tags[tag], hard_by == number, len(GROUPS), _codes(tag))
    classes = classes_of("smoothness", EVENNESS_OF["smoothness"])[tags["smoothness"]]
    smooth = {
        tag: _table(tags[tag], classes, (classes >= 0) & speaks(tags, tag), _codes(tag), 5)
        for tag in EVENNESS_OF
        if tag != "smoothness"
    }
    return Counts(even, hard, smooth)


def groups_of(tags: Tags) -> NDArray[np.int64]:
    """The group of every way, as its number in `GROUPS`."""
    group = _group_of_code()[tags["highway"]]
    pavement = tags["footway"] == CODES["footway"]["sidewalk"]
    kinds = [CODES["highway"][kind] for kind in ("footway", "path", "cycleway")]
    pavement &= np.isin(tags["highway"], kinds)
    return np.where(pavement, GROUPS.index("sidewalk"), group)


def evidence_of(tags: Tags) -> NDArray[np.uint8]:
    """Which tag speaks for the evenness of every way, as its number in `EVIDENCE`."""
    return _first_to_speak(tags, EVENNESS_OF)


def hardness_evidence_of(tags: Tags) -> NDArray[np.uint8]:
    """Which tag speaks for the hardness of every way, as its number in `HARD_EVIDENCE`."""
    return _first_to_speak(tags, HARDNESS_OF)


def speaks(tags: Tags, tag: str) -> NDArray[np.bool_]:
    """For which ways a tag has a value that a class is known of."""
    known: NDArray[np.bool_] = classes_of(tag, EVENNESS_OF[tag])[tags[tag]] >= 0
    return known


def _first_to_speak(tags: Tags, tables: Mapping[str, Mapping[str, int]]) -> NDArray[np.uint8]:
    found = np.zeros(len(tags["highway"]), dtype=np.uint8)
    for number, (tag, table) in reversed(list(enumerate(tables.items(), start=1))):
        found[classes_of(tag, table)[tags[tag]] >= 0] = number
    return found


def classes_of(tag: str, table: Mapping[str, int]) -> NDArray[np.int64]:
    """The class of every code of a tag; -1 where it says nothing."""
    return np.array([-1] * FIRST + [table.get(value, -1) for value in VOCABULARIES[tag]])


@cache
def _group_of_code() -> NDArray[np.int64]:
    names = [GROUP_OF_HIGHWAY[value] for value in VOCABULARIES["highway"]]
    return np.array([GROUPS.index("minor")] * FIRST + [GROUPS.index(name) for name in names])


def _codes(tag: str) -> int:
    return FIRST + len(VOCABULARIES[tag])


def _table(
    rows: NDArray[np.integer],
    columns: NDArray[np.integer],
    these: NDArray[np.bool_],
    height: int,
    width: int,
) -> NDArray[np.float64]:
    place = rows[these].astype(np.int64) * width + columns[these]
    return np.bincount(place, minlength=height * width).reshape(height, width).astype(np.float64)


def counts_as_json(counts: Counts) -> Mapping[str, object]:
    """The counts that are not 0, by group or value and value."""
    return {
        "even": {tag: _named(GROUPS, tag, table) for tag, table in counts.even.items()},
        "hard": {tag: _named(GROUPS, tag, table) for tag, table in counts.hard.items()},
        "smooth": {
            tag: {value: row.tolist() for value, row in _rows(tag, table) if row.any()}
            for tag, table in counts.smooth.items()
        },
    }


def counts_from_json(raw: Mapping[str, Any]) -> Counts:
    """The same back; values of a newer vocabulary are left out."""
    counts = no_counts()
    for tables, part in ((counts.even, raw["even"]), (counts.hard, raw["hard"])):
        for tag, groups in part.items():
            for group, values in groups.items():
                for value, n in values.items():
                    if group in GROUPS and value in CODES[tag]:
                        tables[tag][GROUPS.index(group), CODES[tag][value]] = n
    for tag, rows in raw["smooth"].items():
        for value, row in rows.items():
            if value in CODES[tag]:
                counts.smooth[tag][CODES[tag][value]] = row
    return counts


def _named(
    groups: tuple[str, ...], tag: str, table: NDArray[np.float64]
) -> Mapping[str, Mapping[str, float]]:
    values = VOCABULARIES[tag]
    found = {
        group: {v: n for v, n in zip(values, row[FIRST:].tolist(), strict=True) if n}
        for group, row in zip(groups, table, strict=True)
    }
    return {group: said for group, said in found.items() if said}


def _rows(tag: str, table: NDArray[np.float64]) -> list[tuple[str, NDArray[np.float64]]]:
    return list(zip(VOCABULARIES[tag], table[FIRST:], strict=True))
