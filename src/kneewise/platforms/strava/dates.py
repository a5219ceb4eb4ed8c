"""Strava writes dates in UTC and in the words of the account's language."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(?:([ap])\.?\s*m\.?)?\s*$", re.IGNORECASE
)
_MONTHS = (
    "jan janv ene gen янв",
    "feb fev fév févr фев",
    "mar mär mrz mrt mars мар",
    "apr avr abr апр",
    "may mai mei mag май мая",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug août aout ago авг",
    "sep sept set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez déc dic дек",
)
"""How months begin in English, German, French, Spanish, Italian, Portuguese, Dutch and Russian."""


def certain_utc(cell: str) -> datetime | None:
    """The moment a cell speaks of; None where day and month could be the other way round.

    Certain are a month in words, a year in front, dots (day first everywhere), and slashes when
    one of the numbers is above 12.
    """
    text = re.sub(r"[\u00a0\u202f\s]+", " ", cell).strip()
    found = _TIME.search(text)
    if found is None:
        return None
    day = _date(text[: found.start()])
    if day is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    try:
        return datetime(*day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _date(text: str) -> tuple[int, int, int] | None:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    month = next((known for word in words if (known := _month(word)) is not None), None)
    if month is not None and len(numbers) == 2:
        year, day = max(numbers), min(numbers)
        return year, month, day
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return numbers[0], numbers[1], numbers[2]
    first, second, year = numbers
    if "." in text or first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    return None


def _month(word: str) -> int | None:
    best = None
    for number, beginnings in enumerate(_MONTHS, start=1):
        for beginning in beginnings.split():
            if word.startswith(beginning) and (best is None or len(beginning) > best[0]):
                best = (len(beginning), number)
    return None if best is None else best[1]
