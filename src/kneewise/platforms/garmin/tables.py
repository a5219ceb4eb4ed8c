"""Tables of Garmin's export: activities with their names, shoes with their activities.

Shapes seen in public exports of 2019 to 2026; times are milliseconds, UTC and local side by side.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import isfinite
from typing import IO, Any

from kneewise.model.sport import Sport
from kneewise.platforms.member import Hints, ShoeHint

_LIST = '"summarizedActivitiesExport"'
_CHUNK = 1024**2
_BLANKS = " \t\r\n,"
_SPORTS: tuple[tuple[str, Sport], ...] = (
    ("treadmill", Sport.TREADMILL_RUNNING),
    ("indoor_running", Sport.TREADMILL_RUNNING),
    ("trail_running", Sport.TRAIL_RUNNING),
    ("ultra_run", Sport.TRAIL_RUNNING),
    ("track_running", Sport.TRACK_RUNNING),
    ("virtual_run", Sport.VIRTUAL_RUNNING),
    ("run", Sport.RUNNING),
    ("walk", Sport.WALKING),
    ("hik", Sport.HIKING),
    ("cycling", Sport.CYCLING),
    ("biking", Sport.CYCLING),
    ("ride", Sport.CYCLING),
    ("swim", Sport.SWIMMING),
    ("rowing", Sport.ROWING),
    ("elliptical", Sport.ELLIPTICAL),
    ("skate_skiing", Sport.SKATE_SKIING),
    ("cross_country_skiing", Sport.CLASSIC_SKIING),
    ("skiing", Sport.ALPINE_SKIING),
    ("snowboard", Sport.ALPINE_SKIING),
    ("skating", Sport.SKATING),
    ("strength", Sport.STRENGTH),
    ("yoga", Sport.YOGA),
    ("pilates", Sport.YOGA),
)
"""The first part that occurs in Garmin's type key decides; the particular ones stand first."""


@dataclass(frozen=True, slots=True)
class Shoes:
    """Pairs by Garmin's key, and the name of the pair of each activity id."""

    hints: tuple[ShoeHint, ...] = ()
    by_activity: Mapping[int, str] = field(default_factory=dict)


def activities(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """The activities of a `summarizedActivities.json` one at a time; such files reach 100 MB.

    Raises ValueError where the file is damaged or of another shape, after what came before.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
    try:
        yield from _objects(text)
    finally:
        text.detach()  # the stream is closed by whoever opened it


def hints_of(activity: Mapping[str, Any], shoes: Shoes) -> tuple[int, Hints] | None:
    """Start in seconds since 1970 UTC and the hints of one activity; None without a start."""
    start_ms = _number(activity, "beginTimestamp", "startTimeGmt")
    if start_ms is None:
        return None
    local_ms = _number(activity, "startTimeLocal")
    number = _number(activity, "activityId")
    try:
        started_at = datetime.fromtimestamp(start_ms / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return round(start_ms / 1000), Hints(
        platform="garmin",
        sport=_sport(activity.get("activityType")),
        name=_text(activity.get("name") or activity.get("activityName")),
        note=_text(activity.get("description")),
        shoe=None if number is None else shoes.by_activity.get(int(number)),
        utc_offset_s=None if local_ms is None else _offset(local_ms - start_ms),
        external_id=None if number is None else f"garmin:{int(number)}",
        started_at=started_at,
    )


def shoes_of(data: bytes) -> Shoes:
    """The shoes of a `gear.json`. Raises ValueError for a damaged one."""
    tables = json.loads(data)
    hints: dict[str, ShoeHint] = {}
    by_activity: dict[int, str] = {}
    for table in tables if isinstance(tables, list) else [tables]:
        if not isinstance(table, dict):
            continue
        links = table.get("gearActivityDTOs") or {}
        for gear in table.get("gearDTOS") or ():
            shoe = _shoe(gear, hints)
            if shoe is None:
                continue
            hints[shoe.name] = shoe
            for link in links.get(str(gear.get("gearPk"))) or ():
                by_activity[int(link["activityId"])] = shoe.name
    return Shoes(tuple(hints.values()), by_activity)


def _objects(text: io.TextIOWrapper) -> Iterator[Mapping[str, Any]]:
    buffer, at = _behind_list_head(text)
    decoder = json.JSONDecoder()
    while True:
        while at < len(buffer) and buffer[at] in _BLANKS:
            at += 1
        if at < len(buffer) and buffer[at] == "]":
            return
        try:
            activity, at = decoder.raw_decode(buffer, at)
        except json.JSONDecodeError:
            more = text.read(_CHUNK)
            if not more:
                raise
            buffer, at = buffer[at:] + more, 0
            continue
        if isinstance(activity, dict):
            yield activity


def _behind_list_head(text: io.TextIOWrapper) -> tuple[str, int]:
    buffer = ""
    while True:
        more = text.read(_CHUNK)
        buffer = buffer[-len(_LIST) * 2 :] + more
        found = buffer.find(_LIST)
        if found >= 0 and (opened := buffer.find("[", found)) >= 0:
            return buffer, opened + 1
        if not more:
            raise ValueError("it holds no list of activities")


def _shoe(gear: Mapping[str, Any], known: Mapping[str, ShoeHint]) -> ShoeHint | None:
    kind = str(gear.get("gearTypeName") or "shoes").casefold()
    name = _text(gear.get("displayName")) or _text(gear.get("customMakeModel"))
    if "shoe" not in kind or name is None:
        return None
    number = gear.get("gearPk")
    return ShoeHint(
        name=name if name not in known else f"{name} ({number})",
        model=_text(gear.get("customMakeModel")),
        retired=str(gear.get("gearStatusName")).casefold() == "retired",
        bought_on=_day(gear.get("dateBegin")),
        platform="garmin",
        external_id=None if number is None else f"garmin:{number}",
    )


def _sport(kind: object) -> Sport | None:
    key = kind.get("typeKey") if isinstance(kind, dict) else kind
    if not isinstance(key, str):
        return None
    return next((sport for part, sport in _SPORTS if part in key.casefold()), None)


def _number(fields: Mapping[str, Any], *names: str) -> float | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, int | float) and isfinite(value):
            return float(value)
    return None


def _offset(difference_ms: float) -> int | None:
    seconds = round(difference_ms / 1000)
    return seconds if abs(seconds) <= 18 * 3600 else None


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _day(value: object) -> date | None:
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000, UTC).date()
        return date.fromisoformat(str(value)[:10])
    except (ValueError, OverflowError, OSError):
        return None
