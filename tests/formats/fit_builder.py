"""FIT files made by the tests: whole ones by a writer, crooked ones byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pyfitparsernative import write_fit_bytes

START = datetime(2025, 5, 4, 6, 30, tzinfo=UTC)
START_S = START.timestamp()
FIT_EPOCH_S = 631_065_600
SEMICIRCLES = 2**31 / 180

Message = dict[str, object]


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def at(seconds: float) -> str:
    return iso(START + timedelta(seconds=seconds))


def file_id(kind: str = "activity", seconds: float = 0) -> Message:
    return {
        "message_type": "file_id",
        "type": kind,
        "manufacturer": "garmin",
        "product": 2697,
        "time_created": at(seconds),
    }


def record(seconds: float, **values: object) -> Message:
    return {"message_type": "record", "timestamp": at(seconds), **values}


def records(count: int, first: float = 0, **values: object) -> list[Message]:
    made = []
    for step in range(count):
        own: Message = {
            "position_lat": int((48.1 + step * 1e-5) * SEMICIRCLES),
            "position_long": int(11.5 * SEMICIRCLES),
            "altitude": 520.0 + step % 5,
            "distance": 3.0 * step,
            "speed": 3.0,
            "heart_rate": 140 + step % 7,
            "cadence": 84,
            **values,
        }
        made.append(record(first + step, **{name: v for name, v in own.items() if v is not None}))
    return made


def session(
    start: float, seconds: float, sport: str = "running", sub_sport: str = "generic", **more: object
) -> Message:
    return {
        "message_type": "session",
        "timestamp": at(start + seconds),
        "start_time": at(start),
        "sport": sport,
        "sub_sport": sub_sport,
        "total_elapsed_time": float(seconds),
        "total_timer_time": float(seconds),
        **more,
    }


def timer(seconds: float, kind: str) -> Message:
    return {
        "message_type": "event",
        "timestamp": at(seconds),
        "event": "timer",
        "event_type": kind,
    }


def activity(seconds: float, offset_h: float = 2) -> Message:
    return {
        "message_type": "activity",
        "timestamp": at(seconds),
        "local_timestamp": at(seconds + offset_h * 3600),
        "num_sessions": 1,
        "type": "manual",
    }


def run(count: int = 60, sport: str = "running", sub_sport: str = "generic", **values: object):
    """A plain activity of `count` records, one a second."""
    return [
        file_id(),
        timer(0, "start"),
        *records(count, **values),
        timer(count, "stop_all"),
        session(0, count, sport, sub_sport, total_distance=3.0 * count),
        activity(count),
    ]


def fit(messages: Sequence[Message]) -> bytes:
    return bytes(write_fit_bytes(list(messages)))


def checksum(data: bytes) -> int:
    """The sum of the FIT protocol, bit by bit: CRC-16 with the polynomial 0xA001."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 if value & 1 else 0)
    return value


def raw_fit(body: bytes) -> bytes:
    """A body under a header and a checksum that are right."""
    plain = struct.pack("<BBHI4s", 12, 0x20, 2140, len(body), b".FIT") + body
    return plain + struct.pack("<H", checksum(plain))


def definition(local: int, message: int, fields: Sequence[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def raw_file_id(kind: int = 4) -> bytes:
    return definition(0, 0, [(0, 1, 0)]) + bytes([0, kind])
