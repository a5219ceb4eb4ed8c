"""What is there: the status, the list, one run in full, shoes, edits, frames."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from kneewise.journal.journal import Journal
from kneewise.model.errors import StoreError, UsageError
from kneewise.model.sport import Sport
from kneewise.store import open_store


def test_an_empty_home_says_what_to_do_next(journal):
    status = journal.status()
    assert (status.activities, status.runs, status.rated_runs) == (0, 0, 0)
    assert "kneewise import" in status.next[0]


def test_other_sports_are_kept_beside_the_runs(journal, ran, now):
    ran(now - timedelta(days=2))
    ran(now - timedelta(days=1), sport="cycling")
    assert (journal.status().runs, journal.status().other_activities) == (1, 1)
    assert [line.sport for line in journal.runs(others=True)] == [Sport.CYCLING]


def test_a_level_run_at_three_metres_a_second_is_about_as_many_easy_kilometres(journal, ran, now):
    ran(now - timedelta(days=2), km=8.0)
    (line,) = journal.runs()
    assert line.km == pytest.approx(8.0, rel=0.02)
    assert line.knee_load_km.low <= 8.0 <= line.knee_load_km.high
    assert line.pain == {}


def test_one_run_in_full_lists_every_exposure_and_what_was_assumed(journal, ran, now):
    ran(now - timedelta(days=2))
    detail = journal.run("latest")
    assert detail.cadence_spm is None
    assert detail.load.assumed
    assert {"session_spike", "descent"} <= {each.cause for each in detail.exposures}


def test_an_edit_survives_an_import_and_a_deleted_run_is_left_out(journal, ran, now):
    ran(now - timedelta(days=3))
    ran(now - timedelta(days=1))
    journal.edit_run("latest", sport=Sport.TRAIL_RUNNING, km=6.0, name="over the hill")
    ran(now - timedelta(days=6))
    latest = journal.runs()[0]
    assert (latest.sport, latest.km, latest.name) == (Sport.TRAIL_RUNNING, 6.0, "over the hill")
    left_out = journal.delete_run("latest")
    assert journal.status().runs == 2
    journal.restore_run(left_out.id)
    assert journal.status().runs == 3
    with pytest.raises(UsageError, match="not left out"):
        journal.restore_run(left_out.id)


def test_an_edit_without_anything_to_put_right_is_refused(journal, ran, now):
    ran(now - timedelta(days=3))
    with pytest.raises(UsageError, match="what to put right"):
        journal.edit_run("latest")
    with pytest.raises(UsageError, match="can't be"):
        journal.edit_run("latest", km=-1)


def test_a_shoe_counts_the_kilometres_run_in_it(journal, ran, now):
    ran(now - timedelta(days=2), km=10.0)
    journal.add_shoe("Blue", start_km=100.0, foam="eva")
    journal.wear("Blue")
    (line,) = journal.shoes()
    assert line.km == pytest.approx(110.0, rel=0.01)
    assert 0.8 < line.cushioning_left < 1.0
    journal.add_shoe("Blue", midsole="soft")
    assert [shoe.shoe.midsole for shoe in journal.shoes()] == ["soft"]


def test_cushioning_of_unknown_foam_is_unknown(journal, ran, now):
    ran(now - timedelta(days=2))
    journal.add_shoe("Red")
    journal.wear("Red")
    assert journal.shoes()[0].cushioning_left is None


def test_frames_hold_null_for_unknown(journal, ran, now):
    ran(now - timedelta(days=2))
    runs = journal.runs_frame()
    assert runs["pain_left"].to_list() == [None]
    exposures = journal.exposures_frame()
    assert exposures.height == 1
    assert exposures["session_spike"].to_list() == [None]
    samples = journal.samples_frame()
    assert samples["time_s"].null_count() == 0
    assert samples.schema["latitude_deg"] == pl.Float64


def test_what_names_no_sport_can_be_named_at_once(journal, ran, now):
    ran(now - timedelta(days=4), sport="")
    ran(now - timedelta(days=2), sport="")
    assert journal.status().runs == 0
    assert journal.name_unknown(Sport.RUNNING) == 2
    assert journal.status().runs == 2


def test_a_home_zone_said_late_moves_the_days(journal, ran, now):
    start = (now - timedelta(days=3)).replace(hour=23, minute=30)
    ran(start)
    before = journal.runs()[0].day
    journal.set_fact("home_zone", "Pacific/Auckland")
    assert journal.runs()[0].day == before + timedelta(days=1)


def test_a_home_that_only_lets_itself_be_read_still_answers(home, journal, ran, now):
    ran(now - timedelta(days=3))
    with open_store(home, write=False) as store:
        reading = Journal(store=store)
        assert reading.status().runs == 1
        assert reading.why().causes
        with pytest.raises(StoreError, match="read"):
            reading.rate(3, run="latest")
