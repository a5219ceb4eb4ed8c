"""Small recordings written by the tests: GPX of a straight run, so that a moment is a place."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 3, 1, 7, tzinfo=UTC)
STEP_S = 5
M_PER_DEGREE = 111_195.0


def gpx(start=START, seconds=600, speed_m_s=3.0, sport="running", name="", step_s=STEP_S):
    """A run due north from the equator."""
    points = "".join(
        f'<trkpt lat="{second * speed_m_s / M_PER_DEGREE:.7f}" lon="10.0"><ele>100</ele>'
        f"<time>{(start + timedelta(seconds=second)).isoformat().replace('+00:00', 'Z')}</time>"
        "</trkpt>"
        for second in range(0, seconds + 1, step_s)
    )
    title = f"<name>{name}</name>" if name else ""
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="test" '
        'xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"{title}<type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def write_runs(folder: Path, count: int, **other) -> list[Path]:
    """That many runs, one a day."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"run{number:04d}.gpx"
        path.write_bytes(gpx(START + timedelta(days=number), **({"seconds": 300} | other)))
        paths.append(path)
    return paths


def strava_zip(path: Path, rows: list[dict[str, str]], files: dict[str, bytes]) -> Path:
    """An export in Strava's shape with the columns that matter here."""
    columns = list(rows[0])
    lines = [",".join(columns)] + [",".join(f'"{row[name]}"' for name in columns) for row in rows]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/activities.csv", "\n".join(lines) + "\n")
        archive.writestr("export/profile.csv", "a\n1\n")
        for name, data in files.items():
            archive.writestr(f"export/{name}", data)
    return path
