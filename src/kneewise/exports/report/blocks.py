"""What a page is made of: plain values, which the template draws one after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass

LONGEST_WORD = 28
"""From so many characters on a word may be broken anywhere; our choice, the narrowest column."""

LONGEST_SAID = 120
"""Characters of one thing that the runner typed; our choice, two lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, what kind it is, and its study keys or guideline."""

    text: str
    basis: str = ""
    sources: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The top of page 1: the title and pairs of what and value."""

    title: str
    facts: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences below each other, in one column or more; `dim` ones are small and grey."""

    lines: tuple[Line, ...]
    bullets: bool = False
    dim: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed part; `heavy` where running stops."""

    title: str
    lines: tuple[Line, ...]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `share` of the width that is left."""

    label: str
    share: float = 1.0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are printed, a tuple a row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on an axis of 0-1: the 90 % ends, the middle half, the median."""

    low: float
    low_half: float
    mid: float
    high_half: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis of 0-1 and what stands there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Range:
    """One row of a figure of intervals: what, small lines below it, its bars and numbers."""

    label: str
    verdict: str
    small: tuple[str, ...]
    before: Bar | None
    after: Bar | None
    numbers: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranges:
    """Intervals below each other on one axis; `zero` is where nothing changes."""

    lead: str
    ticks: tuple[Tick, ...]
    zero: float | None
    rows: tuple[Range, ...]
    legend: str
    alt: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day of the time line: its place, height 0-1, ends, and how dark it is."""

    at: float
    high: float
    ends: tuple[float, float] | None = None
    shade: float = 1.0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the time line with its label."""

    first: float
    last: float
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One strip of the time line. `shape` is bar, dot, range or tick; `empty` where it is bare."""

    label: str
    shape: str
    height_mm: float
    marks: tuple[Mark, ...]
    top: str = ""
    names: tuple[Tick, ...] = ()
    spans: tuple[Span, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Strips over the same days; `episodes` lie behind all of them."""

    days: int
    months: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    episodes: tuple[Span, ...]
    caption: str
    alt: str


Block = Head | Heading | Lines | Notice | Table | Ranges | TimeLine


def encoded(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """Blocks as JSON values, every text cleaned."""
    made: list[dict[str, object]] = []
    for block in blocks:
        values = {name: _cleaned(value) for name, value in asdict(block).items()}
        made.append({"kind": type(block).__name__, **values})
    return made


def keys_of(value: object) -> Iterator[str]:
    """Every source named anywhere in a block."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name == "sources":
                yield from inner
            else:
                yield from keys_of(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from keys_of(item)


def typed(text: str, most: int = LONGEST_SAID) -> str:
    """What a person typed, on one line and cut where it is too long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def clean(text: str) -> str:
    """Text that shows what it says: no control marks, no turned direction, words that can break.

    It is always set as text, never read as markup; see `report.typ`.
    """
    kept = "".join(
        " " if char.isspace() or unicodedata.category(char) == "Cc" else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return _LONG.sub(lambda found: _breakable(found[0]), kept)


_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BREAK = "\u200b"


def _breakable(word: str) -> str:
    step = LONGEST_WORD // 2
    return _BREAK.join(word[at : at + step] for at in range(0, len(word), step))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value
