"""The ground along a run: two strips of shares, what the cursor reads there, and their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kneewise.journal.ground_strip import GroundPiece, GroundStrip
from kneewise.journal.strips import Strips
from kneewise.model.effect import Interval
from kneewise.model.words import say
from kneewise.web.drawing.stack import Column, draw_key, draw_stack
from kneewise.web.pages.run.drawn import DrawnStrip
from kneewise.web.wording import UNKNOWN, Wording

words = partial(say, "kneewise.web.pages.run")
KINDS = {"even": "E", "hard": "H"}

Read = tuple[DrawnStrip, list[str]]


def draw_ground(
    ground: GroundStrip, strips: Strips, end: float, wording: Wording
) -> Iterator[Read]:
    """How even and how hard, each with what is read at every row; nothing where none is known."""
    if not ground.pieces or ground.totals is None or not end:
        return
    starts = _starts(ground, strips)
    for kind in KINDS:
        names = class_names(kind)
        columns = [
            Column(start, start + one.km, shares_of(one, kind))
            for start, one in zip(starts, ground.pieces, strict=True)
            if one.km > 0
        ]
        whole = words(
            f"strip.{kind}.whole",
            share=wording.share(_told(ground, kind)),
            unknown=percent(ground.totals.unknown),
        )
        label = f"{words(f'strip.{kind}')}: {whole}"
        strip = DrawnStrip(
            name=kind,
            whole=whole,
            top="100 %",
            bottom="0 %",
            drawn=draw_stack(columns, end, kind, label),
            legend=(
                *((draw_key(kind, place), name) for place, name in enumerate(names)),
                (draw_key(kind, None), words("ground.unknown")),
            ),
        )
        yield strip, [_at(ground, starts, kind, names, km) for km in strips.at_km or ()]


def ground_rows(ground: GroundStrip, strips: Strips, wording: Wording) -> list[tuple[str, ...]]:
    """The pieces as rows of a table: where, every class, and what is not known."""
    return [
        (
            wording.distance(start),
            *(percent(share) for kind in KINDS for share in shares_of(one, kind)),
            percent(one.unknown),
        )
        for start, one in zip(_starts(ground, strips), ground.pieces, strict=True)
        if one.km > 0
    ]


def class_names(kind: str) -> list[str]:
    """The short names of the classes, from even or soft on."""
    letter, count = KINDS[kind], 5 if kind == "even" else 4
    return [say("kneewise.ground.routing", f"class.{letter}{place}") for place in range(count)]


def shares_of(piece: GroundPiece, kind: str) -> tuple[float, ...]:
    """The shares of one kind."""
    return piece.evenness if kind == "even" else piece.hardness


def percent(share: float | None) -> str:
    """A share in whole per cent."""
    return UNKNOWN if share is None else f"{100 * share:.0f} %"


def _starts(ground: GroundStrip, strips: Strips) -> Sequence[float]:
    """Where the pieces begin on the axis of the other strips."""
    if len(strips.pieces) == len(ground.pieces):
        return [one.start_km for one in strips.pieces]
    return [one.start_km for one in ground.pieces]


def _told(ground: GroundStrip, kind: str) -> Interval | None:
    """What the whole run is told by: even and slightly uneven together, or hard."""
    totals = ground.totals
    if totals is None or totals.evenness is None or totals.hardness is None:
        return None
    if kind == "hard":
        return totals.hardness[-1]
    first, second = totals.evenness[:2]
    high = min(1.0, first.high + second.high)
    return Interval(first.low + second.low, first.mid + second.mid, high)


def _at(
    ground: GroundStrip, starts: Sequence[float], kind: str, names: Sequence[str], km: float
) -> str:
    """The likeliest class of the piece at a place, or that it is not known."""
    found: GroundPiece | None = None
    for start, one in zip(starts, ground.pieces, strict=True):
        if start <= km:
            found = one
    if found is None or found.km <= 0:
        return UNKNOWN
    shares = shares_of(found, kind)
    likeliest = max(range(len(shares)), key=shares.__getitem__)
    if found.unknown > shares[likeliest]:
        return f"{words('ground.unknown')} {percent(found.unknown)}"
    return f"{names[likeliest]} {percent(shares[likeliest])}"
