"""Large exports in flat memory: 5,000 members, a table of 1 GB."""

from __future__ import annotations

import io
import multiprocessing
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from tests.platforms.exports import START, apple_record, apple_workout, csv_bytes, gpx

from kneewise.platforms import Member, walk

MEMBERS = 5_000
GIGABYTE = 10**9
WORKOUTS = 500
LIMIT_MB = 40
"""What either walk may add to the process. Measured: 5,000 members 14 MB, 1 GB of XML 15 MB."""


def write_large_strava(path: Path) -> None:
    import zipfile

    rows = [["?"] * 13]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(MEMBERS):
            name = f"activities/{i}.gpx"
            rows.append([str(i), "", f"Run {i}", "Run", *[""] * 8, name])
            archive.writestr(name, gpx(START + timedelta(hours=i), points=20))
        archive.writestr("activities.csv", csv_bytes(rows))
        archive.writestr("shoes.csv", b"a,b,c\n")


def large_xml() -> Iterator[bytes]:
    """Days of records, one every 20 s, then workouts; the days count up from 2000-01-01."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n'
    kinds = ["BasalEnergyBurned"] * 8  # most of a real export fills no column
    kinds[1], kinds[3] = "HeartRate", "StepCount"
    records = (
        apple_record(kinds[i % 8], 20 * i, 20 * i, str(60 + i % 90), "count/min")
        for i in range(3_000)
    )
    day = "".join(records).encode()
    written = number = 0
    while written < GIGABYTE:
        block = _on_day(day, number)
        yield block
        written += len(block)
        number += 1
    for i in range(WORKOUTS):
        yield _on_day(apple_workout("Running", 3600).encode(), i)
    yield b"</HealthData>\n"


def _on_day(text: bytes, number: int) -> bytes:
    day = f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    return text.replace(START.strftime("%Y-%m-%d").encode(), day.encode())


class Generated(io.RawIOBase):
    """A stream of what is made as it is read."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._held:
            self._held = next(self._blocks, b"")
        part = self._held[: len(buffer)]
        self._held = self._held[len(part) :]
        buffer[: len(part)] = part
        return len(part)


def collect_large_xml() -> tuple[int, int, float]:
    """Workouts, records of the last one, and the megabytes that it took on top."""
    from kneewise.platforms.apple_health.collect import collect, new_spool

    @contextmanager
    def opener() -> Iterator[io.BufferedReader]:
        with io.BufferedReader(Generated(large_xml()), 1 << 20) as stream:
            yield stream

    before = peak_mb()
    with new_spool() as spool:
        found = collect(opener, spool)  # type: ignore[arg-type]
        records = len(found.texts(found.workouts[-1])[1])
    return len(found.workouts), records, peak_mb() - before


def walk_large_strava(path: Path) -> tuple[list[str], float]:
    """Names of the members, and the megabytes that it took on top."""
    list(walk([path.parent / "nothing"]))  # what is imported late counts before
    before = peak_mb()
    names = []
    for found in walk([path]):
        assert isinstance(found, Member)
        found.read()
        names.append(f"{found.name} {found.hints.name}")
    return names, peak_mb() - before


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.fixture
def alone() -> Iterator[ProcessPoolExecutor]:
    """A process of its own, whose peak memory is that of one call."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        yield pool


def test_five_thousand_members_come_one_at_a_time(
    alone: ProcessPoolExecutor, tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    write_large_strava(path)
    names, more_mb = alone.submit(walk_large_strava, path).result()
    assert len(names) == MEMBERS
    assert all(name.split(".")[0] == name.split()[-1] for name in names)
    assert more_mb < LIMIT_MB


@pytest.mark.slow
def test_a_gigabyte_of_apple_health_is_read_in_flat_memory(alone: ProcessPoolExecutor) -> None:
    workouts, records, more_mb = alone.submit(collect_large_xml).result()
    assert workouts == WORKOUTS
    assert records == 7, "heart rates and steps of ten minutes, one of each every 160 s"
    assert more_mb < LIMIT_MB
