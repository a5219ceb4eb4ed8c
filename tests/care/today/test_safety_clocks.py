"""SAFETY.md, No gaming: what lies ahead of now, what came in twice, what was told late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.care.today.records import (
    CLEAR,
    NOW,
    at,
    back,
    free_days,
    gate,
    hurt_days_ago,
    log,
    of_run,
    outing,
    rate,
    record,
    regular,
    screening,
)

from kneewise.care.today import today
from kneewise.care.today.gaming import is_stale, last_news
from kneewise.care.today.painfree import MASKS, SIGNS, Told
from kneewise.care.today.policy import Policy
from kneewise.care.today.situation import Situation
from kneewise.care.today.twins import shifted_twins
from kneewise.model.advice import Light
from kneewise.model.diary import LOG_SIGNS, Episode, Side, Window

AHEAD = NOW + timedelta(hours=1.5)


def _km(told, now=NOW) -> float:
    return today(told, CLEAR, now).cap.km


def _more(told, *ratings):
    return replace(told, ratings=(*told.ratings, *ratings), standing=(*told.standing, *ratings))


@pytest.fixture
def green():
    runs, ratings = regular(last=3, km=8.0, every=2)
    told = record(runs, ratings)
    assert _km(told) > 0
    return told


# --- ahead of now ----------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0.5, 2, 23, 24 * 400])
def test_a_run_that_is_still_to_begin_counts_as_load_now(green, hours):
    later = outing(99, 0, 20.0, start=NOW + timedelta(hours=hours))
    told = replace(green, outings=(later, *green.outings))
    s = Situation(told, CLEAR, NOW)
    assert s.running.loaded_24h() == 20.0
    assert s.running.loaded(NOW.date(), NOW.date()) == 20.0
    assert later.id not in s.running.kept_ids
    assert _km(told) == 0


def test_a_run_still_to_begin_is_told_by_its_own_date_and_a_deleted_one_as_deleted(green):
    day = NOW + timedelta(days=29)
    later = replace(green, outings=(*green.outings, outing(99, 0, 5.0, start=day)))
    said = today(later, CLEAR, NOW)
    ahead = next(one for one in said.advices if one.rule == "pending")
    assert f"{day.date()}" in ahead.because
    assert "later than now" in ahead.because
    gone = replace(outing(99, 0, 5.0), deleted=True, changed_at=NOW)
    left = today(replace(green, outings=(*green.outings, gone)), CLEAR, NOW)
    told = next(one for one in left.advices if one.rule == "pending")
    assert "deleted" in told.because
    assert "next morning" not in told.because


def test_two_runs_still_to_begin_are_added_up(green):
    later = [outing(90 + n, 0, 3.0, start=NOW + timedelta(hours=2 * n)) for n in (1, 2)]
    told = replace(green, outings=(*later, *green.outings))
    assert Situation(told, CLEAR, NOW).running.loaded_24h() == 6.0


@pytest.mark.parametrize(("days", "counts"), [(6, True), (8, False)])
@pytest.mark.parametrize("how", ["deleted", "moved"])
def test_a_run_far_ahead_that_never_was_counts_no_more_7_days_after_it_was_taken_out(
    green, how, days, counts
):
    wrong = outing(99, 0, 20.0, start=NOW + timedelta(days=900))
    wrong = replace(wrong, changed_at=at(days), **{how: True})
    told = replace(green, outings=(wrong, *green.outings))
    assert (_km(told) == 0) is counts


@pytest.mark.parametrize("days", [0, 1, 300])
def test_a_sore_rating_counts_whatever_its_day_and_clock_say(green, days):
    day = back(-days)
    sore = replace(rate(0, 8, Window.DAY_EVENING), day=day, entered_at=AHEAD + timedelta(days=days))
    answer = today(_more(green, sore), CLEAR, NOW)
    assert answer.light is Light.RED
    assert answer.cap.km == 0


def test_a_zero_waits_for_its_time(green):
    ahead = replace(rate(0, 0, Window.DAY_EVENING), entered_at=AHEAD)
    tomorrow = replace(rate(-1, 0, Window.DAY_MORNING), entered_at=NOW)
    told = Told(_more(green, ahead, tomorrow), NOW)
    assert not told.by_day.keys() & {NOW.date(), back(-1)}
    assert Told(_more(green, ahead), AHEAD).worst(NOW.date()) == 0


def test_a_zero_ahead_does_not_lower_a_sore_rating_of_now(green):
    sore = rate(0, 8, Window.DAY_MORNING, entered=at(0, 8.0))
    zero = replace(sore, value=0, entered_at=AHEAD)
    told = replace(green, ratings=(*green.ratings, sore, zero), standing=(*green.standing, zero))
    assert today(told, CLEAR, NOW).light is Light.RED


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_counts_whatever_its_day_says(green, sign):
    told = replace(green, log=(*green.log, log(sign, -1)))
    assert today(told, CLEAR, NOW).light is Light.RED


@pytest.mark.parametrize("mask", MASKS)
def test_a_painkiller_of_a_day_ahead_masks_today(green, mask):
    told = replace(green, log=(*green.log, log(mask, -1)))
    assert NOW.date() in Told(told, NOW).masked_days


def test_a_stricter_policy_said_by_a_clock_ahead_acts_at_once():
    facts = [("policy", "article", -2)]
    assert Situation(record(facts=facts), CLEAR, NOW).policy is Policy.ARTICLE
    laxer = [("policy", "article", 300), ("policy", "guided", -2)]
    free, lines = free_days(range(9))
    assert Situation(record((), free, lines, facts=laxer), CLEAR, NOW).policy is Policy.ARTICLE


# --- the same run again ----------------------------------------------------------------------


def again(run, hours, **more):
    shift = timedelta(hours=hours)
    return replace(
        run,
        id=run.id + 500,
        started_at=run.started_at + shift,
        ended_at=run.ended_at + shift,
        day=(run.started_at + shift).date(),
        **more,
    )


@pytest.mark.parametrize("hours", [1, -1, 2, 5.75, -9.5, 14])
def test_runs_that_came_in_twice_hours_apart_are_load_and_earn_nothing(green, hours):
    told = replace(green, outings=(*green.outings, *(again(o, hours) for o in green.outings)))
    once, twice = (Situation(each, CLEAR, NOW).running for each in (green, told))
    first, last = back(27), back(7)
    assert twice.earned(first, last) <= once.earned(first, last)
    assert twice.loaded(first, last) > 1.5 * once.loaded(first, last)
    assert twice.week_left() < once.week_left()


@pytest.mark.parametrize(
    "other",
    [
        {"kms": (7.5,)},
        {"minutes": 40.0},
        {"hours": 1.1},
        {"hours": 15},
    ],
)
def test_another_run_is_no_twin(green, other):
    run = green.outings[3]
    told = [run, again(run, **({"hours": 2} | other))]
    assert shifted_twins(told, NOW) == {}


def test_no_edit_of_the_distance_hides_a_twin(green):
    run = green.outings[3]
    twin = again(run, 1, kms=(*run.kms, 9.5), changed_at=at(0))
    assert shifted_twins([run, twin], NOW) == {twin.id: run.id}


@pytest.mark.parametrize(("days", "earns"), [(6, False), (8, True)])
def test_the_later_one_earns_7_days_after_the_earlier_was_deleted(green, days, earns):
    run = green.outings[3]
    gone = replace(run, deleted=True, changed_at=at(days))
    twin = again(run, 1)
    assert (twin.id not in shifted_twins([gone, twin], NOW)) is earns


# --- an end that is told late -----------------------------------------------------------------


def _ended(told_days, ended_days=100):
    told_at = None if told_days is None else at(told_days)
    return Episode(1, Side.LEFT, back(120), back(ended_days), end_told_at=told_at)


def test_the_end_of_an_episode_counts_from_the_day_it_was_told():
    runs, _ = regular(last=2, km=8.0)
    open_ = record(runs, episodes=[Episode(1, Side.LEFT, back(120))])
    assert Situation(open_, CLEAR, NOW).running.longest() is None
    late = record(runs, episodes=[_ended(0)])
    assert Situation(late, CLEAR, NOW).running.longest() is None
    assert _km(late) <= _km(open_)
    in_time = record(runs, episodes=[_ended(100)])
    assert Situation(in_time, CLEAR, NOW).running.longest() == 8.0


def test_an_end_that_came_in_with_its_beginning_counts_as_said():
    runs, _ = regular(last=2, km=8.0)
    told = record(runs, episodes=[_ended(None)])
    assert Situation(told, CLEAR, NOW).running.longest() == 8.0


def test_the_later_of_ended_on_and_told_on_counts_for_sides_and_weeks():
    told = Told(record(episodes=[_ended(3)]), NOW)
    assert told.sides == {Side.LEFT}
    assert told.sore_for_weeks(back(3), 4)
    assert not told.sore_for_weeks(back(2), 4)
    assert Told(record(episodes=[_ended(61, 90)]), NOW).sides == frozenset()


# --- what is no news of the knee ---------------------------------------------------------------


def test_hours_of_sleep_are_no_news_of_the_knee():
    runs, ratings = regular(last=8)
    told = record(runs, ratings, [log("sleep", 0, 7.0), log("strength", 0, 20.0)])
    assert is_stale(told, NOW)
    assert today(told, CLEAR, NOW).light is Light.STALE
    assert not is_stale(replace(told, log=(log("walked_stairs", 0),)), NOW)


def test_signs_and_painkillers_are_news_of_the_knee():
    assert set(SIGNS) | set(MASKS) == LOG_SIGNS
    for kind in LOG_SIGNS:
        assert last_news(record(lines=[log(kind, 1)]), NOW) == at(1)


# --- two ambers without a run -------------------------------------------------------------------


def test_two_ambers_in_14_days_are_red_without_a_run_too():
    runs, ratings = regular(last=3)
    sore = [rate(6, 4, Window.DAY_EVENING), rate(2, 5, Window.DAY_EVENING)]
    answer = today(record(runs, [*ratings, *sore]), CLEAR, NOW)
    assert answer.light is Light.RED
    assert answer.rule == "red_rest"


def test_one_amber_day_without_a_run_stays_amber():
    runs, ratings = regular(last=3)
    sore = [rate(2, 5, Window.DAY_EVENING)]
    assert today(record(runs, [*ratings, *sore]), CLEAR, NOW).light is Light.AMBER


def test_a_sore_morning_after_an_amber_run_is_no_second_amber():
    runs, ratings = regular(last=3)
    told = record(runs, [*ratings[2:], *of_run(runs[0], 4, 3)])
    assert Situation(told, CLEAR, NOW).lights.red_days == ()
    evening = rate(2, 4, Window.DAY_EVENING)
    assert Situation(_more(told, evening), CLEAR, NOW).lights.red_days == (back(2),)


def test_an_amber_day_without_a_run_is_one_step_back_as_an_amber_run_is():
    told = hurt_days_ago(6, 20, free=range(1, 19))
    before = Situation(told, CLEAR, NOW).place.stage
    amber = rate(3, 4, Window.DAY_EVENING)
    assert Situation(_more(told, amber), CLEAR, NOW).place.stage == before - 1


def test_red_days_apart_from_each_other_are_a_step_back_of_two_each():
    runs, ratings = regular(last=20, weeks=20)
    told = record(runs, ratings)
    one = [rate(10, 7, Window.DAY_EVENING)]
    next_to = [*one, rate(9, 7, Window.DAY_EVENING)]
    apart = [*one, rate(7, 7, Window.DAY_EVENING)]
    stages = [
        Situation(_more(told, *sore), CLEAR, NOW).place.stage for sore in (one, next_to, apart)
    ]
    assert stages == [11, 11, 9]


# --- under 18 ------------------------------------------------------------------------------------


MINOR = screening(gates=(replace(gate("experiment"), gate="minor"),))
YOUNG = [("birth_year", "2010", 300)]


def _daily(count, km=13.4, last=1):
    runs = [outing(n + 1, last + n, km) for n in range(count)]
    return runs, [entry for run in runs for entry in of_run(run)]


@pytest.mark.parametrize(("facts", "screened"), [(YOUNG, CLEAR), ((), MINOR)])
def test_under_18_no_run_after_5_running_days_in_any_7(facts, screened):
    for count, stops in ((5, True), (4, False)):
        runs, ratings = _daily(count)
        old, more = regular(last=8, km=13.4, weeks=20)
        told = record([*runs, *old], ratings + more, facts=facts)
        answer = today(told, screened, NOW)
        assert ("minor" in {advice.rule for advice in answer.advices}) is True
        if stops:
            assert answer.cap.km == 0
            assert answer.run_from >= back(-2)  # five days running: two of rest
        else:
            assert "minor.rest" not in {a.because for a in answer.advices}
    assert answer.light is not Light.RED


def test_under_18_66_days_running_of_13_km_are_no_go():
    runs, ratings = _daily(66)
    answer = today(record(runs, ratings, facts=YOUNG), CLEAR, NOW)
    assert answer.rule == "minor"
    assert answer.cap.km == 0
    assert answer.light is Light.AMBER
    assert answer.run_from == back(-2)


def test_under_18_nothing_beyond_10_km_in_24_hours():
    old, more = regular(last=3, km=13.4, weeks=20, every=2)
    assert today(record(old, more), CLEAR, NOW).cap.km > 10
    answer = today(record(old, more, facts=YOUNG), CLEAR, NOW)
    assert answer.cap.km == 10.0
    assert answer.cap.rule == "minor"
    this_morning = outing(99, 0, 6.0, hour=7.0)
    told = record([this_morning, *old], more + of_run(this_morning, 0, None), facts=YOUNG)
    assert today(told, CLEAR, NOW).cap.km <= 4.0


# --- dates that nobody can promise --------------------------------------------------------------


def test_a_lock_without_a_clinicians_date_names_no_day():
    runs, ratings = regular(last=20)
    sore = [rate(days, 6, Window.DAY_EVENING) for days in (9, 6, 3)]
    told = record(runs, [*ratings, *sore])
    answer = today(told, CLEAR, NOW)
    assert answer.rule == "locked"
    assert answer.run_from is None
    dated = replace(told, log=(log("clinician_date", -9, hour=-240),))
    assert today(dated, CLEAR, NOW).run_from == back(-9)


@pytest.mark.parametrize(("until", "from_"), [(None, None), (back(-20), back(-21))])
def test_a_gate_without_an_end_names_no_day(until, from_):
    held = screening(gates=(replace(gate("running"), until=until),))
    answer = today(hurt_days_ago(6, 3), held, NOW)
    assert "red_rest" in answer.overruled
    assert answer.run_from == from_


def test_the_entry_test_is_a_criterion_beside_the_date():
    answer = today(hurt_days_ago(6, 3), CLEAR, NOW)
    assert "entry_test" in answer.overruled
    assert answer.run_from == back(-5)
