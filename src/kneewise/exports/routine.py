"""A routine as a workout for a watch: one timed step after the other, as a FIT file."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pyfitparsernative import write_fit_bytes

from kneewise.exports.leaving import ExportedFile
from kneewise.exports.saying import text
from kneewise.exports.workout import MEDIA_TYPE, NAME_BYTES, NOTES_BYTES

STRENGTH = ("training", "strength_training")
FLEXIBILITY = ("training", "flexibility_training")


@dataclass(frozen=True, slots=True)
class Timed:
    """One exercise on the watch: what its display shows, what its notes say, and how long."""

    name: str
    notes: str
    seconds: int
    rest_s: int = 0


def routine_file(
    name: str, title: str, steps: Iterable[Timed], made_at: datetime, *, strength: bool
) -> ExportedFile:
    """The steps in order, each with its rest before it, after the check that says when not to.

    What a display can't hold is cut at whole words; `made_at` is aware.
    """
    messages: list[dict[str, Any]] = [_check()]
    for step in steps:
        if step.rest_s:
            messages.append(_step(text("name.routine_ready.watch"), "rest", step.rest_s, step.name))
        messages.append(_step(step.name, "active", step.seconds, step.notes))
    sport, sub_sport = STRENGTH if strength else FLEXIBILITY
    head: list[dict[str, Any]] = [
        {
            "message_type": "file_id",
            "type": "workout",
            "manufacturer": "development",
            "product": 1,
            "serial_number": zlib.crc32(name.encode()) or 1,
            "time_created": made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(),
        },
        {
            "message_type": "workout",
            "sport": sport,
            "sub_sport": sub_sport,
            "num_valid_steps": len(messages),
            "wkt_name": cut(title, NAME_BYTES),
        },
    ]
    numbered = [{"message_index": number, **step} for number, step in enumerate(messages)]
    return ExportedFile(
        f"kneewise-{name.replace('_', '-')}.fit",
        MEDIA_TYPE,
        bytes(write_fit_bytes([*head, *numbered])),
    )


def cut(said: str, size: int) -> str:
    """The text in at most so many bytes, cut after a whole word where there is one."""
    raw = said.encode()
    if len(raw) <= size:
        return said
    short = raw[:size].decode(errors="ignore")
    return short.rsplit(" ", 1)[0] if " " in short else short


def _check() -> dict[str, Any]:
    return {
        "message_type": "workout_step",
        "wkt_step_name": text("name.routine_stop.watch"),
        "duration_type": "open",
        "target_type": "open",
        "intensity": "rest",
        "notes": text("routine_stop.watch"),
    }


def _step(name: str, intensity: str, seconds: int, notes: str) -> dict[str, Any]:
    return {
        "message_type": "workout_step",
        "wkt_step_name": cut(name, NAME_BYTES),
        "duration_type": "time",
        "duration_value": seconds * 1000,  # FIT: milliseconds
        "target_type": "open",
        "intensity": intensity,
        "notes": cut(notes, NOTES_BYTES),
    }
