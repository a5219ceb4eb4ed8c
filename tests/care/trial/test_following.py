"""Which run takes which place, when the next may be, and what ends a trial."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.records import flag, gate
from tests.care.trial.trying import PAST_DAYS, a_trial, day, done, standing, with_runs

from kneewise.care.trial.answering import end_of, trial_answer
from kneewise.care.trial.blocks import arms_of_runs, needs_washout
from kneewise.care.trial.following import finished_on, follow, next_run, stopped
from kneewise.care.trial.standing import screen_reasons
from kneewise.model.advice import Screening

UCUC = ("usual", "changed", "changed", "usual")
EVERY_THIRD = [PAST_DAYS + 3 * n for n in range(16)]


def test_the_next_runs_done_take_the_places_in_order():
    found = follow(a_trial(arms=UCUC), done(EVERY_THIRD[:5]))
    assert [(p.number, p.block, p.arm) for p in found.places] == [
        (1, 1, "usual"),
        (2, 1, "usual"),
        (3, 2, "changed"),
        (4, 2, "changed"),
        (5, 3, "changed"),
    ]


def test_runs_before_the_trial_was_entered_take_none():
    assert follow(a_trial(), done([PAST_DAYS - 1, PAST_DAYS - 0.5])).places == ()


def test_a_run_before_the_washout_is_over_is_outside_and_begins_the_wait_anew():
    runs = done([PAST_DAYS, PAST_DAYS + 1, PAST_DAYS + 2, PAST_DAYS + 3.5, PAST_DAYS + 6])
    found = follow(a_trial(arms=UCUC), runs)
    assert [place.run.run_id for place in found.places] == [1, 2, 5]
    assert [run.run_id for run in found.outside] == [3, 4]


def test_within_an_arm_no_washout_is_asked():
    found = follow(a_trial(arms=UCUC), done([PAST_DAYS, PAST_DAYS + 0.5]))
    assert len(found.places) == 2
    assert found.outside == ()


def test_a_deleted_run_keeps_its_place_so_that_later_arms_stay():
    runs = done(EVERY_THIRD[:6])
    deleted = [replace(run, run_id=None) if run.run_id == 2 else run for run in runs]
    whole, holed = follow(a_trial(), runs), follow(a_trial(), deleted)
    assert [p.arm for p in whole.places] == [p.arm for p in holed.places]
    assert [p.run.run_id for p in holed.places] == [1, None, 3, 4, 5, 6]


def test_no_run_after_the_end_and_none_beyond_the_last_place():
    ended = replace(a_trial(), ended_on=day(EVERY_THIRD[3]))
    assert len(follow(ended, done(EVERY_THIRD)).places) == 4
    assert len(follow(a_trial(), done([*EVERY_THIRD, 200, 210])).places) == 16


def test_the_order_in_which_runs_are_handed_over_never_matters():
    runs = done(EVERY_THIRD[:7])
    assert follow(a_trial(), runs) == follow(a_trial(), runs[::-1])


def test_after_a_change_of_arm_the_next_run_waits_48_hours():
    trial, runs = a_trial(arms=UCUC), done([PAST_DAYS, PAST_DAYS + 1])
    now = standing(PAST_DAYS + 2)
    found = next_run(trial, follow(trial, runs), now)
    assert found.arm == "changed"
    assert found.washout_until == runs[-1].ended_at + timedelta(hours=48)
    assert found.day == day(PAST_DAYS + 3)
    assert found.km is None


def test_the_light_wins_over_the_plan():
    trial = a_trial(arms=UCUC)
    blocked = standing(PAST_DAYS, km=0.0, run_from=day(PAST_DAYS + 9))
    assert next_run(trial, follow(trial, ()), blocked).day == day(PAST_DAYS + 9)
    unknown = standing(PAST_DAYS, km=0.0, run_from=None)
    assert next_run(trial, follow(trial, ()), unknown).day is None


@given(
    seed=st.integers(0, 10_000),
    gaps=st.lists(st.floats(0.3, 6.0), max_size=20),
    after=st.integers(0, 8),
    km=st.sampled_from([0.0, 3.0, 9.0]),
    wait=st.one_of(st.none(), st.integers(0, 12)),
)
def test_a_trial_never_asks_for_more_or_sooner_than_the_light(seed, gaps, after, km, wait):
    trial, at, days = a_trial(seed=seed), float(PAST_DAYS), []
    for gap in gaps:
        at += gap
        days.append(at)
    today = int(at) + 1 + after
    run_from = day(today) if km > 0 else None if wait is None else day(today + wait)
    now = standing(today, km=km, run_from=run_from, done=done(days))
    followed = follow(trial, now.done)
    found = next_run(trial, followed, now)
    if found is None:
        assert len(followed.places) == len(arms_of_runs(trial.design))
        return
    assert found.km is None or (found.km == now.km and found.day == now.today)
    assert (found.day is None) == (run_from is None)
    assert found.day is None or found.day >= run_from
    if needs_washout(arms_of_runs(trial.design), found.number - 1) and found.day is not None:
        assert found.day >= (followed.last_end + timedelta(hours=48)).date()


def test_a_red_day_ends_it_that_day_and_says_so():
    trial = a_trial()
    red = standing(PAST_DAYS + 9, red_days=(day(PAST_DAYS + 7),), done=done(EVERY_THIRD[:4]))
    end = end_of(trial, red)
    assert (end.state, end.on) == ("stopped", day(PAST_DAYS + 7))
    assert end.reason.kind == "precaution"
    assert "our precaution" in end.reason.text


def test_a_red_day_before_it_began_or_after_it_ended_does_not():
    assert stopped(a_trial(), standing(PAST_DAYS, red_days=(day(PAST_DAYS - 1),))) is None
    ended = replace(a_trial(), ended_on=day(PAST_DAYS + 3), ended_why="done")
    late = standing(PAST_DAYS + 9, red_days=(day(PAST_DAYS + 7),))
    assert end_of(ended, late).state == "done"


@pytest.mark.parametrize(
    "screening",
    [
        Screening(flags=(flag(),)),
        Screening(gates=(gate("experiment"),)),
        Screening(p_bone_stress=0.05),
    ],
    ids=["flag", "gate", "bone"],
)
def test_a_new_flag_gate_or_bone_stress_ends_it(screening):
    end = end_of(a_trial(), standing(PAST_DAYS + 5, screening=screening))
    assert (end.state, end.on) == ("stopped", day(PAST_DAYS + 5))
    assert screen_reasons(standing(screening=screening))


def test_an_overdue_check_pauses_it_by_the_light_and_does_not_end_it():
    found = end_of(a_trial(), standing(PAST_DAYS + 5, screening=Screening(overdue=("age",))))
    assert found.state == "running"


def test_the_planned_end_comes_when_the_last_run_is_rated_to_the_next_morning():
    trial, last = a_trial(), EVERY_THIRD[-1]
    runs = done(EVERY_THIRD)
    assert finished_on(trial, follow(trial, runs[:-1])) is None
    assert end_of(trial, standing(last + 1, done=runs)).state == "waiting"
    end = end_of(trial, standing(last + 2, done=runs))
    assert (end.state, end.on) == ("done", day(last + 2))


def test_a_red_day_long_after_all_runs_were_done_does_not_turn_done_into_stopped():
    runs, last = done(EVERY_THIRD), EVERY_THIRD[-1]
    late = standing(last + 30, done=runs, red_days=(day(last + 20),))
    assert end_of(a_trial(), late).state == "done"


def test_a_run_under_a_painkiller_is_not_one_that_kept_to_its_arm():
    rows = [
        (day_no, 8.0, {"pain": 4 * (n % 4 == 0), "painkiller_before": n < 8})
        for n, day_no in enumerate(EVERY_THIRD)
    ]
    log = [("warm_up", day_no, 12.0, {"hour": 17.0}) for day_no in EVERY_THIRD]
    history = with_runs(rows, log=log)
    told = standing(EVERY_THIRD[-1] + 2, done=done(EVERY_THIRD, first_id=41))
    found = trial_answer(a_trial(arms=UCUC * 2), history, told).analysis
    assert sum(found.assigned.rated) == 16
    assert found.as_kept is None or sum(found.as_kept.rated) <= 8
