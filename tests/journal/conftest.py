"""A journal with a few runs, brought in the ordinary way from files made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal

POINT = '<trkpt lat="{lat:.6f}" lon="9.0"><ele>200</ele><time>{time}</time></trkpt>'


def write_gpx(file: Path, start: datetime, km: float = 5.0, sport: str = "running") -> Path:
    """A level run due north at 3 m/s with a point every 10 s."""
    seconds = int(km * 1000 / 3.0)
    points = [
        POINT.format(
            lat=48.0 + 3.0 * at / 111_195,
            time=f"{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}",
        )
        for at in range(0, seconds + 1, 10)
    ]
    file.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="test" '
        'xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<type>{sport}</type><trkseg>{''.join(points)}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def now() -> datetime:
    """This moment on a whole second; ratings compare with it."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """A journal over a home that holds nothing yet."""
    with open_journal(home) as opened:
        opened.set_fact("home_zone", "UTC")
        yield opened


@pytest.fixture
def ran(journal: Journal, tmp_path: Path) -> Callable[..., None]:
    """Bring in one run that began at a moment."""

    def bring(start: datetime, km: float = 5.0, sport: str = "running") -> None:
        file = write_gpx(tmp_path / f"{start:%Y%m%dT%H%M%S}-{sport}.gpx", start, km, sport)
        assert not journal.import_paths([file]).problems

    return bring
