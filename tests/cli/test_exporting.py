"""`kneewise calendar` and `kneewise workouts`: the plan out of the house, as a user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.exports.homes import ready

from kneewise.cli.app import run


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    return ready(folder / "home", folder / "files")


@pytest.fixture
def kneewise(made, tmp_path, capsys):
    """A copy of the home, and how to ask it: exit code, output, errors."""
    home = Path(shutil.copytree(made, tmp_path / "home"))

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(["--home", str(home), *map(str, arguments)])
        out, err = capsys.readouterr()
        return ended.value.code, " ".join(out.split()), err

    return call


def events(file: Path):
    return Calendar.from_ical(file.read_bytes()).events


def test_the_calendar_holds_the_sessions_of_the_plan(kneewise, tmp_path):
    file = tmp_path / "plan.ics"
    code, out, _ = kneewise("calendar", file)
    assert code == 0
    assert str(file) in out
    assert "never more than 7 days ahead" in out
    plan = json.loads(kneewise("plan", "--json")[1])
    ahead = {
        (session["day"], session["title"])
        for session in plan["sessions"]
        if session["kind"] != "rest" and session["day"] <= plan["firm_until"]
    }
    assert {(str(event.start), str(event.summary)) for event in events(file)} == ahead
    assert {event.status for event in events(file)} == {"CONFIRMED"}


def test_pain_that_makes_the_light_red_cancels_all_and_clears_the_watch(kneewise, tmp_path):
    file, folder = tmp_path / "plan.ics", tmp_path / "watch"
    kneewise("calendar", file)
    assert kneewise("workouts", folder)[0] == 0
    assert kneewise("pain", "8", "--side", "left")[0] == 0
    _, out, _ = kneewise("calendar", file)
    assert {event.status for event in events(file)} == {"CANCELLED"}
    assert "The light is red" in out
    assert "must be deleted" in out
    code, out, _ = kneewise("workouts", folder)
    assert code == 0
    assert "must be deleted" in out
    assert "do not copy them to a watch" in out
    assert kneewise("workouts", tmp_path / "other")[0] == 0
    assert not (tmp_path / "other").exists()


def test_a_goal_that_is_dropped_takes_its_events_along(kneewise, tmp_path):
    file = tmp_path / "plan.ics"
    kneewise("calendar", file)
    assert kneewise("plan", "--drop")[0] == 0
    kneewise("calendar", file)
    assert {event.status for event in events(file)} == {"CANCELLED"}


def test_as_json_the_paths_and_sentences_stand_with_their_class(kneewise, tmp_path):
    answer = json.loads(kneewise("workouts", tmp_path / "watch", "--json")[1])
    assert answer["light"] == "green"
    assert all(Path(path).is_file() for path in answer["paths"])
    assert {said["kind"] for said in answer["said"]} == {"plain", "precaution"}


def test_a_foreign_file_and_earlier_workouts_are_refused_in_a_sentence(kneewise, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear")
    code, _, err = kneewise("calendar", file)
    assert (code, file.read_text()) == (2, "Dear")
    assert "no calendar of kneewise" in err
    kneewise("workouts", tmp_path / "watch")
    code, _, err = kneewise("workouts", tmp_path / "watch")
    assert code == 2
    assert "--force" in err
    assert kneewise("workouts", tmp_path / "watch", "--force")[0] == 0


def test_importing_a_workout_is_refused_as_no_activity(kneewise, tmp_path):
    kneewise("workouts", tmp_path / "watch")
    _, out, err = kneewise("import", tmp_path / "watch")
    assert "workout, not an activity" in out + " ".join(err.split())
