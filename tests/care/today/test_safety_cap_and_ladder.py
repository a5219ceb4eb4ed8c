"""Every line of SAFETY.md, "Light, cap, ladder", from the cap on, as a test of its name."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.care.today.records import (
    CLEAR,
    NOW,
    at,
    back,
    climb,
    flag,
    free_days,
    hurt_days_ago,
    log,
    of_run,
    outing,
    rate,
    record,
    regular,
    screening,
    step_run,
)

from kneewise.care.today import return_plan, today
from kneewise.care.today.policy import Policy
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.diary import Episode, Side, Window
from kneewise.model.sport import Sport

# --- cap ------------------------------------------------------------------------------------


def test_cap_is_110_percent_of_the_longest_tolerated_run_of_30_days():
    runs, ratings = regular(last=3, km=8.0, every=2)
    answer = today(record(runs, ratings), CLEAR, NOW)
    assert answer.cap.km == pytest.approx(8.8)
    assert answer.cap.rule == "how_far"


def _longest(runs, ratings, lines=(), **more) -> float | None:
    return Situation(record(runs, ratings, lines, **more), CLEAR, NOW).running.longest()


def test_tolerated_is_green_in_all_windows():
    runs, ratings = regular(km=8.0)
    long = outing(99, 10, 12.0)
    assert _longest([long, *runs], ratings + of_run(long, 0, 0)) == 12.0
    assert _longest([long, *runs], ratings + of_run(long, 3, 0)) == 8.0
    assert _longest([long, *runs], ratings + of_run(long, 0, 1)) == 8.0


def test_tolerated_is_a_plausible_running_speed():
    runs, ratings = regular(km=8.0)
    for minutes in (12.0 / 0.5, 12.0 / 0.06):
        odd = outing(99, 10, 12.0, minutes=minutes)
        assert _longest([odd, *runs], ratings + of_run(odd, 0, 0)) == 8.0


def test_tolerated_is_not_a_duplicate():
    runs, ratings = regular(km=8.0)
    twice = replace(runs[3], id=99, kms=(12.0,))
    assert _longest([twice, *runs], ratings + of_run(twice, 0, 0)) == 8.0


def test_unrated_counts_only_if_no_episode_was_open_in_60_days():
    runs, _ = regular(km=8.0)
    assert _longest(runs, []) == 8.0
    assert _longest(runs, [], episodes=[Episode(1, Side.LEFT, back(40), back(20))]) is None
    sore = [rate(20, 1, Window.DAY_EVENING)]
    assert _longest(runs, sore) == 8.0  # those before the pain began
    assert _longest(runs[:6], sore) is None


@pytest.mark.parametrize(("days", "share"), [(7, 0.7), (13, 0.7), (14, 0.5), (20, 0.5)])
def test_gap_7_to_13_days_70_percent_14_to_20_days_50(days, share):
    runs, ratings = regular(last=days, km=8.0)
    answer = today(record(runs, [*ratings, rate(0, 0, Window.DAY_MORNING)]), CLEAR, NOW)
    assert answer.cap.km == pytest.approx(share * 8.0)
    assert answer.cap.rule == "gap"


@pytest.mark.parametrize("last", [21, None])
def test_gap_of_21_days_or_unknown_is_stage_1(last):
    runs, ratings = regular(last=last) if last is not None else ([], [])
    free, lines = free_days([1, 2, 3])
    told = record(runs, [*ratings, *free], lines)
    answer = today(told, CLEAR, NOW)
    assert answer.cap.minutes == 22
    assert return_plan(told, CLEAR, NOW).stage == 1


def test_the_cap_is_on_the_sum_of_a_rolling_24_h():
    runs, ratings = regular(last=3, km=8.0, every=2)
    this_morning = outing(99, 0, 5.0, hour=7.0)
    told = record([this_morning, *runs], ratings + of_run(this_morning, 0, None))
    assert today(told, CLEAR, NOW).cap.km == pytest.approx(8.0 - 5.0)


def test_at_most_one_run_in_7_days_exceeds_the_30_day_longest():
    runs, ratings = regular(last=5, km=8.0, every=2)
    longer = outing(99, 3, 8.5)
    told = record([longer, *runs], ratings + of_run(longer, 0, 0))
    answer = today(told, CLEAR, NOW)
    assert Situation(told, CLEAR, NOW).running.longer_lately
    assert answer.cap.km <= 8.5


def test_7_day_sum_at_most_1_3_times_the_mean_of_the_3_weeks_before():
    runs, ratings = regular(last=1, km=8.0, every=2)  # 32 km in 7 days, 26.7 a week before
    answer = today(record(runs, ratings), CLEAR, NOW)
    earned = sum(8.0 for run in runs if 7 <= (NOW.date() - run.day).days <= 27)
    done = sum(8.0 for run in runs if (NOW.date() - run.day).days < 7)
    assert answer.week_left_km == pytest.approx(1.3 * earned / 3 - done)
    assert answer.cap.km <= answer.week_left_km


def test_the_7_day_sum_begins_after_a_new_beginning():
    assert today(climb(4), CLEAR, NOW).week_left_km is None


def test_what_is_left_of_the_week_is_no_number_while_no_run_is_allowed():
    """Under a stop "23.8 km left" reads as leave to run them."""
    runs, ratings = regular(last=1, km=8.0, every=2)
    sore = [rate(0, 7, Window.DAY_MORNING)]
    for told, screened in (
        (record(runs, ratings + sore), CLEAR),
        (record(runs, ratings), screening(flags=(flag(),))),
        (record(runs, ratings), None),
    ):
        answer = today(told, screened, NOW)
        assert answer.cap.km == 0
        assert answer.week_left_km is None


def test_the_7_day_sum_is_no_number_on_the_ladder():
    """It counts from the first run after the last step; until then the step is the cap."""
    sore = hurt_days_ago(6, 8, free=range(1, 8))
    told = replace(sore, episodes=(Episode(1, Side.LEFT, back(40)),))
    s = Situation(told, CLEAR, NOW)
    assert s.on_ladder
    assert s.running.week_left() is not None
    answer = today(told, CLEAR, NOW)
    assert answer.cap.km > 0
    assert answer.week_left_km is None


def test_every_fourth_week_not_above_the_third():
    runs, ratings = regular(last=0, km=5.0, every=2, weeks=12)
    told = record(runs, ratings)
    weeks = [NOW + timedelta(days=7 * n) for n in range(4)]
    left = [Situation(told, CLEAR, now).running.fourth_week_left() for now in weeks]
    assert sum(value is not None for value in left) == 1


def test_one_session_sets_a_new_maximum_in_only_one_of_them():
    runs, ratings = regular(last=3, every=2)
    runs = [replace(run, descent_m=40.0, fast_minutes=6.0) for run in runs]
    answer = today(record(runs, ratings), CLEAR, NOW)
    assert (answer.cap.descent_m, answer.cap.fast_minutes) == (40.0, 6.0)
    assert "one_maximum.do" in {said.id for said in answer.now}


def test_a_step_within_the_month_s_longest_warns_of_no_longer_run():
    told = hurt_days_ago(6, 13, free=range(1, 6))
    told = replace(told, log=(*told.log, log("clinician_date", 5)))
    answer = today(told, CLEAR, NOW)
    assert answer.cap.minutes is not None
    assert answer.cap.km <= 8.0
    assert "one_maximum.do" not in {said.id for said in answer.now}


def test_when_to_stop_is_said_once():
    stops = {"with_changes.stop", "now.stop_above"}
    runs, ratings = regular(last=2)
    for during in (0, 1):
        told = record(runs, [*of_run(runs[0], during, 0), *ratings[2:]])
        answer = today(told, CLEAR, NOW)
        (said,) = [one for one in answer.now if one.id in stops]
        for sign in ("above 2/10", "limp", "swelling", "don't start", "walk home"):
            assert sign in said.text


# --- ladder ---------------------------------------------------------------------------------


STEPS = (22, 24, 24, 25, 28, 30, 32, 20, 22, 24, 26, 28, 30)


def test_ladder_the_stage_is_the_cap_in_minutes_on_feet():
    for stage, minutes in enumerate(STEPS):
        answer = today(climb(2 * stage), CLEAR, NOW)
        assert answer.cap.minutes == pytest.approx(minutes)
        assert answer.cap.no_downhill


def test_ladder_every_second_day():
    told = climb(4)
    tired = replace(told, outings=(outing(99, 1, 1.0), *told.outings))
    answer = today(tired, CLEAR, NOW)
    assert answer.cap.km == 0
    assert "every_second_day" in (*answer.overruled, answer.rule)


def test_ladder_two_greens_a_stage():
    assert [Situation(climb(n), CLEAR, NOW).place.stage for n in range(5)] == [0, 0, 1, 1, 2]


def test_ladder_no_stage_skipped_a_later_step_does_not_count():
    told = climb(2)
    ahead = step_run(99, 1, 5)
    told = replace(told, outings=(*told.outings, ahead))
    assert Situation(told, CLEAR, NOW).place.stage == 1


def test_ladder_time_on_feet_at_most_1_12_times_the_longest_green_one():
    for earlier, later in itertools.pairwise(STEPS):
        assert later <= 1.12 * max(STEPS[: STEPS.index(earlier) + 1]) + 1e-9
    short = climb(2)
    runs = tuple(replace(o, minutes=20.0) if o.id < 100 else o for o in short.outings)
    assert Situation(replace(short, outings=runs), CLEAR, NOW).place.minutes == pytest.approx(22.4)


def test_ladder_back_one_on_amber_two_on_red():
    told = climb(8)
    run = told.outings[7]
    for value, stage in ((3, 2), (6, 1)):
        sore = rate(2, value, Window.WITHIN_24H, run.id)
        worse = replace(told, ratings=(*told.ratings, sore), standing=(*told.standing, sore))
        assert Situation(worse, CLEAR, NOW).place.stage == stage


def test_ladder_after_4_weeks_of_pain_red_goes_to_the_first_step():
    told = hurt_days_ago(6, 8, free=range(1, 7))
    long = replace(told, episodes=(Episode(1, Side.LEFT, back(40)),))
    assert Situation(long, CLEAR, NOW).place.stage == 0


def test_ladder_the_cap_begins_with_the_first_run_after_the_last_stage():
    answer = today(climb(26), CLEAR, NOW)
    assert answer.cap.minutes is None
    assert answer.cap.rule in {"how_far", "week_sum", "fourth_week"}
    assert return_plan(climb(26), CLEAR, NOW).stage is None


def test_ladder_restart_after_three_weeks_off():
    told = climb(10)
    later = NOW + timedelta(days=21)
    ping = replace(rate(0, 0), day=later.date(), entered_at=later)
    told = replace(told, ratings=(*told.ratings, ping), standing=(*told.standing, ping))
    assert Situation(told, CLEAR, later).place.stage == 0


# --- no gaming -------------------------------------------------------------------------------


def test_a_walk_at_running_speed_is_a_run():
    runs, ratings = regular(last=3)
    walk = outing(99, 0, 6.0, hour=8.0, sports=(Sport.WALKING,))
    s = Situation(record([walk, *runs], ratings), CLEAR, NOW)
    assert walk in s.lights.runs
    assert walk not in s.running.kept
    slow = outing(99, 0, 6.0, minutes=66.0, run_minutes=0.0, sports=(Sport.WALKING,))
    assert slow not in Situation(record([slow, *runs], ratings), CLEAR, NOW).lights.runs


def test_downward_edits_do_not_improve_the_light_for_7_days():
    runs, ratings = regular(last=9)
    first = rate(9, 6, Window.DURING, runs[0].id, at(9))
    for days, light in ((6, Light.RED), (8, Light.GREEN)):
        lowered = replace(first, value=0, entered_at=at(days))
        history = [*ratings[1:], first, lowered]
        told = replace(
            record(runs, [*history, rate(0, 0, Window.DAY_MORNING)]),
            standing=(*ratings[1:], lowered),
        )
        assert Situation(told, CLEAR, NOW).lights.of_run[runs[0].id] is light


def test_the_laxer_policy_acts_after_7_green_days_the_stricter_at_once():
    facts = [("policy", "article", 300), ("policy", "guided", 10)]
    free, lines = free_days(range(3, 10))
    assert Situation(record((), free, lines, facts=facts), CLEAR, NOW).policy is Policy.GUIDED
    fewer, lines = free_days(range(3, 9))
    assert Situation(record((), fewer, lines, facts=facts), CLEAR, NOW).policy is Policy.ARTICLE
    stricter = [("policy", "article", 0)]
    assert Situation(record(facts=stricter), CLEAR, NOW).policy is Policy.ARTICLE


def test_under_18_article_only():
    facts = [("birth_year", "2010", 300), ("policy", "guided", 300)]
    assert Situation(record(facts=facts), CLEAR, NOW).policy is Policy.ARTICLE


def test_no_diary_or_import_for_7_days_is_stale_never_green():
    runs, ratings = regular(last=8)
    assert today(record(runs, ratings), CLEAR, NOW).light is Light.STALE
    fresh = [*ratings, rate(0, 0, Window.DAY_MORNING)]
    assert today(record(runs, fresh), CLEAR, NOW).light is Light.GREEN


@pytest.mark.parametrize("screened", [screening(flags=(flag(),)), None])
def test_beside_a_red_flag_or_an_open_check_there_is_no_walk_no_test_and_no_date(screened):
    answer = today(hurt_days_ago(6, 1), screened, NOW)
    said = {sentence.id for sentence in (*answer.now, *answer.to_green)}
    assert said <= {"red_flag.do", "red_flag.green", "unscreened.green"}
    assert answer.run_from is None
    back_again = return_plan(hurt_days_ago(6, 1), screened, NOW)
    assert back_again.next_step.id == "return.blocked"
    assert not back_again.entry_needed


def test_what_locks_says_what_opens_it_beside_an_open_check():
    runs, ratings = regular()
    reds = [rate(days, 6, Window.DAY_EVENING) for days in (2, 5, 8)]
    answer = today(record(runs, [*ratings, *reds]), None, NOW)
    assert answer.rule == "locked"
    assert [said.id for said in answer.to_green] == ["locked.green", "unscreened.green"]


def test_a_sign_sends_to_the_check_and_not_for_a_walk():
    runs, ratings = regular()
    answer = today(record(runs, ratings, [log("swelling", 0)]), CLEAR, NOW)
    assert {sentence.id for sentence in answer.now} == {"red_rest.signs_do"}
