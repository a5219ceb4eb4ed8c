"""Days, distances and numbers as this runner reads them: date language and units of the profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_decimal_symbol

from kneewise.model import numbers
from kneewise.model.effect import Interval
from kneewise.model.runner import RunnerFact
from kneewise.model.words import Said

KM_A_MILE = 1.609344
FEET_A_METRE = 3.28084
UNKNOWN = numbers.UNKNOWN
DEFAULT_LANGUAGE = "en_GB"

_DECIMAL = re.compile(r"\d+\.(\d+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """Formats for one runner; a dash where nothing is known. Reads what rooms said (`Said`).

    Days and numbers stand as their language writes them; what a form is filled with and what a
    script reads never comes from here.
    """

    language: str = DEFAULT_LANGUAGE
    imperial: bool = False

    def read(self, said: str) -> str:
        """A sentence that a room filled, as this runner reads it; any other text as it is."""
        return said.read_by(self) if isinstance(said, Said) else said

    @property
    def unit(self) -> str:
        """The unit of distance: km or mi."""
        return "mi" if self.imperial else "km"

    def day(self, value: date | None) -> str:
        """`9 Nov 2026`, `Nov 9, 2026` or `9. Nov. 2026`."""
        return UNKNOWN if value is None else self._date(value, "yMMMd")

    def weekday(self, value: date) -> str:
        """`Thu 9 Nov`."""
        return self._date(value, "MMMEd")

    def short_weekday(self, value: date) -> str:
        """`Thu`."""
        return format_date(value, "EEE", self.language)

    def day_month(self, value: date) -> str:
        """`9 Nov`."""
        return self._date(value, "MMMd")

    def month(self, value: date) -> str:
        """`Nov 2026`."""
        return self._date(value, "yMMM")

    def short_month(self, value: date) -> str:
        """`Nov`."""
        return format_date(value, "MMM", self.language)

    def clock(self, value: datetime) -> str:
        """`18:04`, on the clock the moment carries; 24 hours in every language, as it is short."""
        return format_time(value, _pattern(self.language, "Hm"), locale=self.language)

    def number(self, said: str) -> str:
        """Numbers that are written with a point, as `10.8 (9.1–12.4)`, with the language's mark."""
        if _writes_points(self.language):
            return said
        return _DECIMAL.sub(self._decimal, said)

    def _decimal(self, found: re.Match[str]) -> str:
        digits = "0" * len(found[1])
        return format_decimal(Decimal(found[0]), format=f"0.{digits}", locale=self.language)

    def _date(self, value: date, skeleton: str) -> str:
        return format_date(value, _pattern(self.language, skeleton), self.language)

    def distance(self, km: float | None, digits: int = 1) -> str:
        """`8.4 km` or `5.2 mi`."""
        if km is None:
            return UNKNOWN
        return self.number(f"{self.as_said(km):.{digits}f} {self.unit}")

    def limit(self, km: float) -> str:
        """`4.2 km`: a distance that is a limit, never rounded up."""
        return self.number(f"{numbers.limit(self.as_said(km))} {self.unit}")

    def in_km(self, said: float) -> float:
        """Kilometres of a distance that this runner said in their own unit."""
        return said * KM_A_MILE if self.imperial else said

    def far(self, km: float) -> str:
        """`2 km`, `0.5 mi`: a round distance, as on a scale bar."""
        return self.number(f"{self.as_said(km):g} {self.unit}")

    def speed(self, metres_a_second: float) -> str:
        """`24 km/h`."""
        return f"{round(self.as_said(3.6 * metres_a_second))} {self.unit}/h"

    def as_said(self, km: float) -> float:
        """A distance in this runner's own unit."""
        return km / KM_A_MILE if self.imperial else km

    def own(self, value: float, unit: str) -> tuple[float, str]:
        """A value in km, m or m/s in this runner's unit; one in any other unit as it is."""
        if unit == "m/s":
            return self.as_said(3.6 * value), f"{self.unit}/h"
        if not self.imperial or unit not in {"km", "m"}:
            return value, unit
        return (value / KM_A_MILE, "mi") if unit == "km" else (value * FEET_A_METRE, "ft")

    def length(self, metres: float | None) -> str:
        """`120 m` or `390 ft`."""
        if metres is None:
            return UNKNOWN
        return f"{metres * FEET_A_METRE:.0f} ft" if self.imperial else f"{metres:.0f} m"

    def climb(self, m_per_km: float) -> str:
        """`12 m` a kilometre or `63 ft` a mile: the sentence names the way (`unit_name`)."""
        return self.length(m_per_km * KM_A_MILE if self.imperial else m_per_km)

    def unit_name(self) -> str:
        """The unit of distance written out: kilometre or mile."""
        return "mile" if self.imperial else "kilometre"

    def length_name(self) -> str:
        """The unit of short lengths written out, many of it: metres or feet."""
        return "feet" if self.imperial else "metres"

    def pace(self, km: float | None, minutes: float | None) -> str:
        """`5:40 /km`."""
        if not km or minutes is None:
            return UNKNOWN
        seconds = round(60 * minutes / (km / KM_A_MILE if self.imperial else km))
        return f"{seconds // 60}:{seconds % 60:02d} /{self.unit}"

    def minutes(self, value: float | None) -> str:
        """`48 min` or `1 h 05 min`."""
        if value is None:
            return UNKNOWN
        whole = round(value)
        return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02d} min"

    def ratio(self, value: Interval | None) -> str:
        """`×1.6 (0.9–2.8)`."""
        return self.number(numbers.ratio(value))

    def share(self, value: Interval | None) -> str:
        """`40 % (10 to 60 %)`."""
        return numbers.share(value)

    def load(self, value: Interval | None) -> str:
        """`11 (9–13)`, in easy kilometres."""
        return self.number(numbers.load(value))

    def easy(self, value: float | None) -> str:
        """`11`, the middle of a knee load in easy kilometres; for marks that have no room."""
        digits = 0 if value is None or value >= 10 else 1
        return self.number(numbers.measured(value, digits=digits))

    def rating(self, value: int | None) -> str:
        """`3/10`."""
        return UNKNOWN if value is None else f"{value}/10"


def wording_of(facts: tuple[RunnerFact, ...]) -> Wording:
    """The formats a runner chose; facts in the order they were said."""
    latest = {fact.key: fact.value for fact in facts}
    return Wording(
        language=_known(latest.get("date_language", DEFAULT_LANGUAGE)),
        imperial=latest.get("units") == "imperial",
    )


def locale_of(language: str) -> Locale | None:
    """The locale of a language as it was said, `de`, `en-US` or `en_US`; None for none of them."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _known(language: str) -> str:
    found = locale_of(language)
    return DEFAULT_LANGUAGE if found is None else str(found)


@cache
def _pattern(language: str, skeleton: str) -> str:
    """The language's own order and marks for the parts of a date (CLDR).

    The short names that stand within a date everywhere: Babel reads stand-alone ones (`L`, `c`)
    of one language from another once both were loaded.
    """
    found = str(Locale.parse(language).datetime_skeletons[skeleton].pattern)
    return found.replace("LLLL", "MMM").replace("L", "M").replace("ccc", "EEE")


@cache
def _writes_points(language: str) -> bool:
    return get_decimal_symbol(language) == "."
