"""What a fact about the runner may be: one check a key, each ends in one clear sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from kneewise.journal.days import lived
from kneewise.model.errors import UsageError
from kneewise.model.quantity import Distance, Length
from kneewise.model.runner import PROFILE_CHOICES
from kneewise.model.words import Said

OLDEST_YEAR = 1900
HEART_RATES = (100, 240)

RADII_M = (10.0, 50_000.0)
"""Of a privacy zone, our choice: less hides no door, more hides every run of most people. Only what
is said anew is held to it; a zone that is kept goes on hiding."""


def check_value(key: str, value: str, today: date) -> None:
    """Refuse what a fact can't be; `today` is the runner's. Raises UsageError."""
    choices = PROFILE_CHOICES.get(key)
    if choices is not None and value not in choices:
        raise UsageError(f"{_named(key)} is {', '.join(choices)}; not {value!r}.")
    check = _CHECKS.get(key)
    if check is not None:
        check(value, today)


def _named(key: str) -> str:
    return {"hr_max_bpm": "The highest heart rate"}.get(key, "The " + key.replace("_", " "))


def _number(key: str, value: str, low: int, high: int) -> None:
    if not value.replace(".", "", 1).isdecimal() or not low <= float(value) <= high:
        raise UsageError(f"{_named(key)} is a number from {low} to {high}, not {value!r}.")


def _birth_year(value: str, today: date) -> None:
    _number("birth_year", value, OLDEST_YEAR, today.year)


def _heart_rate(value: str, _: date) -> None:
    _number("hr_max_bpm", value, *HEART_RATES)


def _injured_on(value: str, today: date) -> None:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            f"The day of the earlier knee injury is a day as 2025-03-31, not {value!r}."
        ) from error
    lived(day, today)


def _zone(value: str, _: date) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f"{value!r} is no time zone; e.g. Europe/Berlin.") from error


def _privacy(value: str, _: date) -> None:
    from kneewise.journal.privacy import zone_from

    zone = zone_from(value)
    least, most = RADII_M
    if zone is not None and not least <= zone.radius_m <= most:
        template = "The privacy zone has a radius from {least} to {most}, not {radius}."
        slots = {"least": Length(least), "most": Distance(most / 1000, None)}
        raise UsageError(Said.of(template, **slots, radius=Length(zone.radius_m)))


def _language(value: str, _: date) -> None:
    if not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", value):
        raise UsageError(f"The language of dates is one as en-GB or de, not {value!r}.")


def _country(value: str, _: date) -> None:
    from kneewise.care.relief.countries import country_code

    if country_code(value) is None:
        raise UsageError(f"The country is said by two letters as DE or GB, not {value!r}.")


_CHECKS: Mapping[str, Callable[[str, date], None]] = {
    "birth_year": _birth_year,
    "country": _country,
    "date_language": _language,
    "home_zone": _zone,
    "hr_max_bpm": _heart_rate,
    "previous_knee_injury_on": _injured_on,
    "privacy_zone": _privacy,
}
