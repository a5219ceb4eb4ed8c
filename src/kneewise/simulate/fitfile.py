"""A tape as the bytes of a FIT file, the way a watch writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyfitparsernative import write_fit_bytes

from kneewise.model.sport import Sport
from kneewise.simulate.runner import Activity
from kneewise.simulate.watch import Tape

Message = dict[str, Any]
"""One FIT message as the writer takes it: `message_type` and its fields."""

SEMICIRCLES_PER_DEGREE = 2**31 / 180.0

SPORTS: Mapping[Sport, tuple[str, str]] = {
    Sport.RUNNING: ("running", "generic"),
    Sport.TRAIL_RUNNING: ("running", "trail"),
    Sport.TRACK_RUNNING: ("running", "track"),
    Sport.TREADMILL_RUNNING: ("running", "treadmill"),
    Sport.WALKING: ("walking", "generic"),
    Sport.CYCLING: ("cycling", "road"),
    Sport.SWIMMING: ("swimming", "lap_swimming"),
}

DIGITS: Mapping[str, int] = {
    "distance": 2,
    "enhanced_speed": 3,
    "enhanced_altitude": 1,
    "step_length": 1,
    "stance_time": 1,
    "stance_time_balance": 2,
    "vertical_oscillation": 1,
    "vertical_ratio": 2,
}
"""Float columns of a record and the decimals FIT keeps of them."""

WHOLE = ("heart_rate", "temperature")


def fit_bytes(activity: Activity, tape: Tape, serial: int) -> bytes:
    """The whole file: id, timer events, records, laps of 1 km, session, activity (local time).

    Running cadence stands as strides per minute with its fraction, as watches write it.
    """
    sport, sub_sport = SPORTS[activity.sport]
    began = _stamp(activity.start)
    ended = activity.start + timedelta(seconds=int(tape.second[-1]))
    messages: list[Message] = [
        {
            "message_type": "file_id",
            "type": "activity",
            "manufacturer": "development",
            "product": 1,
            "serial_number": serial,
            "time_created": began,
        },
        _timer(activity.start, "start"),
        *_records_with_pauses(activity, tape),
        _timer(ended, "stop_all"),
        *_laps(activity, tape, sport),
    ]
    laps = sum(message["message_type"] == "lap" for message in messages)
    messages.append(_session(activity, tape, (sport, sub_sport), laps))
    messages.append(
        {
            "message_type": "activity",
            "timestamp": _stamp(ended),
            "local_timestamp": _stamp(ended + timedelta(seconds=activity.utc_offset_s)),
            "total_timer_time": tape.timer_s,
            "num_sessions": 1,
            "type": "manual",
            "event": "activity",
            "event_type": "stop",
        }
    )
    return bytes(write_fit_bytes(messages))


def _stamp(moment: datetime) -> str:
    """UTC as the writer wants it: ISO without a zone, whole seconds."""
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def _timer(moment: datetime, event_type: str) -> Message:
    return {
        "message_type": "event",
        "timestamp": _stamp(moment),
        "event": "timer",
        "event_type": event_type,
    }


def _records_with_pauses(activity: Activity, tape: Tape) -> Iterator[Message]:
    """Records in time order; the timer's stop and start stand where the clock ran on."""
    records = _records(activity, tape)
    done = 0
    for stop, go in tape.pauses:
        until = int(np.searchsorted(tape.second, stop, side="right"))
        yield from records[done:until]
        yield _timer(activity.start + timedelta(seconds=stop), "stop_all")
        yield _timer(activity.start + timedelta(seconds=go), "start")
        done = until
    yield from records[done:]


def _records(activity: Activity, tape: Tape) -> list[Message]:
    start = np.datetime64(activity.start.replace(tzinfo=None), "s")
    stamps = np.datetime_as_string(start + tape.second.astype("timedelta64[s]"))
    columns = _columns(tape.columns)
    names = ("message_type", "timestamp", *columns)
    rows = zip(repeat("record"), stamps.tolist(), *columns.values(), strict=False)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _columns(tape: Mapping[str, NDArray[np.float64]]) -> dict[str, list[Any]]:
    """Plain Python columns in the units of FIT's fields."""
    columns: dict[str, list[Any]] = {
        name: np.round(tape[name], digits).tolist()
        for name, digits in DIGITS.items()
        if name in tape
    }
    for name in WHOLE:
        if name in tape:
            columns[name] = np.rint(tape[name]).astype(np.int64).tolist()
    if "latitude_deg" in tape:
        columns["position_lat"] = _semicircles(tape["latitude_deg"])
        columns["position_long"] = _semicircles(tape["longitude_deg"])
    if "cadence_spm" in tape:
        halves = np.rint(tape["cadence_spm"])
        columns["cadence"] = (halves // 2).astype(np.int64).tolist()
        columns["fractional_cadence"] = (np.mod(halves, 2) / 2).tolist()
    return columns


def _semicircles(degrees: NDArray[np.float64]) -> list[int]:
    whole: list[int] = np.rint(degrees * SEMICIRCLES_PER_DEGREE).astype(np.int64).tolist()
    return whole


def _laps(activity: Activity, tape: Tape, sport: str) -> Iterator[Message]:
    """A lap every full kilometre, and the rest as the last one."""
    distance = tape.columns["distance"]
    marks = np.arange(1000.0, distance[-1], 1000.0)
    edges = [0, *np.searchsorted(distance, marks).tolist(), len(distance) - 1]
    for number, (first, last) in enumerate(pairwise(edges)):
        begin, end = int(tape.second[first]), int(tape.second[last])
        paused = sum(go - stop for stop, go in tape.pauses if begin <= stop < end)
        yield {
            "message_type": "lap",
            "message_index": number,
            "timestamp": _stamp(activity.start + timedelta(seconds=end)),
            "start_time": _stamp(activity.start + timedelta(seconds=begin)),
            "total_elapsed_time": float(end - begin),
            "total_timer_time": float(end - begin - paused),
            "total_distance": round(float(distance[last] - distance[first]), 2),
            "lap_trigger": "session_end" if last == len(distance) - 1 else "distance",
            "sport": sport,
            "event": "lap",
            "event_type": "stop",
        }


def _session(activity: Activity, tape: Tape, sport: Sequence[str], laps: int) -> Message:
    ended = activity.start + timedelta(seconds=int(tape.second[-1]))
    session: Message = {
        "message_type": "session",
        "timestamp": _stamp(ended),
        "start_time": _stamp(activity.start),
        "sport": sport[0],
        "sub_sport": sport[1],
        "total_elapsed_time": tape.elapsed_s,
        "total_timer_time": tape.timer_s,
        "total_distance": round(tape.distance_m, 2),
        "enhanced_avg_speed": round(tape.distance_m / tape.timer_s, 3),
        "first_lap_index": 0,
        "num_laps": laps,
        "event": "session",
        "event_type": "stop",
        "trigger": "activity_end",
    }
    if tape.ascent_m is not None and tape.descent_m is not None:
        session["total_ascent"] = round(tape.ascent_m)
        session["total_descent"] = round(tape.descent_m)
    if "heart_rate" in tape.columns:
        session["avg_heart_rate"] = round(float(tape.columns["heart_rate"].mean()))
        session["max_heart_rate"] = round(float(tape.columns["heart_rate"].max()))
    if "cadence_spm" in tape.columns:
        session["avg_cadence"] = int(tape.columns["cadence_spm"].mean() / 2)
    return session
