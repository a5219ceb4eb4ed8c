"""One file from bytes to everything the importer keeps of it, here or in a process of its own.

A worker knows no database. It writes what is too large for a pipe (samples, originals) into the
home's `incoming/` folder and hands back names; only the parent moves, syncs and commits them.
It is started as `python -c`, not by `multiprocessing`, so that a runner's own script needs no
`if __name__ == "__main__"`; it ends when its input ends, so none outlives a killed parent.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from kneewise.journal.duplicates import moving_intervals
from kneewise.journal.elevation import elevation_at, tiles_under
from kneewise.journal.importing_profiles import profile_of
from kneewise.journal.importing_sports import sport_of_name
from kneewise.model.problem import Problem
from kneewise.model.profile import RunProfile
from kneewise.model.recording import ReadResult, Recording
from kneewise.model.sport import Sport
from kneewise.store.files import Files, pack
from kneewise.store.kept import KeptRecording, OriginalState

FRAME = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: its bytes, their sha256, and what problems shall call it."""

    sha256: str
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadRecording:
    """One recording as read: `staged` is its Parquet file, `profile` and `profile_key` its profile.

    `kept.utc_offset_s` is 0 and `offset_from` empty where the file said nothing.
    """

    kept: KeptRecording
    staged: Path | None
    profile: bytes | None
    profile_key: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `staged` is the original, None where no bytes are kept."""

    sha256: str
    source: str
    size: int
    state: OriginalState
    format_version: int
    packing: str | None = None
    staged: Path | None = None
    recordings: tuple[ReadRecording, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_file(task: Task, files: Files) -> Outcome:
    """Decode, reduce and stage one file. Raises OSError where `incoming/` can't be written."""
    from kneewise.formats import FORMAT_VERSION

    result = _decode(task)
    plain = Outcome(
        sha256=task.sha256,
        source=task.source,
        size=len(task.data),
        state=_state(result),
        format_version=FORMAT_VERSION,
        problems=_problems(result),
    )
    if plain.state is not OriginalState.KEPT:
        return plain
    packing, packed = pack(task.data)
    original = files.stage(f"{task.sha256}.original", packed)
    recordings = tuple(_read_recording(task, each, files) for each in result.recordings)
    return replace(plain, packing=packing, staged=original, recordings=recordings)


def _decode(task: Task) -> ReadResult:
    """As platforms decode it; what is FIT for sure needs none of them."""
    if task.data[8:12] == b".FIT":
        from kneewise import formats

        return formats.read(task.data, task.source)
    from kneewise import platforms

    return platforms.read(task.data, task.source)


def _state(result: ReadResult) -> OriginalState:
    if result.recordings:
        return OriginalState.KEPT
    told = any(problem.fatal for problem in result.problems)
    return OriginalState.REFUSED if told else OriginalState.OTHER


def _problems(result: ReadResult) -> tuple[Problem, ...]:
    return result.problems + tuple(
        problem for recording in result.recordings for problem in recording.problems
    )


def _read_recording(task: Task, recording: Recording, files: Files) -> ReadRecording:
    staged = None
    content = None
    if len(recording.samples):
        from kneewise.store.samples import samples_to_parquet

        content, parquet = samples_to_parquet(recording.samples)
        # Not named by its content: two files may hold the same samples.
        staged = files.stage(f"{task.sha256}.{recording.index}.parquet", parquet)
    tiles = elevation_at(files.home)

    def reduced(sport: Sport) -> tuple[RunProfile, bytes, str]:
        under = tiles_under(tiles, recording.samples, sport)
        return profile_of(recording, sport, content, under)

    sport = recording.sport
    profile, packed, key = reduced(sport)
    if sport is Sport.UNKNOWN and recording.name:
        sport = sport_of_name(recording.name, _speed_m_s(recording, profile)) or sport
        if sport is not recording.sport:
            profile, packed, key = reduced(sport)
    kept = _kept(task, recording, sport, content, profile)
    return ReadRecording(kept, staged, packed, key)


def _kept(
    task: Task, recording: Recording, sport: Sport, content: str | None, profile: RunProfile
) -> KeptRecording:
    offset_s = recording.utc_offset_s
    return KeptRecording(
        sha256=task.sha256,
        index=recording.index,
        sport=sport,
        started_at=recording.started_at,
        utc_offset_s=offset_s or 0,
        offset_from="" if offset_s is None else "file",
        moving=moving_intervals(recording),
        sample_count=len(recording.samples),
        samples=content,
        columns=tuple(sorted(name for name in recording.samples.columns if name != "time_s")),
        elapsed_s=_number(recording.elapsed_s, profile.elapsed_s),
        timer_s=_number(recording.timer_s, None),
        moving_s=_number(profile.moving_s, recording.timer_s),
        distance_m=_number(recording.distance_m, _metres(profile.distance_km)),
        ascent_m=_number(recording.ascent_m, None),
        descent_m=_number(recording.descent_m, None),
        name=recording.name,
        note=recording.note,
        device=recording.device,
        pauses=recording.pauses,
        laps=recording.laps,
    )


def _speed_m_s(recording: Recording, profile: RunProfile) -> float | None:
    distance_m = _number(recording.distance_m, _metres(profile.distance_km))
    moving_s = _number(profile.moving_s, recording.timer_s)
    return distance_m / moving_s if moving_s and distance_m is not None else None


def _metres(km: float | None) -> float | None:
    return None if km is None else km * 1000.0


def _number(first: float | None, second: float | None) -> float | None:
    """A plain float for JSON and SQL: the first that is known and finite."""
    for value in (first, second):
        if value is not None and abs(value) < float("inf"):
            return float(value)
    return None


def send(stream: IO[bytes], value: object) -> None:
    """Write one value to a pipe, its length before it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(FRAME.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """The next value from a pipe of our own process. Raises EOFError when the other end is gone."""
    head = stream.read(FRAME.size)
    if len(head) < FRAME.size:
        raise EOFError
    (size,) = FRAME.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 (the other end is our own parent or child)


def serve(tasks: IO[bytes], outcomes: IO[bytes], read: Callable[[Task], Outcome]) -> None:
    """Answer every task until the parent closes its end; a full disk is answered as the OSError."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return
        if not isinstance(task, Task):
            raise TypeError(type(task))
        answer: Outcome | OSError
        try:
            answer = read(task)
        except OSError as error:
            answer = error
        try:
            send(outcomes, answer)
        except BrokenPipeError:
            return


GIVES_WAY = 10
"""Our choice: reading files lets whoever looks at a page meanwhile go first."""


def main() -> None:
    """Serve the parent over the standard streams; what libraries print goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    if sys.platform != "win32":
        os.nice(GIVES_WAY)
    files = Files(Path(sys.argv[1]))
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, outcomes, lambda task: read_file(task, files))
