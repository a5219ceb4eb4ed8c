"""A run along its way: thinned without losing its shape, gaps that stay gaps, a zone kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal.strips import MOST_POINTS

POINT = (
    '<trkpt lat="{lat}" lon="{lon}"><ele>{ele}</ele><time>{time}</time><extensions>'
    "<gpxtpx:TrackPointExtension><gpxtpx:hr>{hr}</gpxtpx:hr></gpxtpx:TrackPointExtension>"
    "</extensions></trkpt>"
)


def write_run(file: Path, start: datetime, fixes) -> Path:
    """A GPX from (second, latitude, longitude, altitude, heart rate)."""
    points = "".join(
        POINT.format(
            time=f"{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}",
            lat=lat,
            lon=lon,
            ele=ele,
            hr=hr,
        )
        for at, lat, lon, ele, hr in fixes
    )
    file.write_text(
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx='
        '"http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><trk><type>running</type>'
        f"<trkseg>{points}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def run_of(journal, tmp_path, now):
    """Bring in one run from its fixes and give its strips."""

    def bring(fixes, days=2):
        file = write_run(tmp_path / f"{days}.gpx", now - timedelta(days=days), fixes)
        assert not journal.import_paths([file]).problems
        return journal.strips("latest")

    return bring


def north(at):
    return 48.0 + 3.0 * at / 111_195


def test_a_long_run_is_thinned_and_keeps_its_length_pace_and_heart_rate(run_of):
    strips = run_of([(at, north(at), 9.0, 200, 140 + at // 3000) for at in range(0, 7200, 2)])
    assert len(strips.at_min) == len(strips.speed_m_s.values) <= MOST_POINTS + 5
    assert strips.at_km[-1] == pytest.approx(21.6, rel=0.02)
    assert strips.speed_m_s.mean == pytest.approx(3.0, rel=0.02)
    assert strips.heart_rate_bpm.values[0] == pytest.approx(140)
    assert strips.heart_rate_bpm.values[-1] == pytest.approx(142)
    assert strips.cadence_spm is None
    assert list(strips.at_km) == sorted(strips.at_km)


def test_pieces_carry_the_load_of_the_whole_run(run_of, journal):
    strips = run_of([(at, north(at), 9.0, 200, 140) for at in range(0, 1800, 5)])
    load = journal.run("latest").load.cumulative
    total = sum(piece.km * piece.per_km.mid for piece in strips.pieces)
    assert total == pytest.approx(load.mid)
    assert strips.hardest is None, "no piece of a level, even run is harder than the whole"


def test_the_steep_descent_is_the_hardest_piece(run_of):
    def height(at):
        return 300.0 - 0.1 * min(max(3.0 * at - 2000.0, 0.0), 500.0)

    strips = run_of([(at, north(at), 9.0, height(at), 140) for at in range(0, 1500, 2)])
    assert strips.hardest.start_km == pytest.approx(2.0, abs=0.05)
    assert strips.hardest.per_km.mid > 1.1 * strips.load_per_km.mid


def test_a_gap_breaks_the_line_of_the_strips_and_of_the_map(run_of):
    fixes = [(at, north(at), 9.0, 200, 140) for at in range(0, 600, 2)]
    fixes += [(at, north(at), 9.0, 200, 140) for at in range(1800, 2400, 2)]
    strips = run_of(fixes)
    assert None in strips.track.latitude_deg
    assert None in strips.heart_rate_bpm.values
    assert strips.heart_rate_bpm.values[-1] is not None


def test_the_privacy_zone_hides_the_start_of_the_map_and_the_cursor(run_of, journal):
    journal.set_fact("privacy_zone", f"{north(0)},9.0,300")
    strips = run_of([(at, north(at), 9.0, 200, 140) for at in range(0, 1200, 2)])
    shown = [lat for lat in strips.track.latitude_deg if lat is not None]
    assert min(shown) >= north(100) - 1e-6
    assert (strips.track.hides_start, strips.track.hides_end) == (True, False)
    assert min(lat for lat in strips.latitude_deg if lat is not None) >= north(100) - 1e-6
    assert strips.latitude_deg[0] is None


def test_a_run_that_passes_the_zone_is_broken_there_and_keeps_its_ends(run_of, journal):
    journal.set_fact("privacy_zone", f"{north(600)},9.0,150")
    strips = run_of([(at, north(at), 9.0, 200, 140) for at in range(0, 1200, 2)])
    assert None in strips.track.latitude_deg
    assert (strips.track.hides_start, strips.track.hides_end) == (False, False)


def test_a_run_wholly_inside_the_zone_shows_no_place(run_of, journal):
    journal.set_fact("privacy_zone", "48.01,9.0,9000")
    strips = run_of([(at, north(at), 9.0, 200, 140) for at in range(600)])
    assert [lat for lat in strips.track.latitude_deg if lat is not None] == []
    assert [lat for lat in strips.latitude_deg if lat is not None] == []
    assert strips.speed_m_s is not None


def test_a_latitude_of_nothing_is_a_place(run_of):
    strips = run_of([(at, 3.0 * at / 111_195 - 0.005, 0.0, 200, 140) for at in range(600)])
    assert all(lon == 0.0 for lon in strips.track.longitude_deg)
    assert len(strips.track.latitude_deg) == 600


def test_five_samples_are_enough_to_draw(run_of):
    strips = run_of([(at, north(at), 9.0, 200, 140) for at in range(0, 50, 10)])
    assert 1 <= len(strips.at_min) <= 10
    assert len(strips.track.latitude_deg) == 5


def test_a_treadmill_run_has_strips_and_no_map(journal, tmp_path, now):
    start = now - timedelta(days=1)
    laps = "".join(
        f"<Trackpoint><Time>{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}</Time>"
        f"<DistanceMeters>{3 * at}</DistanceMeters></Trackpoint>"
        for at in range(0, 900, 5)
    )
    file = tmp_path / "treadmill.tcx"
    file.write_text(
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="Running"><Id>{start:%Y-%m-%dT%H:%M:%SZ}</Id><Lap StartTime='
        f'"{start:%Y-%m-%dT%H:%M:%SZ}"><TotalTimeSeconds>900</TotalTimeSeconds><DistanceMeters>2700'
        f"</DistanceMeters><Track>{laps}</Track></Lap></Activity></Activities>"
        "</TrainingCenterDatabase>",
        encoding="utf-8",
    )
    journal.import_paths([file])
    strips = journal.strips("latest")
    assert (strips.track, strips.latitude_deg, strips.slope_percent) == (None, None, None)
    assert strips.speed_m_s.mean == pytest.approx(3.0, rel=0.05)
    assert strips.pieces


def test_another_sport_has_strips_and_no_knee_load(journal, ran, now):
    ran(now - timedelta(days=1), sport="cycling")
    (line,) = journal.runs(others=True)
    strips = journal.strips(line.id)
    assert strips.speed_m_s is not None
    assert (strips.pieces, strips.load_per_km) == ((), None)


def test_the_same_run_twice_in_a_row_gives_the_same(journal, tmp_path, now):
    journal.import_paths([write_gpx(tmp_path / "run.gpx", now - timedelta(days=1))])
    assert journal.strips("latest") == journal.strips("latest")
