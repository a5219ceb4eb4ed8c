"""Days, distances and numbers as this runner reads them: date language and units of the profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from kneewise.model import numbers
from kneewise.model.effect import Interval
from kneewise.model.runner import RunnerFact

KM_A_MILE = 1.609344
FEET_A_METRE = 3.28084
UNKNOWN = numbers.UNKNOWN
DEFAULT_LANGUAGE = "en_GB"


@dataclass(frozen=True, slots=True)
class Wording:
    """Formats for one runner; a dash where nothing is known."""

    language: str = DEFAULT_LANGUAGE
    imperial: bool = False

    @property
    def unit(self) -> str:
        """The unit of distance: km or mi."""
        return "mi" if self.imperial else "km"

    def day(self, value: date | None) -> str:
        """`9 Nov 2026`."""
        return UNKNOWN if value is None else format_date(value, "d MMM y", self.language)

    def weekday(self, value: date) -> str:
        """`Thu 9 Nov`."""
        return format_date(value, "EEE d MMM", self.language)

    def short_weekday(self, value: date) -> str:
        """`Thu`."""
        return format_date(value, "EEE", self.language)

    def day_month(self, value: date) -> str:
        """`9 Nov`."""
        return format_date(value, "d MMM", self.language)

    def month(self, value: date) -> str:
        """`Nov 2026`."""
        return format_date(value, "MMM y", self.language)

    def short_month(self, value: date) -> str:
        """`Nov`."""
        return format_date(value, "MMM", self.language)

    def clock(self, value: datetime) -> str:
        """`18:04`, on the clock the moment carries."""
        return format_time(value, "HH:mm", locale=self.language)

    def distance(self, km: float | None, digits: int = 1) -> str:
        """`8.4 km` or `5.2 mi`."""
        if km is None:
            return UNKNOWN
        return f"{km / KM_A_MILE if self.imperial else km:.{digits}f} {self.unit}"

    def limit(self, km: float) -> str:
        """`4.2 km`: a distance that is a limit, never rounded up."""
        return f"{numbers.limit(self.as_said(km))} {self.unit}"

    def in_km(self, said: float) -> float:
        """Kilometres of a distance that this runner said in their own unit."""
        return said * KM_A_MILE if self.imperial else said

    def far(self, km: float) -> str:
        """`2 km`, `0.5 mi`: a round distance, as on a scale bar."""
        return f"{self.as_said(km):g} {self.unit}"

    def speed(self, metres_a_second: float) -> str:
        """`24 km/h`."""
        return f"{round(self.as_said(3.6 * metres_a_second))} {self.unit}/h"

    def as_said(self, km: float) -> float:
        """A distance in this runner's own unit."""
        return km / KM_A_MILE if self.imperial else km

    def length(self, metres: float | None) -> str:
        """`120 m` or `390 ft`."""
        if metres is None:
            return UNKNOWN
        return f"{metres * FEET_A_METRE:.0f} ft" if self.imperial else f"{metres:.0f} m"

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
        return numbers.ratio(value)

    def share(self, value: Interval | None) -> str:
        """`40 % (10 to 60 %)`."""
        return numbers.share(value)

    def load(self, value: Interval | None) -> str:
        """`11 (9–13)`, in easy kilometres."""
        return numbers.load(value)

    def easy(self, value: float | None) -> str:
        """`11`, the middle of a knee load in easy kilometres; for marks that have no room."""
        return numbers.measured(value, digits=0 if value is None or value >= 10 else 1)

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


def _known(language: str) -> str:
    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return DEFAULT_LANGUAGE
    return language.replace("-", "_")
