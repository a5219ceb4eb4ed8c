"""Time in a FIT file: most count from 1989, some only from when the watch was switched on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from kneewise.formats.fit_decoded import FIT_EPOCH_S, Column, Decoded
from kneewise.formats.fit_scan import TIMESTAMP, Message
from kneewise.model.problem import Problem

RELATIVE_BELOW = 0x10000000
"""A date_time below this is seconds since power-up (FIT profile, type date_time)."""

_FILE_ID, _SESSION, _ACTIVITY = 0, 18, 34
_TIME_CREATED = 4
_START_TIME = 2
_LOCAL_TIMESTAMP = 5
_QUARTER_S = 900
_OFFSET_LIMIT_S = 14 * 3600
_LATEST_S = 5e9  # FIT's 32 bits end in 2126


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns raw FIT times to seconds since 1970.

    `shift_s` is added to times since power-up; None where nothing in the file dates them. Then
    the whole file stays in seconds since power-up if it has no other times (`dated` is False).
    """

    shift_s: float | None
    dated: bool

    def seconds(self, raw: float | None) -> float | None:
        """One raw time in seconds since 1970 (since power-up in an undated file)."""
        if raw is None:
            return None
        if raw >= RELATIVE_BELOW:
            return raw + FIT_EPOCH_S
        if self.shift_s is not None:
            return raw + self.shift_s
        return None if self.dated else float(raw)

    def column(self, timestamp: Column) -> Column:
        """The records' times; NaN where a time cannot be dated but others can."""
        relative = timestamp < FIT_EPOCH_S + RELATIVE_BELOW
        if not relative.any():
            return timestamp
        since_power_up = timestamp - FIT_EPOCH_S
        if self.shift_s is not None:
            moved = since_power_up + self.shift_s
        elif self.dated:
            moved = np.full(len(timestamp), np.nan)
        else:
            moved = since_power_up
        return np.where(relative, moved, timestamp)

    def moment(self, seconds: float | None) -> datetime | None:
        """Aware UTC for seconds since 1970; None in an undated file."""
        if not self.dated or seconds is None or not 0 <= seconds < _LATEST_S:
            return None
        return datetime.fromtimestamp(seconds, UTC)


def clock_of(decoded: Decoded, source: str) -> tuple[Clock, tuple[Problem, ...]]:
    """The clock of a file, and a problem where its times are not dates.

    Times since power-up are dated by the file's creation (its start) or by the activity
    message (its end). `local_timestamp` dates nothing: two recordings nine days apart of one
    watch carry the same one.
    """
    known = _times(decoded)
    relative = [raw for raw in known if raw < RELATIVE_BELOW]
    if not relative:
        return Clock(None, dated=True), ()
    if len(relative) < len(known):
        message = f"{len(relative)} times of this file have no date and were taken as unknown."
        return Clock(None, dated=True), (Problem(source, "whole file", message),)
    created = _absolute(decoded, _FILE_ID, _TIME_CREATED)
    if created is not None:
        shift: float | None = created + FIT_EPOCH_S - min(relative)
    else:
        ended = _absolute(decoded, _ACTIVITY, TIMESTAMP)
        shift = None if ended is None else ended + FIT_EPOCH_S - max(relative)
    if shift is not None:
        message = "its times count from when the watch was switched on; another entry dates them."
        return Clock(shift, dated=True), (Problem(source, "whole file", message),)
    message = (
        "its times count from when the watch was switched on and nothing gives the date. "
        "Set the start by hand."
    )
    return Clock(None, dated=False), (Problem(source, "whole file", message),)


def utc_offset_s(decoded: Decoded) -> int | None:
    """Local minus UTC from the activity message, to the quarter of an hour, within 14 h."""
    for message in decoded.of(_ACTIVITY):
        local, utc = number(message, _LOCAL_TIMESTAMP), number(message, TIMESTAMP)
        if local is None or utc is None or min(local, utc) < RELATIVE_BELOW:
            continue
        offset = round((local - utc) / _QUARTER_S) * _QUARTER_S
        # a minute of slack: some watches write the two at different seconds
        if abs(offset) <= _OFFSET_LIMIT_S and abs(local - utc - offset) <= 60:
            return offset
    return None


def created_s(decoded: Decoded) -> float | None:
    """When the file was begun, in seconds since 1970; None where it does not say."""
    raw = _absolute(decoded, _FILE_ID, _TIME_CREATED)
    return None if raw is None else raw + FIT_EPOCH_S


def number(message: Message, field: int) -> float | None:
    """A field that must be a finite number; None where it is missing or something else."""
    value = message.get(field)
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return None


def _absolute(decoded: Decoded, kind: int, field: int) -> float | None:
    for message in decoded.of(kind):
        raw = number(message, field)
        if raw is not None and raw >= RELATIVE_BELOW:
            return raw
    return None


def _times(decoded: Decoded) -> list[float]:
    """Raw times of records, or of the sessions' starts where there are no records."""
    column = decoded.native.get("timestamp")
    if column is not None:
        known = column[~np.isnan(column)] - FIT_EPOCH_S
        if known.size and known.min() >= RELATIVE_BELOW:
            return [float(known.min())]
        if known.size:
            return [float(raw) for raw in known]
    starts = (number(message, _START_TIME) for message in decoded.of(_SESSION))
    return [raw for raw in starts if raw is not None]
