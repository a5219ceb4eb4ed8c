"""Sessions of a FIT file as recordings: who owns which record, lap and timer event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.formats.fit_clock import Clock, clock_of, created_s, number, utc_offset_s
from kneewise.formats.fit_columns import columns_of
from kneewise.formats.fit_decoded import Column, Decoded
from kneewise.formats.fit_scan import TIMESTAMP, Message
from kneewise.formats.fit_sport import LAP_TRIGGERS, MAKERS, sport_of
from kneewise.formats.pauses import pauses_of
from kneewise.formats.plausible import tidy
from kneewise.model.problem import Problem
from kneewise.model.recording import Lap, Recording
from kneewise.model.sport import Sport

_FILE_ID, _SPORT, _SESSION, _LAP, _EVENT, _DEVICE = 0, 12, 18, 19, 21, 23
_START, _SPORT_FIELD, _SUB_SPORT = 2, 5, 6
_ELAPSED, _TIMER, _DISTANCE, _ASCENT, _DESCENT, _PROFILE_NAME = 7, 8, 9, 22, 23, 110
_LAP_TRIGGER, _LAP_SPORT, _LAP_SUB_SPORT = 24, 25, 39
_TIMER_EVENT, _TIMER_START, _TIMER_STOPS = 0, 0, frozenset({1, 4, 8, 9})


@dataclass(frozen=True, slots=True)
class _File:
    """One decoded file with all that its recordings share."""

    decoded: Decoded
    clock: Clock
    columns: dict[str, Column]
    source: str
    starts: NDArray[np.float64]
    """When each session begins, in the order of time; as many as `sessions`."""
    sessions: tuple[Message, ...]


def recordings_of(decoded: Decoded, first_index: int, source: str) -> tuple[Recording, ...]:
    """One recording a session, or one in all where the file has none.

    A record belongs to the last session that began at or before it (the first session, where
    none had), so that none is lost; one without a time goes with the record before it. Heart
    rate in `hr` messages (straps that store it under water) is not read.
    """
    clock, problems = clock_of(decoded, source)
    columns = columns_of(decoded, clock)
    sessions = list(decoded.of(_SESSION))
    if not sessions:
        message = (
            "there is no summary (cut off, or saved without its last lap); the recording was "
            f"made from its {decoded.record_count} records."
        )
        problems = (*problems, Problem(source, "whole file", message))
        sessions = [{}]
    begins = [_begin(session, clock) for session in sessions]
    order = sorted(range(len(sessions)), key=lambda i: begins[i])
    file = _File(
        decoded,
        clock,
        columns,
        source,
        np.array([begins[i] for i in order]),
        tuple(sessions[i] for i in order),
    )
    owner = _owners(file, columns["time_s"])
    several = len(sessions) > 1
    made = {
        order[rank]: _recording(
            file, rank, owner == rank if several else slice(None), first_index + order[rank]
        )
        for rank in range(len(sessions))
    }
    made[0] = replace(made[0], problems=(*problems, *made[0].problems))
    return tuple(made[index] for index in sorted(made))


def _begin(session: Message, clock: Clock) -> float:
    """When a session begins; before everything where it does not say."""
    start = clock.seconds(number(session, _START))
    if start is not None:
        return start
    end, elapsed = clock.seconds(number(session, TIMESTAMP)), _scaled(session, _ELAPSED, 1000)
    return -np.inf if end is None or elapsed is None else end - elapsed


def _owners(file: _File, time_s: Column) -> NDArray[np.intp]:
    """The rank of the session that each time belongs to."""
    if len(file.sessions) == 1 or not len(time_s):
        return np.zeros(len(time_s), dtype=np.intp)
    known = ~np.isnan(time_s)
    before = np.maximum.accumulate(np.where(known, np.arange(len(time_s)), 0))
    ranks = np.searchsorted(file.starts, time_s[before], side="right") - 1
    ranks[np.isnan(time_s[before])] = 0
    return np.clip(ranks, 0, None)


def _recording(file: _File, rank: int, rows: NDArray[np.bool_] | slice, index: int) -> Recording:
    session, decoded = file.sessions[rank], file.decoded
    sport = _sport(decoded, session)
    place = "whole file" if len(file.sessions) == 1 else f"session {index + 1}"
    own = {name: column[rows] for name, column in file.columns.items()}
    samples, problems = tidy(own, sport, file.source, place)
    time_s = samples["time_s"]
    elapsed = _measured(_scaled(session, _ELAPSED, 1000), known=False)
    timer = _measured(_scaled(session, _TIMER, 1000), known=False)
    counted = samples.get("distance_m")
    has_distance = counted is not None and bool(np.any(counted > 0))
    stopped = None if elapsed is None or timer is None else elapsed - timer
    return Recording(
        index=index,
        sport=sport,
        started_at=file.clock.moment(_start_s(file, session, time_s)),
        samples=samples,
        utc_offset_s=utc_offset_s(decoded) if file.clock.dated else None,
        elapsed_s=elapsed,
        timer_s=timer,
        distance_m=_measured(_scaled(session, _DISTANCE, 100), known=has_distance),
        ascent_m=_measured(number(session, _ASCENT), known="altitude_m" in samples),
        descent_m=_measured(number(session, _DESCENT), known="altitude_m" in samples),
        name=_name(decoded, session),
        device=_device(decoded),
        laps=_laps(file, rank),
        pauses=pauses_of(_switched(file, rank), time_s, stopped),
        problems=problems,
    )


def _start_s(file: _File, session: Message, time_s: Column) -> float | None:
    start = file.clock.seconds(number(session, _START))
    if start is not None:
        return start
    known = time_s[~np.isnan(time_s)]
    if known.size:
        return float(known[0])
    return created_s(file.decoded)


def _sport(decoded: Decoded, session: Message) -> Sport:
    """From the session, else the sport message, else the first lap."""
    found = _first_sport([session], _SPORT_FIELD, _SUB_SPORT)
    if found is Sport.UNKNOWN:
        found = _first_sport(decoded.of(_SPORT), 0, 1)
    if found is Sport.UNKNOWN:
        found = _first_sport(decoded.of(_LAP), _LAP_SPORT, _LAP_SUB_SPORT)
    return found


def _first_sport(messages: Sequence[Message], sport: int, sub_sport: int) -> Sport:
    for message in messages:
        main, sub = number(message, sport), number(message, sub_sport)
        if main is not None:
            return sport_of(int(main), None if sub is None else int(sub))
    return Sport.UNKNOWN


def _laps(file: _File, rank: int) -> tuple[Lap, ...]:
    laps = []
    for message in file.decoded.of(_LAP):
        start = file.clock.seconds(number(message, _START))
        if start is None or _rank_at(file, start) != rank:
            continue
        trigger = number(message, _LAP_TRIGGER)
        laps.append(
            Lap(
                start_s=start,
                elapsed_s=_scaled(message, _ELAPSED, 1000),
                distance_m=_scaled(message, _DISTANCE, 100),
                trigger=None if trigger is None else LAP_TRIGGERS.get(int(trigger)),
            )
        )
    return tuple(laps)


def _switched(file: _File, rank: int) -> list[tuple[float, bool]]:
    switched = []
    for message in file.decoded.of(_EVENT):
        kind, at = message.get(1), file.clock.seconds(number(message, TIMESTAMP))
        if message.get(0) != _TIMER_EVENT or at is None or _rank_at(file, at) != rank:
            continue
        if kind == _TIMER_START or kind in _TIMER_STOPS:
            switched.append((at, kind == _TIMER_START))
    return switched


def _rank_at(file: _File, seconds: float) -> int:
    if len(file.sessions) == 1:
        return 0
    return max(int(np.searchsorted(file.starts, seconds, side="right")) - 1, 0)


def _name(decoded: Decoded, session: Message) -> str | None:
    """The name of the sport profile, which is all that FIT knows of a title."""
    for message, field in ((session, _PROFILE_NAME), *((m, 3) for m in decoded.of(_SPORT))):
        value = message.get(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _device(decoded: Decoded) -> str | None:
    """Product name, else maker and product number."""
    named = [(message, 8) for message in decoded.of(_FILE_ID)]
    named += [(message, 27) for message in decoded.of(_DEVICE) if message.get(0) == 0]
    for message, field in named:
        value = message.get(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
    for message in decoded.of(_FILE_ID):
        maker = MAKERS.get(int(number(message, 1) or 0))
        product = number(message, 2)
        if maker is not None:
            return maker if product is None else f"{maker} {product:.0f}"
    return None


def _measured(total: float | None, *, known: bool) -> float | None:
    """A total; devices write 0 for what they did not measure, so 0 needs samples behind it."""
    return None if total == 0 and not known else total


def _scaled(message: Message, field: int, scale: float) -> float | None:
    value = number(message, field)
    return None if value is None else value / scale
