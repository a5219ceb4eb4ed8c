"""Numbers as a person reads them: digits that follow the error, units in words."""

from __future__ import annotations

from datetime import date
from math import floor, log10

from kneewise.model.effect import Interval

UNKNOWN = "–"


def ratio(interval: Interval | None) -> str:
    """A relative risk as `×1.6 (0.9–2.8)`; two decimals where one would hide the interval."""
    if interval is None:
        return UNKNOWN
    digits = 2 if interval.high - interval.low < 0.3 else 1
    low, mid, high = (_cut(part, digits) for part in (interval.low, interval.mid, interval.high))
    return f"×{mid} ({low}–{high})"


def share(interval: Interval | None) -> str:
    """A share as `40 % (10 to 60 %)`, in tens where the interval is wide."""
    if interval is None:
        return UNKNOWN
    step = 10 if interval.high - interval.low > 0.2 else 5
    low, mid, high = (
        round(100 * part / step) * step for part in (interval.low, interval.mid, interval.high)
    )
    return f"{mid} % ({low} to {high} %)"


def in_hundred(interval: Interval) -> str:
    """A risk as runs in a hundred with its interval: `13 (10–17)`."""
    low, mid, high = (100 * part for part in (interval.low, interval.mid, interval.high))
    return f"{mid:.0f} ({low:.0f}–{high:.0f})"


def chance(part: float) -> str:
    """A chance as `65 %` in fives; never certain: `over 95 %`, `under 5 %`."""
    if part > 0.95:
        return "over 95 %"
    if part < 0.05:
        return "under 5 %"
    return f"{round(100 * part / 5) * 5} %"


def measured(value: float | None, unit: str = "", digits: int = 1) -> str:
    """A measured value with its unit, or a dash where unknown."""
    return UNKNOWN if value is None else f"{value:.{digits}f} {unit}".rstrip()


def load(interval: Interval | None) -> str:
    """Knee load as `11 (9–13)` easy kilometres, digits after the width of the interval."""
    if interval is None:
        return UNKNOWN
    digits = 0 if interval.high - interval.low > 2 else 1
    return f"{interval.mid:.{digits}f} ({interval.low:.{digits}f}–{interval.high:.{digits}f})"


def limit(value: float) -> str:
    """A limit with one decimal, never rounded up: `4.2` of 4.29."""
    return f"{floor(10 * value + 1e-6) / 10:.1f}"


def rough(value: float, figures: int) -> str:
    """A number to so many figures, written out: `1230` of 1234.5, never `1.23e+03`."""
    shown = float(f"{value:.{figures}g}")
    decimals = max(0, figures - 1 - floor(log10(abs(shown)))) if shown else 0
    text = f"{shown:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def sized(value: float) -> str:
    """A measured number with digits that follow its size: `172`, `15`, `7.4`, `0.77`.

    Two figures at most behind which a sensor of a watch can stand, and no more than two decimals
    (our choice).
    """
    size = abs(value)
    text = f"{value:.{0 if size >= 9.95 else 1 if size >= 0.995 else 2}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 run`, `2 runs`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def day(value: date | None) -> str:
    """A date as `9 Nov 2026`."""
    return UNKNOWN if value is None else f"{value.day} {value:%b %Y}"


def _cut(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if value < 9.95 else f"{value:.0f}"
