"""The plan of a regular runner, of one on the ladder, of a sore one: words and names."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

from tests.care.plan.plans import TODAY, answer, goal, runner
from tests.care.plan.replay import days, runs_of
from tests.care.today.records import (
    CLEAR,
    NOW,
    at,
    back,
    climb,
    flag,
    gate,
    hurt_days_ago,
    log,
    of_run,
    outing,
    record,
    regular,
    screening,
    step_run,
)

from kneewise.care.plan import State, plan
from kneewise.care.plan.future import Future
from kneewise.care.today import CareRecord
from kneewise.care.today.matching import STAGES
from kneewise.model.advice import Light, RaisedGate
from kneewise.model.diary import Side
from kneewise.model.plan import Gait, Session, SessionKind

# --- the goal ---------------------------------------------------------------------------------


def test_a_goal_in_time_is_run_on_its_day_and_ends_the_plan():
    race = TODAY + timedelta(days=160)
    found = answer(race_on=race)
    assert found.state is State.PLANNED
    assert found.reached_on == race
    assert found.sessions[-1].kind is SessionKind.GOAL
    assert (found.sessions[-1].day, found.sessions[-1].km) == (race, 21.1)


def test_the_day_before_the_race_is_free_and_its_week_is_lighter():
    race = TODAY + timedelta(days=160)
    runs = {one.day: one.km for one in runs_of(answer(race_on=race, days=4))}
    assert race - timedelta(days=1) not in runs
    last_week = [km for day, km in runs.items() if 0 < (race - day).days < 7]
    assert max(last_week) < 0.7 * 21.1


def test_where_the_caps_cannot_reach_the_day_the_goal_moves_and_it_is_said():
    race = TODAY + timedelta(days=25)
    found = answer(race_on=race)
    assert found.state is State.MOVED
    assert found.reached_on > race
    said = found.because[0]
    assert "would break the caps" in said.text
    assert f"{found.reached_on.day} {found.reached_on:%b %Y}" in said.text
    assert not any(one.kind is SessionKind.GOAL for one in runs_of(found) if one.day <= race)


def test_a_goal_without_a_day_is_run_on_the_first_day_that_allows_it():
    found = answer()
    assert found.sessions[-1].kind is SessionKind.GOAL
    assert found.reached_on == found.sessions[-1].day


def test_one_day_a_week_does_not_get_there_and_it_is_said():
    found = answer(days=1)
    assert found.state is State.OUT_OF_REACH
    assert found.reached_on is None
    assert "1 running day a week" in found.because[0].text


def test_a_day_that_has_passed_gives_no_plan():
    found = answer(race_on=back(3))
    assert found.state is State.CLOSED
    assert "passed" in found.because[0].text


def test_a_longer_run_that_is_usual_is_kept_while_the_race_is_far():
    found = answer(km=10.0, race_on=TODAY + timedelta(days=150))
    long = [s.km for s in runs_of(found) if s.day.weekday() == 6]
    assert long[:4] == [8.0] * 4
    assert max(long) <= 9.1


# --- when there is no plan ----------------------------------------------------------------------


def test_a_red_flag_comes_before_everything_else():
    found = answer(screened=screening(flags=(flag(),), unanswered=("fever",)))
    assert found.rule == "red_flag"
    assert not found.sessions
    assert "warning sign" in found.because[1].text
    assert "cleared by a clinician" in found.opens[0].text


def test_unscreened_says_to_answer_the_check():
    found = answer(screened=None)
    assert found.light is Light.UNSCREENED
    assert "kneewise check" in found.opens[0].text


def test_a_gate_with_an_end_says_from_when():
    until = TODAY + timedelta(days=9)
    held = replace(gate("plan"), until=until)
    found = answer(screened=screening(gates=(held,)))
    assert not found.sessions
    assert found.opens_from == until + timedelta(days=1)


def test_a_gate_on_the_ladder_stops_the_plan_of_who_is_on_it():
    held = screening(gates=(gate("ladder"),))
    assert not answer(climb(4), held).sessions
    assert answer(runner(), held).sessions


def test_no_increase_is_no_plan_towards_more():
    found = answer(screened=screening(gates=(gate("increase", "ladder"),)))
    assert found.state is State.CLOSED
    assert "No plan towards more" in found.because[0].text


def test_a_red_light_gives_no_plan_and_says_when_the_calendar_allows_one():
    found = answer(hurt_days_ago(7, 2))
    assert found.light is Light.RED
    assert not found.sessions
    assert found.opens
    assert found.opens_from == back(2) + timedelta(days=8)


def test_a_stale_diary_gives_no_plan():
    runs, ratings = regular(last=9)
    found = answer(record(runs, ratings))
    assert found.light is Light.STALE
    assert not found.sessions


# --- amber, ladder ------------------------------------------------------------------------------


def test_after_a_sore_run_the_entry_test_stands_before_the_first_run():
    found = answer(hurt_days_ago(4, 2))
    assert found.light is Light.AMBER
    tests = [s.day for s in found.sessions if s.kind is SessionKind.ENTRY_TEST]
    first = runs_of(found)[0]
    assert tests == [TODAY, TODAY + timedelta(days=1)]
    assert first.day > tests[-1]
    assert "30 %" in " ".join(a.because for a in first.because) or first.km <= 0.7 * 8.0
    assert any("holds the first run back" in said.text for said in found.because)


def test_on_the_ladder_the_sessions_are_its_steps_two_of_each():
    found = answer(climb(4), km=10.0, days=4)
    steps = [s for s in runs_of(found) if s.minutes is not None]
    assert [s.minutes for s in steps] == [m.minutes for m in STAGES[2:] for _ in range(2)]
    for before, after in itertools.pairwise(steps):
        assert (after.day - before.day).days >= 2
    walk_run = steps[0]
    (block,) = walk_run.blocks
    assert walk_run.kind is SessionKind.WALK_RUN
    assert (block.times, [(s.gait, s.minutes) for s in block.stretches]) == (
        8,
        [(Gait.RUN, 2), (Gait.WALK, 1)],
    )


def test_a_runner_who_never_ran_begins_with_the_entry_test_and_the_first_step():
    told = record([], [], [log("walked_stairs", 0)])
    found = plan(told, CLEAR, goal(km=5.0), NOW)
    assert [s.kind for s in found.sessions if s.kind is not SessionKind.REST][:2] == [
        SessionKind.ENTRY_TEST,
        SessionKind.ENTRY_TEST,
    ]
    assert runs_of(found)[0].minutes == 22


# --- sessions -----------------------------------------------------------------------------------


def test_every_session_says_why_and_its_steps_keep_to_its_limit():
    for told in (runner(), climb(4), hurt_days_ago(4, 2)):
        for session in answer(told).sessions:
            assert session.because
            assert session.title
            stretches = [(b.times, s) for b in session.blocks for s in b.stretches]
            km = sum(n * (s.km or 0.0) for n, s in stretches)
            minutes = sum(n * (s.minutes or 0.0) for n, s in stretches)
            assert session.km is None or km <= session.km + 1e-6
            assert session.minutes is None or minutes <= session.minutes + 1e-6
            assert all((s.km is None) != (s.minutes is None) for _, s in stretches)


def test_every_day_up_to_the_goal_has_something_and_rest_is_among_it():
    found = answer()
    planned = sorted({s.day for s in found.sessions})
    assert planned == [TODAY + timedelta(days=n) for n in range(len(planned))]
    assert planned[-1] == found.reached_on
    assert sum(s.kind is SessionKind.REST for s in found.sessions) > 20


def test_strength_stands_before_a_run_twice_a_week_and_says_it_was_supervised():
    found = answer(days=4)
    ran = {s.day for s in runs_of(found)}
    strong = [s for s in found.sessions if s.kind is SessionKind.STRENGTH]
    assert {s.day for s in strong} <= ran
    per_week = [s.day.isocalendar()[:2] for s in strong]
    assert max(per_week.count(week) for week in per_week) == 2
    assert "supervised" in strong[0].because[1].because


def test_a_run_beyond_the_longest_sets_one_new_maximum_alone():
    told = runner()
    long = next(s for s in runs_of(answer(told)) if s.km > 8.0)
    found = [advice for advice in long.because if advice.rule == "one_maximum"]
    assert found
    assert found[0].do


def test_names_are_all_different_and_belong_to_the_goal():
    found = answer(days=5)
    names = [s.uid for s in found.sessions]
    assert len(set(names)) == len(names)
    assert all(name.startswith("goal-7-") for name in names)


def _names(sessions: tuple[Session, ...]) -> dict[str, tuple[date, SessionKind]]:
    return {s.uid: (s.day, s.kind) for s in sessions}


def test_a_session_keeps_its_name_when_those_before_it_are_done_or_missed():
    told = runner()
    first = answer(told)
    run, moment, before = next(d for d in days(first, told) if d[0].day > TODAY)
    tomorrow = moment + timedelta(hours=25)
    kept = plan(_heard(before, moment), CLEAR, goal(), tomorrow)  # the run itself was missed
    earlier, later = _names(first.sessions), _names(kept.sessions)
    shared = earlier.keys() & later.keys()
    this_week = {n for n in shared if earlier[n][0].isocalendar()[1] == run.day.isocalendar()[1]}
    assert this_week
    assert all(earlier[name] == later[name] for name in this_week)


def _heard(told: CareRecord, moment) -> CareRecord:
    return replace(told, log=(*told.log, replace(log("brisk_walk", 0), at=moment)))


def test_a_missed_session_is_dropped_and_never_caught_up():
    told = runner()
    this = plan(told, CLEAR, goal(), NOW)
    first = runs_of(this)[0]
    later = NOW + timedelta(days=(first.day - TODAY).days + 1)
    missed = plan(_heard(told, later), CLEAR, goal(), later)
    sunday = first.day + timedelta(days=6 - first.day.weekday())
    planned = sum(s.km for s in runs_of(this) if first.day < s.day <= sunday)
    left = sum(s.km for s in runs_of(missed) if s.day <= sunday)
    assert left <= planned + first.km / 2
    assert all(s.day >= later.date() for s in missed.sessions)


def test_todays_run_is_not_planned_again():
    this_morning = outing(99, 0, 4.0, hour=7.0)
    runs, ratings = regular(last=2)
    told = record([this_morning, *runs], ratings + of_run(this_morning, 0, None))
    assert not any(s.day == TODAY for s in runs_of(answer(told, days=6)))


def test_a_painful_rating_changes_the_plan_at_once():
    runs, ratings = regular(last=1)
    before = answer(record(runs, ratings))
    sore = [*ratings[2:], *of_run(runs[0], 4, 2)]
    after = answer(record(runs, sore))
    assert runs_of(after)[0].day > runs_of(before)[0].day
    assert after.reached_on >= before.reached_on


def test_seven_days_asked_are_six_and_it_is_said():
    found = answer(days=7)
    assert any("rest" in said.text for said in found.because)
    week = [s for s in found.sessions if s.day <= TODAY + timedelta(days=6)]
    assert any(s.kind in {SessionKind.REST, SessionKind.OTHER_SPORT} for s in week)


def test_a_minor_gets_no_plan_beyond_10_km_and_no_other_sport_on_rest_days():
    advice = gate("gel").advice
    young = screening(gates=(RaisedGate("minor", advice, frozenset({"gel"})),))
    assert not answer(screened=young, km=10.5).sessions
    found = answer(screened=young, km=10.0, days=6)
    assert found.sessions
    assert all(s.kind is not SessionKind.OTHER_SPORT for s in found.sessions)


def test_days_beyond_a_week_are_called_a_sketch():
    found = answer()
    assert found.firm_until == TODAY + timedelta(days=7)
    assert any("sketch" in note.because for note in found.notes)


def test_a_run_the_day_after_another_says_not_before_which_hour():
    found = answer(days=6)
    runs = runs_of(found)
    pairs = [b for a, b in itertools.pairwise(runs) if (b.day - a.day).days == 1]
    assert pairs
    assert all(any("24 hours" in a.because for a in s.because) for s in pairs)


def test_a_step_done_today_moves_the_next_one_two_days_on():
    told = climb(4)
    done = step_run(99, 0, 2)
    after = replace(told, outings=(done, *told.outings))
    assert runs_of(answer(after, km=10.0, days=6))[0].day >= TODAY + timedelta(days=2)
    assert at(0).date() == TODAY


def test_under_18_the_entry_test_waits_where_it_would_take_a_rest_day():
    held = RaisedGate("minor", gate("gel").advice, frozenset({"gel"}))
    young = screening(gates=(held,))
    runs = [outing(n, n, 5.0) for n in range(2, 7)]  # five of the last seven days
    ratings = [e for one in runs[1:] for e in of_run(one)] + of_run(runs[0], 3, 0)
    found = answer(record(runs, ratings), young, km=10.0, days=5)
    tests = [s.day for s in found.sessions if s.kind is SessionKind.ENTRY_TEST]
    assert len(tests) == 2
    assert tests[0] > TODAY
    assert len({o.day for o in runs if (tests[0] - o.day).days < 7}) <= 4


def test_a_day_is_asked_about_24_hours_after_the_run_before_it():
    late = outing(1, 0, 8.0, hour=18.0)
    future = Future(record([late]), CLEAR, NOW, (Side.LEFT,))
    moment = future.asked_at(TODAY + timedelta(days=1))
    assert moment == late.ended_at + timedelta(hours=24)
    assert future.asked_at(TODAY + timedelta(days=2)).hour == 8
    assert future.asked_at(TODAY) == NOW
