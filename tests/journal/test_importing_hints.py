"""What a platform says beside a file, and which local time is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.journal.importing_files import START, gpx, strava_zip

from kneewise.journal.importing import import_paths
from kneewise.journal.importing_hints import Zones, resettle_zone, with_hints
from kneewise.journal.importing_shoes import ShoeShelf
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport
from kneewise.platforms.member import Hints, Member, ShoeHint
from kneewise.store import open_store
from kneewise.store.kept import KeptRecording

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def shelf(home):
    with open_store(home) as store:
        yield ShoeShelf.load(store)


def zones(*said):
    return Zones(RunnerProfile(tuple(RunnerFact("home_zone", zone, day, AT) for day, zone in said)))


def kept(**other):
    values = {
        "sha256": "a" * 64,
        "index": 0,
        "sport": Sport.RUNNING,
        "started_at": AT,
        "utc_offset_s": 0,
        "offset_from": "",
        "moving": ((AT.timestamp(), AT.timestamp() + 60),),
        "elapsed_s": 60.0,
    }
    return KeptRecording(**(values | other))


def member(hints=None, by_start=None):
    return Member(
        source="a.fit",
        name="a.fit",
        size=1,
        modified=None,
        read=lambda: b"",
        hints=hints or Hints(),
        by_start=by_start or {},
    )


VIENNA = zones((date(2020, 1, 1), "Europe/Vienna"))


@pytest.mark.parametrize(
    ("recording", "hints", "zone", "expected"),
    [
        (
            kept(utc_offset_s=3600, offset_from="file"),
            Hints(utc_offset_s=0),
            VIENNA,
            (3600, "file"),
        ),
        (kept(), Hints(utc_offset_s=-18_000), VIENNA, (-18_000, "hint")),
        (kept(), Hints(), VIENNA, (7200, "home_zone")),
        (kept(utc_offset_s=999_999, offset_from="file"), Hints(), VIENNA, (7200, "home_zone")),
    ],
)
def test_local_time_is_believed_in_this_order(shelf, recording, hints, zone, expected):
    placed = with_hints(recording, member(hints), shelf, zone)
    assert (placed.utc_offset_s, placed.offset_from) == expected


def test_the_home_zone_is_that_of_the_day(shelf):
    moved = zones((date(2020, 1, 1), "Europe/Vienna"), (date(2026, 6, 1), "America/Denver"))
    assert moved.offset_s(AT)[0] == -6 * 3600
    assert moved.offset_s(AT - timedelta(days=60))[0] == 2 * 3600


def test_the_first_zone_ever_said_holds_for_the_days_before(shelf):
    assert zones((date(2026, 7, 2), "Europe/Vienna")).offset_s(AT)[0] == 7200


def test_a_zone_that_does_not_exist_is_as_if_none_was_said(shelf):
    assert zones((date(2020, 1, 1), "Mars/Olympus")).offset_s(AT)[1] == "system"


def test_a_home_zone_said_later_moves_what_went_by_it_and_nothing_else(home, tmp_path):
    row = {
        "Activity ID": "1",
        "Activity Date": "Mar 2, 2026, 7:00:00 AM",
        "Activity Name": "a",
        "Activity Type": "Run",
        "Filename": "activities/1.gpx",
    }
    (tmp_path / "a.gpx").write_bytes(gpx())
    later = {"activities/1.gpx": gpx(START + timedelta(days=1))}
    export = strava_zip(tmp_path / "x.zip", [row], later)
    with open_store(home) as store:
        import_paths(store, [tmp_path / "a.gpx", export])
        first, second = store.runs.all_recordings()
        store.imports.change_offsets([replace(second, utc_offset_s=-3600, offset_from="hint")])
        store.facts.add(RunnerFact("home_zone", "Asia/Tokyo", date(1900, 1, 1), AT))
        assert resettle_zone(store) == 1
        assert resettle_zone(store) == 0
        assert [run.utc_offset_s for run in store.runs.all()] == [9 * 3600, -3600]
        assert {kept.offset_from for kept in store.runs.all_recordings()} == {"home_zone", "hint"}
        assert store.runs.all_recordings()[0] == replace(
            first, utc_offset_s=9 * 3600, offset_from="home_zone"
        )


@pytest.mark.parametrize(
    ("sport", "hinted", "expected"),
    [
        (Sport.UNKNOWN, Sport.RUNNING, Sport.RUNNING),
        (Sport.RUNNING, Sport.TRAIL_RUNNING, Sport.TRAIL_RUNNING),
        (Sport.CYCLING, Sport.RUNNING, Sport.CYCLING),
        (Sport.RUNNING, Sport.WALKING, Sport.RUNNING),
    ],
)
def test_the_more_specific_sport_wins_and_the_file_among_equals(shelf, sport, hinted, expected):
    described = with_hints(kept(sport=sport), member(Hints(sport=hinted)), shelf, VIENNA)
    assert described.sport is expected


def test_a_bike_is_no_shoe(shelf):
    ride = with_hints(kept(sport=Sport.CYCLING), member(Hints(shoe="Red bike")), shelf, VIENNA)
    assert "shoe_id" not in ride.hints
    assert shelf.new == 0


def test_hints_that_go_by_the_start_are_found(shelf):
    told = member(by_start={round(AT.timestamp()): Hints(platform="garmin", name="Lunch")})
    assert with_hints(kept(), told, shelf, VIENNA).name == "Lunch"


def test_a_recording_without_a_date_takes_the_platforms(shelf):
    undated = kept(started_at=None, moving=())
    described = with_hints(undated, member(Hints(started_at=AT)), shelf, VIENNA)
    assert described.started_at == AT
    assert described.moving == ((AT.timestamp(), AT.timestamp() + 60),)


def test_description_and_private_note_are_both_kept(shelf):
    told = member(Hints(note="sunny", private_note="left knee"))
    assert with_hints(kept(), told, shelf, VIENNA).note == "sunny\nleft knee"


def test_a_pair_is_made_once_with_what_the_platform_knows(shelf):
    hint = ShoeHint("Blue", brand="Acme", start_km=120.0, retired=True)
    assert shelf.put(hint) == shelf.put(hint) == shelf.named("Blue")
    (shoe,) = shelf.store.shoes.all()
    assert (shoe.brand, shoe.start_km, shoe.retired, shelf.new) == ("Acme", 120.0, True, 1)


def test_a_pair_that_the_runner_entered_is_taken_for_the_platforms(shelf):
    from kneewise.model.run import Shoe

    mine = shelf.store.shoes.add(Shoe(0, "blue"))
    assert shelf.named("Blue") == mine.id
    assert shelf.new == 0


def test_the_same_file_plain_and_in_an_export_takes_the_exports_words(home, tmp_path):
    row = {
        "Activity ID": "1",
        "Activity Date": "Mar 1, 2026, 7:00:00 AM",
        "Activity Name": "By the lake",
        "Activity Type": "Run",
        "Filename": "activities/1.gpx",
    }
    plain = tmp_path / "plain.gpx"
    plain.write_bytes(gpx(sport=""))
    export = strava_zip(tmp_path / "x.zip", [row], {"activities/1.gpx": gpx(sport="")})
    with open_store(home) as store:
        summary = import_paths(store, [plain, export])
        assert (summary.runs, summary.known) == (1, 1)
        assert [run.name for run in store.runs.all()] == ["By the lake"]
