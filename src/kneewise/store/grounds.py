"""The ground of a run as bytes and back: a short JSON head and the columns as float64, deflated."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from kneewise.model.effect import Interval
from kneewise.model.ground import GROUND_COLUMNS, GroundTotals, MapSource, RunGround

_NAMES = tuple(GROUND_COLUMNS)
_HEAD = struct.Struct("<I")
_QUICK = 1  # packs as well as the slower levels to a few per cent

Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class KeptGround:
    """The ground of a run, and the box of its positions (west, south, east, north)."""

    ground: RunGround
    box_deg: Corners | None


def pack_ground(kept: KeptGround) -> bytes:
    """The ground as bytes; equal ones give equal bytes."""
    ground = kept.ground
    head = json.dumps(
        [
            len(ground.segments["km"]),
            kept.box_deg,
            ground.because,
            [_of_source(source) for source in ground.maps],
            _of_totals(ground.totals),
        ]
    ).encode()
    columns = (np.ascontiguousarray(ground.segments[n], dtype="<f8").tobytes() for n in _NAMES)
    return zlib.compress(_HEAD.pack(len(head)) + head + b"".join(columns), _QUICK)


def unpack_ground(packed: bytes) -> KeptGround:
    """The ground of `pack_ground`; its columns can't be written to. Raises ValueError."""
    try:
        raw = zlib.decompress(packed)
        (size,) = _HEAD.unpack_from(raw)
        at = _HEAD.size + size
        rows, box, because, sources, totals = json.loads(raw[_HEAD.size : at])
        table = np.frombuffer(raw[at:], dtype="<f8").reshape(len(_NAMES), rows)
    except (zlib.error, struct.error, TypeError) as error:
        raise ValueError(f"no ground of a run: {error}") from error
    ground = RunGround(
        segments=dict(zip(_NAMES, table, strict=True)),
        totals=_to_totals(totals),
        maps=tuple(_to_source(source) for source in sources),
        because=because,
    )
    return KeptGround(ground, None if box is None else tuple(box))


def _of_source(source: MapSource) -> list[object]:
    return [
        source.name,
        source.attribution,
        source.bbox_deg,
        source.data_at and source.data_at.isoformat(),
        source.newest_at and source.newest_at.isoformat(),
    ]


def _to_source(raw: Sequence[str]) -> MapSource:
    name, attribution, bbox, data_at, newest_at = raw
    west, south, east, north = (float(edge) for edge in bbox)
    return MapSource(
        name=name,
        attribution=attribution,
        bbox_deg=(west, south, east, north),
        data_at=datetime.fromisoformat(data_at) if data_at else None,
        newest_at=datetime.fromisoformat(newest_at) if newest_at else None,
    )


def _of_totals(totals: GroundTotals) -> list[object]:
    return [
        totals.km,
        totals.matched_km,
        totals.unknown_km,
        totals.unknown,
        _of_intervals(totals.evenness),
        _of_intervals(totals.hardness),
        None if totals.step_cv is None else _of_intervals((totals.step_cv,)),
        totals.weather,
    ]


def _to_totals(raw: Sequence[Any]) -> GroundTotals:
    km, matched, unknown_km, unknown, evenness, hardness, step_cv, weather = raw
    return GroundTotals(
        km=km,
        matched_km=matched,
        unknown_km=unknown_km,
        unknown=unknown,
        evenness=_to_intervals(evenness),
        hardness=_to_intervals(hardness),
        step_cv=None if step_cv is None else Interval(*step_cv[0]),
        weather=weather,
    )


def _of_intervals(shares: tuple[Interval, ...] | None) -> list[list[float]] | None:
    return None if shares is None else [[one.low, one.mid, one.high] for one in shares]


def _to_intervals(raw: Sequence[Sequence[float]] | None) -> tuple[Interval, ...] | None:
    return None if raw is None else tuple(Interval(*one) for one in raw)
