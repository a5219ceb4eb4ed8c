"""The strips of a run: each quantity drawn over the same way, and what the cursor reads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kneewise.journal.ground_strip import GroundStrip
from kneewise.journal.strips import Strip, Strips
from kneewise.model.effect import Interval
from kneewise.model.words import say
from kneewise.web.drawing.strips import WIDTH, Scale, draw_line, draw_steps, scale
from kneewise.web.pages.run.drawn import DrawnStrip
from kneewise.web.pages.run.ground import draw_ground
from kneewise.web.wording import UNKNOWN, Wording

_PACKAGE = "kneewise.web.pages.run"

Words = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Along:
    """All strips, the names of what was not recorded, and what the cursor reads a row.

    `axis` are the start, middle and end of what they span, in words.
    """

    strips: tuple[DrawnStrip, ...]
    axis: tuple[str, ...]
    missing: tuple[str, ...]
    cursor: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Quantity:
    """How a quantity is shown: `least` is the span its scale has at least."""

    name: str
    strip: Strip | None
    words: Words
    least: float
    zero: float | None = None


def along(
    strips: Strips, wording: Wording, *, on_foot: bool, ground: GroundStrip | None = None
) -> Along:
    """Every strip there is, over kilometres where they are known, else over minutes.

    The ground is along kilometres alone, and left out of a run without them.
    """
    at = strips.at_km if strips.at_km is not None else strips.at_min
    quantities = _quantities(strips, wording, on_foot=on_foot)
    end = max([at[-1] if at else 0.0, *(one.start_km + one.km for one in strips.pieces)])
    drawn = [
        _drawn(one, one.strip, at, Scale(0.0, end, 0.0, 1.0))
        for one in quantities
        if one.strip is not None
    ]
    load = _load(strips, end, wording)
    readings = {
        one.name: [UNKNOWN if v is None else one.words(v) for v in one.strip.values]
        for one in quantities
        if one.strip is not None
    }
    if load is not None:
        drawn.append(load)
        readings["load"] = [_load_at(strips, place, wording) for place in at]
    if ground is not None and strips.at_km is not None:
        for strip, reading in draw_ground(ground, strips, end, wording):
            drawn.append(strip)
            readings[strip.name] = reading
    return Along(
        strips=tuple(drawn),
        axis=tuple(_place(strips, share * end, wording) for share in (0.0, 0.5, 1.0)),
        missing=tuple(one.name for one in quantities if one.strip is None),
        cursor={
            "at": [round(WIDTH * place / end, 1) if end else 0.0 for place in at],
            "where": [_where(strips, row, wording) for row in range(len(at))],
            "read": readings,
        },
    )


def _quantities(strips: Strips, wording: Wording, *, on_foot: bool) -> tuple[_Quantity, ...]:
    speed = (
        _Quantity("pace", strips.speed_m_s, lambda v: wording.pace(v * 0.06, 1.0), 0.6)
        if on_foot
        else _Quantity("speed", strips.speed_m_s, wording.speed, 1.0)
    )
    return (
        speed,
        _Quantity("slope", strips.slope_percent, _slope, 4.0, zero=0.0),
        _Quantity(
            "cadence" if on_foot else "turns", strips.cadence_spm, lambda v: f"{v:.0f}", 10.0
        ),
        _Quantity("heart", strips.heart_rate_bpm, lambda v: f"{v:.0f}", 20.0),
    )


def _slope(percent: float) -> str:
    whole = round(percent)
    return f"{whole:+d} %" if whole else "0 %"


def _drawn(one: _Quantity, strip: Strip, at: tuple[float, ...], span: Scale) -> DrawnStrip:
    low = strip.low if one.zero is not None else max(strip.low, one.least / 2)  # none below 0
    on = scale(span.left, span.right, low, max(strip.high, low), one.least)
    whole = say(_PACKAGE, f"strip.{one.name}.whole", mean=one.words(strip.mean))
    return DrawnStrip(
        name=one.name,
        whole=whole,
        top=one.words(on.high),
        bottom=one.words(on.low),
        drawn=draw_line(
            at, strip.values, on, f"{say(_PACKAGE, f'strip.{one.name}')}: {whole}", one.zero
        ),
    )


def _load(strips: Strips, end: float, wording: Wording) -> DrawnStrip | None:
    known = [one.per_km for one in strips.pieces if one.per_km is not None]
    if not known:
        return None
    on = scale(0.0, end, min(k.low for k in known), max(k.high for k in known), 0.4)
    pieces = [(one.start_km, one.start_km + one.km, one.per_km) for one in strips.pieces]
    whole = say(_PACKAGE, "strip.load.whole", mean=wording.load(strips.load_per_km))
    return DrawnStrip(
        name="load",
        whole=whole,
        top=wording.number(f"{on.high:.1f}"),
        bottom=wording.number(f"{on.low:.1f}"),
        drawn=draw_steps(pieces, on, f"{say(_PACKAGE, 'strip.load')}: {whole}"),
    )


def _load_at(strips: Strips, km: float, wording: Wording) -> str:
    found: Interval | None = None
    for one in strips.pieces:
        if one.start_km <= km:
            found = one.per_km
    if found is None:
        return UNKNOWN
    return wording.number(f"{found.mid:.1f} ({found.low:.1f}–{found.high:.1f})")


def _place(strips: Strips, at: float, wording: Wording) -> str:
    in_km = strips.at_km is not None or not strips.at_min
    return wording.distance(at) if in_km else _clock(at)


def _clock(minutes: float) -> str:
    seconds = round(60 * minutes)
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    return f"{hours}{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def _where(strips: Strips, row: int, wording: Wording) -> str:
    clock = _clock(strips.at_min[row])
    if strips.at_km is None:
        return clock
    return f"{wording.distance(strips.at_km[row], 2)}, {clock}"
