"""A form as it is kept: one measure of the body a clip, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from kneewise.body.form.answer import Curve, Form, Measured, Strike
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.form import View
from kneewise.model.measure import Measure, MeasureValue

KIND = "form"
VERSION = "1"
"""Raised when the same clip would be measured otherwise; forms of two versions aren't compared."""

DIGITS = 3


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One form of the past. `clip` is the sha256 of the clip where that was kept too."""

    id: int
    day: date
    at: datetime
    version: str
    view: View
    near: Side | None
    strides: int
    seconds: float
    fps: float
    slow: float
    strike: Strike | None
    measured: tuple[Measured, ...]
    curves: tuple[Curve, ...]
    notes: tuple[str, ...]
    clip: str | None


def to_measure(form: Form, day: date, at: datetime, clip: str | None) -> Measure:
    """One measure named after the view, of the nearer leg's side where there is one."""
    values: dict[str, MeasureValue] = {
        "strides": float(form.strides),
        "clip_s": round(form.seconds, DIGITS),
        "frames_hz": round(form.fps, DIGITS),
        "slow": form.slow,
        "strike": None if form.strike is None else form.strike.value,
        "notes": " ".join(form.notes),
        "clip": clip,
        "curves": json.dumps([_rounded(curve) for curve in form.curves]),
    }
    for line in form.measured:
        key = line.name if line.side is None else f"{line.name}.{line.side}"
        values[key] = round(line.value.mid, DIGITS)
        values[f"{key}.low"] = round(line.value.low, DIGITS)
        values[f"{key}.high"] = round(line.value.high, DIGITS)
        values[f"{key}.again"] = round(line.again, DIGITS)
        values[f"{key}.strides"] = float(line.strides)
        values[f"{key}.source"] = line.source
    return Measure(
        kind=KIND,
        name=form.view.value,
        day=day,
        at=at,
        values=values,
        version=VERSION,
        side=form.near,
    )


def from_measure(measure: Measure) -> KeptForm:
    """The form as it was kept; what a later version left out is missing."""
    values = measure.values
    strike = values.get("strike")
    return KeptForm(
        id=measure.id,
        day=measure.day,
        at=measure.at,
        version=measure.version,
        view=View(measure.name),
        near=measure.side,
        strides=int(_number(values, "strides") or 0),
        seconds=_number(values, "clip_s") or 0.0,
        fps=_number(values, "frames_hz") or 0.0,
        slow=_number(values, "slow") or 1.0,
        strike=None if strike is None else Strike(str(strike)),
        measured=tuple(_lines(values)),
        curves=tuple(_curves(values.get("curves"))),
        notes=tuple(str(values.get("notes") or "").split()),
        clip=None if values.get("clip") is None else str(values["clip"]),
    )


def _lines(values: Mapping[str, MeasureValue]) -> list[Measured]:
    found = []
    for key in values:
        if not key.endswith(".again"):
            continue
        stem = key.removesuffix(".again")
        name, _, side = stem.partition(".")
        parts = [_number(values, k) for k in (f"{stem}.low", stem, f"{stem}.high", key)]
        if any(part is None for part in parts):
            continue
        low, mid, high, again = (float(part) for part in parts if part is not None)
        source = values.get(f"{stem}.source")
        found.append(
            Measured(
                name,
                Side(side) if side else None,
                Interval(low, mid, high),
                again,
                int(_number(values, f"{stem}.strides") or 0),
                None if source is None else str(source),
            )
        )
    return found


def _curves(said: MeasureValue) -> list[Curve]:
    if not isinstance(said, str):
        return []
    return [
        Curve(
            one["name"],
            None if one["side"] is None else Side(one["side"]),
            tuple(one["mean"]),
            tuple(one["spread"]),
            one["strides"],
        )
        for one in json.loads(said)
    ]


def _rounded(curve: Curve) -> dict[str, object]:
    short = {
        key: [round(value, 2) for value in values]
        for key, values in (("mean", curve.mean), ("spread", curve.spread))
    }
    return asdict(curve) | short


def _number(values: Mapping[str, MeasureValue], key: str) -> float | None:
    value = values.get(key)
    return float(value) if isinstance(value, int | float) else None
