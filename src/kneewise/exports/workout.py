"""A run of the plan as a structured workout for a watch: one FIT file a session.

The first step waits for the lap button and says when not to start. A workout never asks for more
than the plan: distances and times are cut to whole metres and seconds, never rounded up.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pyfitparsernative import write_fit_bytes

from kneewise.exports.leaving import WITHOUT_A_PLAN, ExportedFile, leaving, whole
from kneewise.exports.saying import tell, text
from kneewise.model.advice import Light
from kneewise.model.numbers import counted
from kneewise.model.plan import Block, Gait, Session, SessionKind, Stretch
from kneewise.model.quantity import Day
from kneewise.model.words import Sentence

NAME_BYTES = 15
"""What watches show of the name of a workout or a step: 16 bytes of FIT with the closing zero."""

NOTES_BYTES = 49
"""What they keep of a step's notes: 50 bytes with the closing zero, as in FIT's own example."""

MEDIA_TYPE = "application/vnd.ant.fit"

Message = dict[str, Any]
"""One FIT message as the writer takes it: `message_type` and its fields."""

_NAMED = frozenset(
    {SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL, SessionKind.ENTRY_TEST}
)
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Workouts:
    """The files, one a session that has steps, and what to say of them."""

    files: tuple[ExportedFile, ...]
    said: tuple[Sentence, ...]


def workout_files(sessions: Iterable[Session], light: Light, now: datetime) -> Workouts:
    """The workouts of the next seven days; `now` is aware, in the zone whose days count.

    Under a red light, or without a plan, there is none, and it is said that those on the watch
    must be deleted. A session whose steps come to more than its own limit is left out and named.
    """
    if light in WITHOUT_A_PLAN:
        return Workouts((), (tell(f"light.{light.value}"), tell("watch.delete")))
    ahead = [session for session in leaving(sessions, light, now.date()) if session.blocks]
    good = [session for session in ahead if not exceeds(session)]
    said = [
        tell("workouts.left_out", day=Day(session.day), title=session.title)
        for session in ahead
        if exceeds(session)
    ]
    if not good:
        return Workouts((), (*said, tell("workouts.nothing"), tell("watch.delete")))
    first, last = Day(good[0].day), Day(good[-1].day)
    held = tell("workouts.held", workouts=counted(len(good), "workout"), first=first, last=last)
    files = tuple(
        ExportedFile(name, MEDIA_TYPE, workout_bytes(session, now))
        for session, name in zip(good, _names(good), strict=True)
    )
    return Workouts(files, (held, *said, tell("workouts.how")))


def exceeds(session: Session) -> bool:
    """Whether the steps of a session come to more km or minutes than the session allows."""
    stretches = [(block.times, stretch) for block in session.blocks for stretch in block.stretches]
    km = sum(n * s.km for n, s in stretches if s.km is not None and s.gait is not Gait.WALK)
    minutes = sum(n * s.minutes for n, s in stretches if s.minutes is not None)
    return _more(km, session.km) or _more(minutes, session.minutes)


def workout_bytes(session: Session, made_at: datetime) -> bytes:
    """One session with steps as the bytes of a FIT file of type workout."""
    steps = [_check(), *_steps(session.blocks)]
    messages: list[Message] = [
        {
            "message_type": "file_id",
            "type": "workout",
            "manufacturer": "development",
            "product": 1,
            # a watch tells workouts apart by these two; 0 would be "no number"
            "serial_number": zlib.crc32(f"{session.uid} {session.day}".encode()) or 1,
            "time_created": made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(),
        },
        {
            "message_type": "workout",
            "sport": "running",
            "num_valid_steps": len(steps),
            "wkt_name": _name(session.kind, session.day),
        },
        *({"message_index": number, **step} for number, step in enumerate(steps)),
    ]
    return bytes(write_fit_bytes(messages))


def _check() -> Message:
    """The step before the first: it stands still until the lap button is pressed."""
    return {
        "message_type": "workout_step",
        "wkt_step_name": text("name.dont_start.watch"),
        "duration_type": "open",
        "target_type": "open",
        "intensity": "rest",
        "notes": text("dont_start.watch"),
    }


def _steps(blocks: Iterable[Block]) -> Iterator[Message]:
    """Steps in order; a block done more than once ends with a step that goes back to its first."""
    blocks = tuple(blocks)
    last_run = _last_run(blocks)
    number = 1  # after the check
    for at, block in enumerate(blocks):
        first = number
        for place, stretch in enumerate(block.stretches):
            # what is walked between repeats comes before the next run
            there = (at, place if block.times == 1 else -1)
            yield _step(stretch, after_all=last_run is not None and there > last_run)
            number += 1
        if block.times > 1:
            yield {
                "message_type": "workout_step",
                "duration_type": "repeat_until_steps_cmplt",
                "duration_value": first,
                "target_value": block.times,
            }
            number += 1


def _last_run(blocks: Iterable[Block]) -> tuple[int, int] | None:
    """Where the last stretch of running is: its block and its place in it."""
    places = [
        (at, place)
        for at, block in enumerate(blocks)
        for place, stretch in enumerate(block.stretches)
        if stretch.gait is Gait.RUN
    ]
    return places[-1] if places else None


def _step(stretch: Stretch, *, after_all: bool) -> Message:
    """One stretch; walking after all running is the cool-down, other walking is rest."""
    name, intensity = {
        Gait.WARM_UP: ("warm_up", "warmup"),
        Gait.RUN: ("run", "active"),
        Gait.WALK: ("cool_down", "cooldown") if after_all else ("walk", "rest"),
    }[stretch.gait]
    step: Message = {
        "message_type": "workout_step",
        "wkt_step_name": text(f"name.{name}.watch"),
        "target_type": "open",
        "intensity": intensity,
    }
    if stretch.km is not None:  # FIT: centimetres
        return step | {"duration_type": "distance", "duration_value": whole(stretch.km, 1000) * 100}
    seconds = whole(stretch.minutes or 0.0, 60)  # FIT: milliseconds
    return step | {"duration_type": "time", "duration_value": seconds * 1000}


def _name(kind: SessionKind, day: date) -> str:
    """What the list on the watch shows: the day first, so that it can be found and deleted."""
    named = kind.value if kind in _NAMED else "other"
    return text(f"workout.{named}.watch", month=day.month, day=day.day)


def _names(sessions: Iterable[Session]) -> list[str]:
    """`kneewise-2026-11-09-run.fit`; a second one of a kind on a day gets a number."""
    seen: dict[str, int] = {}
    names = []
    for session in sessions:
        stem = f"kneewise-{session.day.isoformat()}-{session.kind.value.replace('_', '-')}"
        seen[stem] = seen.get(stem, 0) + 1
        names.append(f"{stem}.fit" if seen[stem] == 1 else f"{stem}-{seen[stem]}.fit")
    return names


def _more(value: float, limit: float | None) -> bool:
    return limit is not None and value > limit + _TOLERANCE
