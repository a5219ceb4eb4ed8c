"""Trials over a home: begun, followed by the runs really done, ended, and asked after again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.care.check.answering import clear
from tests.journal.conftest import write_gpx

from kneewise.care.trial import Plan
from kneewise.care.trial.blocks import draw_blocks
from kneewise.journal import open_journal, trying
from kneewise.journal.encoding import plain
from kneewise.journal.journal import Journal
from kneewise.journal.today import today
from kneewise.journal.trying import Wanted, start_trial, stop_trial, trial, trial_levers
from kneewise.model.diary import Side, Window
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.sport import Sport
from kneewise.model.trial import Trial, TrialDesign

CLEAR = clear() | {"consent": "yes"}
WARM_UP = Wanted("warm_up", Side.LEFT)


@pytest.fixture(scope="module")
def began() -> datetime:
    """One moment for all tests here, so that one home can be copied."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def now(began) -> datetime:
    """The same."""
    return began


@pytest.fixture(scope="module")
def kept_home(tmp_path_factory, began) -> Path:
    """Twelve weeks of 6 km every third day, all rated 0, the check clear."""
    home, folder = tmp_path_factory.mktemp("trying") / "home", tmp_path_factory.mktemp("runs")
    for days in range(2, 84, 3):
        write_gpx(folder / f"{days}.gpx", began - timedelta(days=days, hours=5), 6.0)
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        journal.import_paths([folder])
        for run in journal.store.runs.all():
            rate(journal, run.id, 0)
        journal.answer_symptoms(CLEAR)
    return home


@pytest.fixture
def regular(kept_home, home) -> Iterator[Journal]:
    """A journal over a copy of it."""
    shutil.copytree(kept_home, home)
    with open_journal(home) as journal:
        yield journal


def rate(journal: Journal, run_id: int, during: int, morning: int = 0) -> None:
    journal.rate(during, run=run_id, side=Side.LEFT)
    journal.rate(morning, run=run_id, side=Side.LEFT, window=Window.NEXT_MORNING)


def later(now):
    """After everything that the test has told."""
    return now + timedelta(minutes=10)


def begun_ago(journal: Journal, now, days: int, lever: str = "warm_up", **more) -> Trial:
    """A trial that began so many days ago, put down as it would have been."""
    design = TrialDesign(more.pop("arms", draw_blocks(4, 5)), 2, 48.0, 5)
    entered = now - timedelta(days=days, hours=8)
    return journal.store.trials.add(
        Trial(lever, Side.LEFT, design, entered.date(), entered, **more)
    )


def seen(journal: Journal, now):
    return trial(journal.store, "me", at=later(now))


def test_a_green_runner_begins_and_is_told_the_first_run(regular, now):
    made = start_trial(regular.store, WARM_UP, "me", later(now), seed=11)
    assert made.design.seed == 11
    assert made.design.arms == draw_blocks(6, 11)
    answer = seen(regular, now)
    assert (answer.state, answer.runs, answer.runs_left) == ("running", 24, 24)
    assert answer.next.number == 1
    assert answer.next.arm == made.design.arms[0]
    assert answer.analysis is None
    assert answer.found == ()


def test_the_order_is_drawn_once_and_kept(regular, now):
    made = start_trial(regular.store, WARM_UP, "me", later(now))
    assert regular.trials() == (made,)
    assert seen(regular, now).trial.design == made.design
    assert seen(regular, now).trial.design == made.design


def test_a_trial_changes_nothing_that_today_allows(regular, now):
    before = today(regular.store, "me", later(now))
    start_trial(regular.store, WARM_UP, "me", later(now))
    after = today(regular.store, "me", later(now))
    assert plain(after) == plain(before)
    answer = seen(regular, now)
    assert answer.next.km is None or answer.next.km == after.cap.km
    assert answer.next.day >= after.run_from


def test_with_a_sore_run_none_begins(regular, now):
    run = regular.store.runs.all()[-1]
    rate(regular, run.id, 4)
    with pytest.raises(UsageError, match="14 green days"):
        start_trial(regular.store, WARM_UP, "me", later(now))
    assert regular.trials() == ()


def test_an_unscreened_home_begins_none_and_an_empty_one_lists_all_the_same(journal, now):
    found = trial_levers(journal.store, "me", at=later(now))
    assert [said.id for said in found.not_now] == ["not.unscreened"]
    assert len(found.levers) >= 5
    assert found.plan.power is None
    with pytest.raises(UsageError, match="symptom check"):
        start_trial(journal.store, WARM_UP, "me", later(now))


def test_one_trial_at_a_time(regular, now):
    start_trial(regular.store, WARM_UP, "me", later(now))
    with pytest.raises(UsageError, match="running already"):
        start_trial(regular.store, WARM_UP, "me", later(now))


def test_what_is_not_there_is_said(regular, now):
    with pytest.raises(NotFoundError, match="no lever"):
        start_trial(regular.store, Wanted("magic"), "me", later(now))
    shoes = Wanted("shoes", Side.LEFT, {"shoe_a": "x", "shoe_b": "y"})
    with pytest.raises(NotFoundError, match="no shoe"):
        start_trial(regular.store, shoes, "me", later(now))
    odd = Wanted("warm_up", Side.LEFT, {"shoe_a": "x"})
    with pytest.raises(UsageError, match="asks for nothing"):
        start_trial(regular.store, odd, "me", later(now))
    with pytest.raises(NotFoundError, match="ever begun"):
        regular.trial()
    with pytest.raises(NotFoundError, match="running"):
        regular.stop_trial()


def test_runs_really_done_take_the_places(regular, now):
    begun_ago(regular, now, 21)
    answer = seen(regular, now)
    assert [place.number for place in answer.places] == [1, 2, 3, 4, 5, 6, 7]
    assert all(place.pain == 0 for place in answer.places)
    assert answer.runs_left == 9


def test_a_deleted_or_relabelled_run_keeps_its_place(regular, now):
    begun_ago(regular, now, 21)
    arms = [place.arm for place in seen(regular, now).places]
    runs = [place.run_id for place in seen(regular, now).places]
    regular.delete_run(runs[1])
    regular.edit_run(runs[3], sport=Sport.CYCLING)
    after = seen(regular, now)
    assert [place.arm for place in after.places] == arms
    assert [place.run_id for place in after.places if place.run_id is None] == [None, None]
    assert "gone" in {said.id for said in after.said}


def test_a_run_recorded_twice_is_one_run_of_the_trial(regular, tmp_path, now):
    begun_ago(regular, now, 21)
    before = len(seen(regular, now).places)
    again = now - timedelta(days=2, hours=4, minutes=50)
    regular.import_paths([write_gpx(tmp_path / "again.gpx", again, 3.0, "trail_running")])
    assert len(seen(regular, now).places) == before


def test_the_log_shows_who_kept_to_it(regular, now):
    begun_ago(regular, now, 21)
    for place in seen(regular, now).places:
        if place.arm == "changed":
            regular.log("warm_up", 12, run=str(place.run_id))
    answer = seen(regular, now)
    assert {place.kept for place in answer.places} == {True}
    assert "kept" in {said.id for said in answer.said}


def test_nothing_is_said_of_the_difference_while_it_runs(regular, now):
    begun_ago(regular, now, 21)
    answer = seen(regular, now)
    assert answer.analysis is None
    assert "state.silent" in {said.id for said in answer.said}


def test_pain_above_five_ends_it_by_itself_and_for_good(regular, now):
    begun_ago(regular, now, 21)
    run = seen(regular, now).places[-1]
    rate(regular, run.run_id, 7)
    answer = seen(regular, now)
    assert (answer.state, answer.ended_on) == ("stopped", run.day)
    assert "stop.red" in {said.id for said in answer.said}
    (kept,) = regular.trials()
    assert (kept.ended_why, kept.ended_on) == ("stopped", run.day)
    rate(regular, run.run_id, 0)
    assert seen(regular, now).state == "stopped"


def test_two_sore_runs_within_14_days_end_it(regular, now):
    begun_ago(regular, now, 21)
    places = seen(regular, now).places
    rate(regular, places[-1].run_id, 3)
    assert seen(regular, now).state == "running"
    rate(regular, places[-2].run_id, 3)
    assert seen(regular, now).state == "stopped"


def test_a_red_flag_ends_it(regular, now):
    begun_ago(regular, now, 9)
    regular.answer_symptoms({"locked": "yes"}, Side.LEFT)
    assert seen(regular, now).state == "stopped"


def test_a_stopped_trial_is_analysed_as_far_as_it_got(regular, now):
    begun_ago(regular, now, 36)
    rate(regular, seen(regular, now).places[-1].run_id, 7)
    answer = seen(regular, now)
    assert answer.analysis is not None
    assert sum(answer.analysis.assigned.rated) == len(answer.places)
    assert answer.found[0].id.startswith("verdict.")


def test_a_finished_trial_is_put_down_and_says_what_it_found(regular, now):
    begun_ago(regular, now, 54)
    answer = seen(regular, now)
    assert (answer.state, answer.runs_left) == ("done", 0)
    assert answer.found[0].id == "verdict.too_few"
    assert regular.trials()[0].ended_why == "done"
    assert answer.next is None


def test_one_given_up_draws_no_answer(regular, now):
    begun_ago(regular, now, 36)
    answer = stop_trial(regular.store, "me", later(now))
    assert answer.state == "given_up"
    assert answer.analysis is None
    assert seen(regular, now).analysis is None
    assert "given_up.silent" in {said.id for said in answer.said}


def test_a_new_one_may_begin_after_the_last_has_ended(regular, now):
    begun_ago(regular, now, 54)
    start_trial(regular.store, WARM_UP, "me", later(now))
    assert [one.ended_why for one in regular.trials()] == ["done", None]
    first = trial(regular.store, "me", regular.trials()[0].id, later(now))
    assert first.state == "done"


def test_shoes_are_named_and_kept_by_number(regular, now):
    for name, midsole in (("old", "medium"), ("new", "soft")):
        regular.add_shoe(name, midsole=midsole, kind="road")
    for number, run in enumerate(regular.store.runs.all()):
        regular.wear("old" if number % 2 else "new", str(run.id))
    said = {"shoe_a": "old", "shoe_b": "new"}
    made = start_trial(regular.store, Wanted("shoes", Side.LEFT, said), "me", later(now))
    assert {key for key, _ in made.design.option} == {"shoe_a", "shoe_b"}
    answer = seen(regular, now)
    assert answer.cause == "shoe_stiffness"
    assert answer.how.text in {"Wear old.", "Wear new."}


def test_the_answers_are_plain_data(regular, now):
    begun_ago(regular, now, 21)
    answer = plain(seen(regular, now))
    assert {"state", "next", "places", "analysis", "head", "runs_left"} <= answer.keys()
    assert {"levers", "plan", "not_now"} <= plain(regular.trial_levers()).keys()
    assert plain(regular.propose_trial("warm_up"))["offer"]["changed"] is not None


def test_what_it_would_take_is_left_out_while_it_is_not_known(regular, monkeypatch):
    plan = Plan(pairs=4, power=0.62, stopped=0.1, weeks=7.0, past_runs=40, trials=150)
    monkeypatch.setattr(trying, "plan_for", lambda *_, **__: plan)
    first = regular.trial_levers(wait=False)
    assert (first.plan, first.said) == (None, ())
    assert regular.trial_levers().plan == plan
    again = regular.trial_levers(wait=False)
    assert again.plan == plan
    assert [one.lever for one in again.levers] == [one.lever for one in first.levers]
