"""The store of a home: what goes in comes out, under every id a run ever had."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport, Side, Site, Window
from kneewise.model.errors import NotFoundError, StoreError, UsageError
from kneewise.model.run import Shoe
from kneewise.model.runner import RunnerFact
from kneewise.model.sport import Sport
from kneewise.store import open_store
from kneewise.store.kept import Grouped, KeptRecording, Original, OriginalState

NOON = datetime(2026, 5, 1, 10, tzinfo=UTC)
DAY = date(2026, 5, 1)


def keep_run(store, name="a", run_id=None):
    """One run made of one recording without samples."""
    with store.transaction():
        store.imports.put_originals(
            [Original(name * 64, f"{name}.fit", 1, OriginalState.KEPT, "raw", 1)]
        )
        (kept,) = store.imports.put_recordings(
            [KeptRecording(name * 64, 0, Sport.RUNNING, NOON, 7200, "file", ((0.0, 60.0),))]
        )
        (run_id,) = store.imports.regroup([(alone(kept, run_id), totals())])
    return run_id, kept


def alone(kept, run_id=None):
    return Grouped(run_id, kept.id, (kept.id,), (), Sport.RUNNING)


def totals(**other):
    values = {
        "started_at": NOON.isoformat(),
        "utc_offset_s": 7200,
        "elapsed_s": 60.0,
        "moving_s": 50.0,
        "distance_m": 200.0,
        "name": None,
        "note": None,
        "shoe_id": None,
    }
    return values | other


def merge(store, first, second, into):
    group = Grouped(into, first.id, (first.id, second.id), (), Sport.RUNNING)
    with store.transaction():
        return store.imports.regroup([(group, totals())])


def rating(run_id, value=3, side=Side.LEFT, minute=0):
    at = NOON.replace(minute=minute)
    return PainEntry(side, DAY, Window.DURING, value, at, run_id)


def test_a_run_comes_back_as_it_was_kept(home: Path):
    with open_store(home) as store:
        run_id, _ = keep_run(store)
    with open_store(home) as store:
        (run,) = store.runs.all()
        assert (run.id, run.sport, run.day) == (run_id, Sport.RUNNING, DAY)
        assert run.distance_m == 200.0
        assert store.runs.recordings(run_id)[0].moving == ((0.0, 60.0),)


def test_an_edit_lies_over_the_watch_and_can_be_taken_back(home: Path):
    with open_store(home) as store:
        run_id, _ = keep_run(store)
        store.runs.set_edit(run_id, "sport", Sport.WALKING)
        store.runs.set_edit(run_id, "distance_m", 0.0)
        assert store.runs.get(run_id).sport is Sport.WALKING
        assert store.runs.get(run_id).distance_m == 0.0
        store.runs.clear_edit(run_id, "distance_m")
        assert store.runs.get(run_id).distance_m == 200.0
        assert [edit.field for edit in store.runs.edits(run_id)] == [
            "sport",
            "distance_m",
            "distance_m",
        ]


def test_what_cannot_be_edited_is_refused(home: Path):
    with open_store(home) as store:
        run_id, _ = keep_run(store)
        with pytest.raises(UsageError):
            store.runs.set_edit(run_id, "heart", 3)
        with pytest.raises(NotFoundError):
            store.runs.set_edit(run_id + 1, "name", "x")


def test_ratings_edits_and_reports_follow_a_merge_and_return_at_a_split(home: Path):
    with open_store(home) as store:
        old, first = keep_run(store, "a")
        new, second = keep_run(store, "b")
        store.diary.add_pain([rating(old, 2), rating(new, 5, Side.RIGHT)])
        store.diary.set_report(RunReport(old, shortened=True))
        store.diary.set_report(RunReport(new, planned_km=7.0))
        store.runs.set_edit(new, "note", "rain")
        merge(store, first, second, old)
        assert store.runs.get(new).id == old
        assert {(entry.run_id, entry.value) for entry in store.diary.pain()} == {(old, 2), (old, 5)}
        assert store.diary.report(old) == RunReport(old, shortened=True, planned_km=7.0)
        assert store.runs.get(old).note == "rain"
        with store.transaction():
            store.imports.regroup([(alone(first, old), totals()), (alone(second, new), totals())])
        assert {(entry.run_id, entry.value) for entry in store.diary.pain()} == {(old, 2), (new, 5)}
        assert store.runs.get(old).note is None


def test_a_duplicate_deleted_before_the_merge_does_not_delete_the_run(home: Path):
    with open_store(home) as store:
        old, first = keep_run(store, "a")
        new, second = keep_run(store, "b")
        store.runs.set_edit(new, "deleted", True)  # noqa: FBT003
        merge(store, first, second, old)
        assert not store.runs.get(old).deleted


def test_a_later_rating_replaces_and_the_earlier_stays_in_the_history(home: Path):
    with open_store(home) as store:
        run_id, _ = keep_run(store)
        store.diary.add_pain([rating(run_id, 4), rating(run_id, 0, minute=1)])
        assert [entry.value for entry in store.diary.pain()] == [0]
        assert [entry.value for entry in store.diary.pain_history()] == [4, 0]
        store.diary.withdraw_pain(rating(run_id, None))
        assert store.diary.pain() == ()


def test_pain_is_rated_from_0_to_10(home: Path):
    with open_store(home) as store, pytest.raises(UsageError):
        store.diary.add_pain([rating(None, 11)])


def test_a_rating_of_a_run_that_is_not_there_is_refused(home: Path):
    with open_store(home) as store, pytest.raises(NotFoundError):
        store.diary.add_pain([rating(77)])


def test_shoes_episodes_log_and_facts_come_back(home: Path):
    with open_store(home) as store:
        shoe = store.shoes.add(Shoe(0, "Blue one", midsole="soft", bought_on=DAY, start_km=0.0))
        episode = store.diary.open_episode(Side.LEFT, DAY, Site.INSIDE)
        store.diary.change_episode(Episode(episode.id, Side.LEFT, DAY, DAY, Site.INSIDE))
        entry = LogEntry("sleep", NOON, DAY, 0.0, "h")
        store.diary.add_log([entry])
        fact = RunnerFact("sex", "female", DAY, NOON)
        store.facts.add(fact)
    with open_store(home, write=False) as store:
        assert store.shoes.all() == (shoe,)
        assert store.shoes.find("  blue ONE") == shoe
        assert store.diary.episodes()[0].ended_on == DAY
        assert store.diary.log() == (entry,)
        assert store.facts.profile().facts == (fact,)


def test_a_fact_is_forgotten_alone(home: Path):
    with open_store(home) as store:
        store.facts.add(RunnerFact("sex", "female", DAY, NOON))
        store.facts.add(RunnerFact("country", "AT", DAY, NOON))
        store.facts.forget("sex")
        assert [fact.key for fact in store.facts.profile().facts] == ["country"]


def test_two_shoes_never_bear_one_name(home: Path):
    with open_store(home) as store:
        store.shoes.add(Shoe(0, "Blue"))
        with pytest.raises(UsageError):
            store.shoes.add(Shoe(0, "BLUE"))


def test_answers_are_kept_under_their_key_and_old_ones_go(home: Path):
    with open_store(home) as store:
        for number in range(30):
            store.answers.put("why", str(number), {"number": number})
        assert store.answers.get("why", "29") == {"number": 29}
        assert store.answers.get("why", "3") is None


def test_a_transaction_left_by_an_error_leaves_nothing(home: Path):
    with open_store(home) as store:
        with pytest.raises(UsageError), store.transaction():
            store.shoes.add([store.shoes.add(Shoe(0, "Blue")), Shoe(0, "Blue")][1])
        assert store.shoes.all() == ()


def test_a_home_that_holds_nothing_is_read_as_empty_and_stays_unmade(home: Path):
    with open_store(home, write=False) as store:
        assert store.runs.all() == ()
        assert store.counts().runs == 0
    assert not home.exists()


def test_what_is_opened_for_reading_cannot_be_written(home: Path):
    open_store(home).close()
    with open_store(home, write=False) as store, pytest.raises(StoreError, match="only be read"):
        store.shoes.add(Shoe(0, "Blue"))


def test_runners_of_one_home_do_not_see_each_other(home: Path):
    with open_store(home) as store:
        store.shoes.add(Shoe(0, "Blue", runner="ann"))
        assert store.shoes.all() == ()
        assert len(store.shoes.all("ann")) == 1
