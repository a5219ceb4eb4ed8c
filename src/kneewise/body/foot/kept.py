"""A measured print as it is kept: its numbers and its outline, never the photo."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from kneewise.body.foot.arch import Arch, arch_of
from kneewise.body.foot.types import VERSION, Outline, Print, Sheet
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.measure import Measure

KIND = "foot"
NAME = "arch_index"


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """One print that was measured, by its number; `arch` is what its interval allows to say."""

    number: int
    side: Side
    day: date
    arch_index: Interval
    arch: Arch
    length_mm: float
    ball_mm: float
    heel_mm: float
    toes_seen: int
    sheet: str
    scanned: bool
    outline: Outline


def to_measure(
    found: Print, side: Side, day: date, at: datetime, sheet: Sheet, *, scanned: bool
) -> Measure:
    """What is kept of a print of one foot."""
    return Measure(
        kind=KIND,
        name=NAME,
        day=day,
        at=at,
        side=side,
        values={
            "arch_index": found.arch_index.mid,
            "low": found.arch_index.low,
            "high": found.arch_index.high,
            "length_mm": found.length_mm,
            "ball_mm": found.ball_mm,
            "heel_mm": found.heel_mm,
            "toes_seen": float(found.toes_seen),
            "sheet": sheet.value,
            "by": "scan" if scanned else "photo",
            "outline": json.dumps(asdict(found.outline), separators=(",", ":")),
        },
        version=VERSION,
    )


def prints_of(measures: Iterable[Measure]) -> tuple[KeptPrint, ...]:
    """Every print among the measures, the latest last."""
    told = [one for one in measures if one.kind == KIND and one.name == NAME]
    return tuple(_kept(one) for one in sorted(told, key=lambda one: (one.day, one.at, one.id)))


def _kept(measure: Measure) -> KeptPrint:
    def number(key: str) -> float:
        value = measure.values[key]
        return float(value) if value is not None else 0.0

    index = Interval(number("low"), number("arch_index"), number("high"))
    drawn = json.loads(str(measure.values["outline"]))
    return KeptPrint(
        number=measure.id,
        side=Side(measure.side) if measure.side is not None else Side.LEFT,
        day=measure.day,
        arch_index=index,
        arch=arch_of(index),
        length_mm=number("length_mm"),
        ball_mm=number("ball_mm"),
        heel_mm=number("heel_mm"),
        toes_seen=int(number("toes_seen")),
        sheet=str(measure.values["sheet"]),
        scanned=measure.values["by"] == "scan",
        outline=Outline(
            body=_polygons(drawn["body"]),
            toes=_polygons(drawn["toes"]),
            cuts=tuple(_line(line) for line in drawn["cuts"]),
            axis=_line(drawn["axis"]),
        ),
    )


def _polygons(
    said: list[list[list[float]]],
) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple((float(x), float(y)) for x, y in polygon) for polygon in said)


def _line(said: list[list[float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    first, second = said
    return (float(first[0]), float(first[1])), (float(second[0]), float(second[1]))
