"""What a sentence measures and dates, kept as it is: each runner reads it in their own unit.

The text of a quantity is the canonical one (km, m, a kilometre), which the command line, `--json`
and everything kept are written in. `read_by` writes it for one runner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kneewise.model import numbers


class Reader(Protocol):
    """How one runner reads days, distances, heights and paces; the pages' `Wording` is one."""

    def day(self, value: date | None) -> str:
        """A day."""

    def distance(self, km: float | None, digits: int = 1) -> str:
        """A distance with its unit."""

    def limit(self, km: float) -> str:
        """A distance that is a limit, with its unit; never rounded up."""

    def length(self, metres: float | None) -> str:
        """A short length or a height with its unit."""

    def climb(self, m_per_km: float) -> str:
        """Height over one unit of distance (`unit_name`), with the unit of heights alone."""

    def pace(self, km: float | None, minutes: float | None) -> str:
        """Time for one unit of distance, with its unit."""

    def unit_name(self) -> str:
        """The unit of distance written out, one of it."""

    def own(self, value: float, unit: str) -> tuple[float, str]:
        """A value in km, m or m/s in the reader's unit; one in any other unit as it is."""

    def number(self, said: str) -> str:
        """Numbers written with a point, with the reader's decimal mark."""


class Readable(Protocol):
    """What a runner reads in their own way; its `str` is the canonical text."""

    def read_by(self, reader: Reader) -> str:
        """The text for this reader."""


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in km: `15.2 km`. No `digits`: as many as it has, `10 km`, `21.1 km`."""

    km: float
    digits: int | None = 1

    def __str__(self) -> str:
        """In kilometres."""
        return f"{self.km:g} km" if self.digits is None else f"{self.km:.{self.digits}f} km"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit; one decimal where the kilometres have as many as they need."""
        if self.digits is not None:
            return reader.distance(self.km, self.digits)
        return reader.distance(self.km, 0 if float(self.km).is_integer() else 1)


@dataclass(frozen=True, slots=True)
class Limit:
    """A distance in km that is a limit, never rounded up in any unit: `4.2 km` of 4.29."""

    km: float

    def __str__(self) -> str:
        """In kilometres."""
        return f"{numbers.limit(self.km)} km"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit."""
        return reader.limit(self.km)


@dataclass(frozen=True, slots=True)
class Length:
    """A height or a short way in metres: `120 m`; `1,200 m` where `grouped`."""

    metres: float
    grouped: bool = False

    def __str__(self) -> str:
        """In metres."""
        return f"{self.metres:,.0f} m" if self.grouped else f"{self.metres:.0f} m"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit."""
        return reader.length(self.metres)


@dataclass(frozen=True, slots=True)
class Climb:
    """Height over a kilometre, `12 m`: the sentence names the unit of way with `UNIT`."""

    m_per_km: float

    def __str__(self) -> str:
        """In metres."""
        return f"{self.m_per_km:.0f} m"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit of height, over their unit of distance."""
        return reader.climb(self.m_per_km)


@dataclass(frozen=True, slots=True)
class Pace:
    """A pace in minutes for a kilometre: `5:33 a kilometre`."""

    min_per_km: float

    def __str__(self) -> str:
        """For a kilometre."""
        seconds = round(60 * self.min_per_km)
        return f"{seconds // 60}:{seconds % 60:02d} a kilometre"

    def read_by(self, reader: Reader) -> str:
        """For the reader's unit of distance."""
        return reader.pace(1.0, self.min_per_km)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of distance itself, written out: `kilometre`."""

    def __str__(self) -> str:
        """The canonical one."""
        return "kilometre"

    def read_by(self, reader: Reader) -> str:
        """The reader's."""
        return reader.unit_name()


@dataclass(frozen=True, slots=True)
class Rough:
    """A value to so many figures in any unit, `320 km`, `18.9 m`, `12 %`."""

    value: float
    unit: str
    figures: int

    def __str__(self) -> str:
        """As it was measured."""
        return f"{numbers.rough(self.value, self.figures)} {self.unit}"

    def read_by(self, reader: Reader) -> str:
        """To as many figures in the reader's unit."""
        value, unit = reader.own(self.value, self.unit)
        return reader.number(f"{numbers.rough(value, self.figures)} {unit}")


@dataclass(frozen=True, slots=True)
class Sized:
    """A measured value with digits that follow its size in any unit: `172 steps per minute`."""

    value: float
    unit: str

    def __str__(self) -> str:
        """As it was measured."""
        return f"{numbers.sized(self.value)} {self.unit}"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit, with the digits of its size there."""
        value, unit = reader.own(self.value, self.unit)
        return reader.number(f"{numbers.sized(value)} {unit}")


def as_measured(value: float, unit: str) -> Pace | Sized:
    """What was measured in a unit, as a person says it: a speed in m/s as a pace."""
    if unit == "m/s" and value > 0:
        return Pace(1000 / 60 / value)
    return Sized(value, unit)


@dataclass(frozen=True, slots=True)
class Between:
    """A range with fixed digits in any unit, `1.01–1.12`, its unit said beside it."""

    low: float
    high: float
    unit: str
    digits: int

    def __str__(self) -> str:
        """As it was measured."""
        return f"{self.low:.{self.digits}f}–{self.high:.{self.digits}f}"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit."""
        (low, _), (high, _) = reader.own(self.low, self.unit), reader.own(self.high, self.unit)
        digits = _digits(self.digits, self.high, high)
        return reader.number(f"{low:.{digits}f}–{high:.{digits}f}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with fixed digits in any unit: `1.05 m`, `172 steps/min`."""

    value: float
    unit: str
    digits: int = 0

    def __str__(self) -> str:
        """As it was measured."""
        return f"{self.value:.{self.digits}f} {self.unit}"

    def read_by(self, reader: Reader) -> str:
        """In the reader's unit."""
        value, unit = reader.own(self.value, self.unit)
        return reader.number(f"{value:.{_digits(self.digits, self.value, value)}f} {unit}")


def _digits(digits: int, before: float, after: float) -> int:
    """A smaller unit needs a digit less to say as much."""
    return max(0, digits - 1) if abs(after) > abs(before) else digits


@dataclass(frozen=True, slots=True)
class Day:
    """A day whose canonical text is `9 Nov 2026`; a bare `date` in a slot is written 2026-11-09."""

    value: date | None

    def __str__(self) -> str:
        """Day, month in English, year."""
        return numbers.day(self.value)

    def read_by(self, reader: Reader) -> str:
        """In the reader's language."""
        return reader.day(self.value)


Quantity = Distance | Limit | Length | Climb | Pace | Unit | Rough | Sized | Between | Amount | Day
QUANTITIES: tuple[type[Quantity], ...] = (
    Distance,
    Limit,
    Length,
    Climb,
    Pace,
    Unit,
    Rough,
    Sized,
    Between,
    Amount,
    Day,
)
"""Every kind, for what keeps them and finds them again."""


def read(value: object, reader: Reader) -> object:
    """A slot as this reader reads it; what is no quantity, day or sentence stays as it is."""
    if type(value) in _READ_ALIKE:
        return value
    if isinstance(value, date):  # a datetime is one too: a sentence dates, it never clocks
        return reader.day(value)
    readable: Readable | None = value if hasattr(value, "read_by") else None
    return value if readable is None else readable.read_by(reader)


_READ_ALIKE = frozenset({str, int, float, bool, type(None)})
"""Most slots; asked first, because pages read some thousand sentences."""
