"""The plan out of the house: what stands in the file and what is kept never contradict."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.exports.sessions import NOW, run, walk_run

from kneewise.journal.exporting import (
    Planned,
    calendar,
    workouts,
    write_calendar,
    write_workouts,
)
from kneewise.journal.journal import Journal
from kneewise.model.advice import Light
from kneewise.model.errors import StoreError, UsageError
from kneewise.store.plans import PlanRows

PLAN = Planned((run(1), walk_run(3)), Light.GREEN, NOW)
RED = replace(PLAN, light=Light.RED)


def states(file: Path) -> list[tuple[str, int]]:
    """Status and sequence of every event in a file."""
    return [(e.status, e.sequence) for e in Calendar.from_ical(file.read_bytes()).events]


@pytest.fixture
def store(journal: Journal):
    return journal.store


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "plan.ics"


def test_the_file_is_the_calendar_and_what_was_sent_is_kept(store, ics):
    written = write_calendar(store, PLAN, ics, "me")
    assert written.paths == (ics,)
    assert states(ics) == [("CONFIRMED", 0), ("CONFIRMED", 0)]
    assert [told.sequence for told in store.plans.sent()] == [0, 0]


def test_a_second_export_of_the_same_plan_changes_nothing(store, ics):
    write_calendar(store, PLAN, ics, "me")
    first, kept = ics.read_bytes(), store.plans.sent()
    write_calendar(store, PLAN, ics, "me")
    assert ics.read_bytes() == first
    assert store.plans.sent() == kept


def test_a_red_light_cancels_in_the_file_that_is_there(store, ics):
    write_calendar(store, PLAN, ics, "me")
    written = write_calendar(store, RED, ics, "me")
    assert states(ics) == [("CANCELLED", 1), ("CANCELLED", 1)]
    assert any("must be deleted" in said.text for said in written.said)


def test_for_the_pages_the_same_bytes_are_handed_on(store, ics):
    (file,) = calendar(store, PLAN, "me").files
    assert (file.name, file.media_type) == ("kneewise.ics", "text/calendar")
    write_calendar(store, PLAN, ics, "me")
    assert ics.read_bytes() == file.data


def test_two_runners_have_a_calendar_each(store, ics):
    write_calendar(store, PLAN, ics, "me")
    write_calendar(store, RED, ics, "other")
    assert {told.cancelled_at for told in store.plans.sent("me")} == {None}
    assert store.plans.sent("other") == ()


def test_a_folder_gets_a_file_of_its_own(store, tmp_path):
    assert write_calendar(store, PLAN, tmp_path, "me").paths == (tmp_path / "kneewise.ics",)


def test_where_nothing_is_ahead_no_file_is_written(store, ics):
    assert write_calendar(store, replace(PLAN, sessions=()), ics, "me").paths == ()
    assert not ics.exists()


@pytest.mark.parametrize(
    "held", [b"", b"letter", b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_that_is_not_ours_is_left_alone(store, ics, held):
    ics.write_bytes(held)
    with pytest.raises(UsageError, match="no calendar of kneewise"):
        write_calendar(store, PLAN, ics, "me")
    assert ics.read_bytes() == held
    assert store.plans.sent() == ()


def test_a_link_is_followed_and_stays_one(store, ics, tmp_path):
    link = tmp_path / "link.ics"
    link.symlink_to(ics)
    write_calendar(store, PLAN, link, "me")
    assert link.is_symlink()
    assert len(states(ics)) == 2


def test_a_folder_that_is_not_there_is_said(store, tmp_path):
    with pytest.raises(UsageError, match="There is no folder"):
        write_calendar(store, PLAN, tmp_path / "none" / "plan.ics", "me")
    assert store.plans.sent() == ()


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_alarm_at_no_hour_is_said(store, ics, hour):
    with pytest.raises(UsageError, match="0 to 23"):
        write_calendar(store, PLAN, ics, "me", remind_h=hour)


class Killed(BaseException):
    """A process that ends here."""


def dies(*_: object, **__: object) -> None:
    """What happens in place of a step."""
    raise Killed


@contextmanager
def killed_at(step: str) -> Iterator[None]:
    """The process ends at a step of writing."""
    owner, name = {
        "keep": (PlanRows, "keep_sent"),
        "fsync": (os, "fsync"),
        "replace": (Path, "replace"),
    }[step]
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(owner, name, dies)
        with pytest.raises(Killed):
            yield


@pytest.mark.parametrize("step", ["keep", "fsync"])
def test_killed_before_the_file_is_whole_nothing_was_sent(store, ics, step):
    with killed_at(step):
        write_calendar(store, PLAN, ics, "me")
    assert list(ics.parent.glob("*.ics")) == list(ics.parent.glob(".kneewise-*")) == []
    assert store.plans.sent() == ()
    write_calendar(store, PLAN, ics, "me")
    assert states(ics) == [("CONFIRMED", 0), ("CONFIRMED", 0)]


def test_killed_before_the_file_is_in_its_place_the_next_one_says_all_of_it(store, ics):
    with killed_at("replace"):
        write_calendar(store, PLAN, ics, "me")
    assert not ics.exists()
    assert len(store.plans.sent()) == 2
    write_calendar(store, RED, ics, "me")
    assert states(ics) == [("CANCELLED", 1), ("CANCELLED", 1)]


@pytest.mark.parametrize("step", ["keep", "fsync", "replace"])
def test_killed_while_cancelling_the_next_file_cancels(store, ics, step):
    write_calendar(store, PLAN, ics, "me")
    before = ics.read_bytes()
    with killed_at(step):
        write_calendar(store, RED, ics, "me")
    assert ics.read_bytes() == before
    write_calendar(store, RED, ics, "me")
    assert states(ics) == [("CANCELLED", 1), ("CANCELLED", 1)]


def test_a_disk_that_takes_nothing_is_said_and_nothing_was_sent(store, ics, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        write_calendar(store, PLAN, ics, "me")
    assert store.plans.sent() == ()


def test_workouts_are_a_file_each(tmp_path):
    folder = tmp_path / "watch"
    written = write_workouts(PLAN, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "kneewise-2026-06-11-run.fit",
        "kneewise-2026-06-13-walk-run.fit",
    ]
    assert [path.read_bytes() for path in written.paths] == [
        file.data for file in workouts(PLAN).files
    ]


def test_workouts_of_an_earlier_plan_are_replaced_only_by_force(tmp_path):
    write_workouts(PLAN, tmp_path)
    (tmp_path / "other.fit").write_bytes(b"mine")
    later = replace(PLAN, sessions=(run(2),))
    with pytest.raises(UsageError, match="earlier plan"):
        write_workouts(later, tmp_path)
    assert len(list(tmp_path.glob("kneewise-*.fit"))) == 2
    write_workouts(later, tmp_path, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kneewise-2026-06-12-run.fit",
        "other.fit",
    ]


def test_under_a_red_light_no_workout_is_written_and_the_earlier_ones_are_named(tmp_path):
    folder = tmp_path / "watch"
    assert write_workouts(RED, folder).paths == ()
    assert not folder.exists()
    write_workouts(PLAN, folder)
    said = " ".join(sentence.text for sentence in write_workouts(RED, folder).said)
    assert "must be deleted" in said
    assert "do not copy them to a watch" in said
    assert "kneewise-2026-06-11-run.fit" in said
    assert write_workouts(RED, folder, force=True).paths == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_killed_while_writing_workouts_none_of_an_earlier_plan_stands_beside_new_ones(
    tmp_path, step
):
    write_workouts(PLAN, tmp_path)
    earlier = {path.name for path in tmp_path.iterdir()}
    with killed_at(step):
        write_workouts(replace(PLAN, sessions=(run(2),)), tmp_path, force=True)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == (earlier if step == "fsync" else set())


def test_a_folder_that_is_a_file_is_said(tmp_path):
    file = tmp_path / "watch"
    file.write_bytes(b"mine")
    with pytest.raises(StoreError, match="could not be written"):
        write_workouts(PLAN, file)
    assert file.read_bytes() == b"mine"
