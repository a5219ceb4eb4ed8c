"""A runner in a town made by hand: asphalt in the west, a rough track in the east."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from tests.ground.osm import write_pbf
from tests.ground.routing.towns import grid, place

from kneewise.journal import open_journal
from kneewise.model.diary import Side

STREET = {"highway": "residential", "surface": "asphalt", "name": "High Street"}
TRACK = {"highway": "track", "surface": "gravel", "tracktype": "grade4", "smoothness": "very_bad"}
HOME = (4, 4)
WEST = ((4, 4), (0, 4), (0, 0), (4, 0), (4, 4))
EAST = ((4, 4), (8, 4), (8, 0), (4, 0), (4, 4))
RUNS = 16


def write_way(file: Path, start: datetime, corners: Iterable[tuple[float, float]]) -> Path:
    """A run along corners of the grid at 3 m/s, a point every 15 m."""
    points = []
    for (lon0, lat0), (lon1, lat1) in pairwise(place(*one) for one in corners):
        metres = hypot((lon1 - lon0) * cos(radians(lat0)), lat1 - lat0) * 111_195
        count = max(1, round(metres / 15))
        points += [
            (lon0 + (lon1 - lon0) * n / count, lat0 + (lat1 - lat0) * n / count)
            for n in range(count)
        ]
    track = "".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><time>'
        f"{start + timedelta(seconds=5 * n):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for n, (lon, lat) in enumerate(points)
    )
    file.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="test" '
        'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>'
        f"{track}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return file


def write_town(file: Path) -> Path:
    """Nine by nine blocks of 200 m."""
    return write_pbf(file, grid(9, 9, lambda column, _: STREET if column <= 4 else TRACK))


def make_home(folder: Path, *, match: bool = True) -> Path:
    """A home of sixteen runs, west and east in turn, the eastern ones painful, and the map."""
    files = folder / "files"
    files.mkdir(parents=True)
    now = datetime.now(UTC).replace(microsecond=0)
    for n in range(RUNS):
        start = now - timedelta(days=9 * (RUNS - n), hours=3)
        write_way(files / f"{n:02d}.gpx", start, EAST if n % 2 else WEST)
    with open_journal(folder / "home") as journal:
        journal.set_fact("home_zone", "UTC")
        journal.import_paths([files])
        for n, run in enumerate(reversed(journal.runs())):
            journal.rate(4 if n % 2 else 0, run=run.id, side=Side.LEFT)
        journal.add_map(write_town(folder / "town.osm.pbf"), "town")
        if match:
            journal.match_ground()
    return folder / "home"
