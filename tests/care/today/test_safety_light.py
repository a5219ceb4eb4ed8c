"""Every line of SAFETY.md, "Light, cap, ladder", up to the cap, as a test of its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.care.today.records import (
    CLEAR,
    NOW,
    back,
    climb,
    flag,
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
from kneewise.care.today.painfree import Told
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.diary import Episode, RunReport, Side, Window

# --- pain-free day ---------------------------------------------------------------------------


def _told(ratings, lines) -> Told:
    return Told(record((), ratings, lines), NOW)


def test_pain_free_day_morning_and_evening_0_no_painkiller_walking_and_stairs_done():
    ratings, lines = free_days([3])
    assert _told(ratings, lines).pain_free(back(3))
    assert not _told(ratings[:1], lines).pain_free(back(3))
    assert not _told(ratings[1:], lines).pain_free(back(3))
    assert not _told(ratings, [*lines, log("painkiller", 3)]).pain_free(back(3))
    assert not _told(ratings, lines[1:]).pain_free(back(3))


def test_unrated_is_neither_free_nor_sore():
    told = _told([], [log("walked_stairs", 3)])
    assert not told.pain_free(back(3))
    assert told.sore_days == ()


def test_missing_next_morning_rating_is_pending_and_no_longer_than_the_last_green_run():
    runs, ratings = regular(last=2, km=8.0)
    runs = [outing(99, 1, 5.0), *runs]
    ratings += of_run(runs[0], 0, None)
    answer = today(record(runs, ratings), CLEAR, NOW)
    assert answer.light is Light.PENDING
    assert answer.cap.km <= 8.0


def test_a_run_left_unrated_between_does_not_reach_back_to_a_longer_green_one():
    runs, ratings = regular(last=8, km=8.0)
    short, latest = outing(98, 4, 3.0), outing(99, 1, 3.0)
    told = record([latest, short, *runs], ratings, episodes=[Episode(1, Side.LEFT, back(30))])
    assert today(told, CLEAR, NOW).cap.km <= 3.0


# --- floor and policies ------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["guided", "article"])
def test_above_2_both_policies_end_the_run(policy):
    runs, ratings = regular(last=1)
    ratings = [*ratings[2:], *of_run(runs[0], 3, 0)]
    answer = today(record(runs, ratings, facts=[("policy", policy, 300)]), CLEAR, NOW)
    assert answer.cap.km == 0
    assert "first_hour.walk_home" not in {said.id for said in answer.now}


@pytest.mark.parametrize("policy", ["guided", "article"])
@pytest.mark.parametrize("screened", [screening(flags=(flag(),)), None])
def test_floor_for_both_policies_red_flags(policy, screened):
    runs, ratings = regular()
    assert today(record(runs, ratings, facts=[("policy", policy, 300)]), screened, NOW).cap.km == 0


def test_guided_up_to_2_may_go_on_with_changes():
    runs, ratings = regular(last=2)
    ratings = [*ratings[2:], *of_run(runs[0], 2, 0)]
    answer = today(record(runs, ratings), CLEAR, NOW)
    assert answer.light is Light.GREEN
    assert 0 < answer.cap.km <= 8.0
    assert answer.cap.no_downhill
    assert "with_changes.do" in {said.id for said in answer.now}


def test_after_above_2_the_next_run_needs_48_hours():
    early = hurt_days_ago(3, 1, free=())
    assert today(early, CLEAR, NOW).run_from == back(-2)
    assert today(early, CLEAR, NOW).cap.km == 0


def test_after_above_2_the_next_run_needs_a_baseline_morning():
    free = hurt_days_ago(3, 4, free=(1, 2, 3))
    assert today(free, CLEAR, NOW).cap.km > 0
    unrated = hurt_days_ago(3, 4, free=(1, 2, 3), ratings_today=False)
    answer = today(unrated, CLEAR, NOW)
    assert answer.cap.km == 0
    assert [said.id for said in answer.to_green] == ["sore_rest.morning"]


def test_after_above_2_the_next_run_needs_the_entry_test():
    told = hurt_days_ago(3, 4, free=(1, 2, 3))
    bare = replace(told, log=tuple(e for e in told.log if e.kind != "brisk_walk"))
    assert "entry_test.green" in {said.id for said in today(bare, CLEAR, NOW).to_green}
    assert today(bare, CLEAR, NOW).cap.km == 0


def test_after_above_2_the_next_run_needs_2_pain_free_days():
    told = hurt_days_ago(3, 4, free=(1, 2, 3))
    masked = replace(told, log=(*told.log, log("gel", 2)))
    assert today(masked, CLEAR, NOW).cap.km == 0


def test_after_above_2_the_next_run_is_30_percent_less_without_downhill():
    answer = today(hurt_days_ago(3, 4, free=(1, 2, 3)), CLEAR, NOW)
    assert answer.cap.km == pytest.approx(0.7 * 8.0)
    assert answer.cap.no_downhill


def test_two_ambers_in_any_14_days_are_red():
    runs, ratings = regular(last=5)
    ratings = [*ratings[4:], *of_run(runs[0], 3, 0), *of_run(runs[1], 3, 0)]
    answer = today(record(runs, ratings), CLEAR, NOW)
    assert (runs[1].day, runs[0].day) == (back(8), back(5))
    assert answer.light is Light.RED
    assert answer.rule == "red_rest"


def test_two_ambers_15_days_apart_are_not_red():
    runs, ratings = regular(last=3)
    sore = {runs[0].id: 3, runs[5].id: 3}
    ratings = [e for run in runs for e in of_run(run, sore.get(run.id, 0), 0)]
    assert today(record(runs, ratings), CLEAR, NOW).light is Light.AMBER


def test_red_above_5():
    assert today(hurt_days_ago(6, 1), CLEAR, NOW).light is Light.RED
    assert today(hurt_days_ago(5, 1), CLEAR, NOW).light is Light.AMBER


@pytest.mark.parametrize("sign", ["limp", "swelling", "night_pain", "giving_way", "locking"])
def test_red_limp_swelling_night_pain_giving_way_locking(sign):
    runs, ratings = regular()
    answer = today(record(runs, ratings, [log(sign, 1)]), CLEAR, NOW)
    assert answer.light is Light.RED
    assert answer.cap.km == 0


def test_red_at_least_7_days_without_running_and_the_entry_test():
    free = range(1, 7)
    assert today(hurt_days_ago(6, 7, free=free), CLEAR, NOW).light is Light.RED
    rested = hurt_days_ago(6, 8, free=free)
    assert today(rested, CLEAR, NOW).light is Light.GREEN
    untested = replace(rested, log=tuple(e for e in rested.log if e.kind != "brisk_walk"))
    assert today(untested, CLEAR, NOW).light is Light.RED


def test_red_a_run_in_the_7_days_begins_them_anew():
    told = hurt_days_ago(6, 8, free=range(1, 7))
    ran = outing(99, 4, 3.0)
    told = replace(told, outings=(ran, *told.outings))
    assert today(told, CLEAR, NOW).light is Light.RED


def test_red_back_two_stages():
    place = Situation(hurt_days_ago(6, 8, free=range(1, 7)), CLEAR, NOW).place
    assert place.stage == 11  # 28 minutes running, two below the end of the ladder


def test_three_reds_in_14_days_lock_running_until_a_clinicians_date():
    runs, ratings = regular(last=20)
    sore = [rate(days, 6, Window.DAY_EVENING) for days in (25, 22, 20)]
    told, lines = free_days(range(1, 12))
    locked = record(runs, [*ratings, *sore, *told], lines)
    assert today(locked, CLEAR, NOW).rule == "locked"
    dated = replace(locked, log=(*locked.log, log("clinician_date", 2)))
    assert today(dated, CLEAR, NOW).rule != "locked"
    later = log("clinician_date", -5)
    assert today(replace(locked, log=(*locked.log, later)), CLEAR, NOW).rule == "locked"


def test_article_stops_at_the_first_pain():
    runs, ratings = regular(last=2)
    ratings = [*ratings[2:], *of_run(runs[0], 1, 0)]
    told = record(runs, ratings, facts=[("policy", "article", 300)])
    assert today(told, CLEAR, NOW).light is Light.AMBER
    assert today(record(runs, ratings), CLEAR, NOW).light is Light.GREEN


def test_article_2_pain_free_days():
    facts = [("policy", "article", 300)]
    assert today(hurt_days_ago(1, 3, free=(1, 2), facts=facts), CLEAR, NOW).cap.km > 0
    assert today(hurt_days_ago(1, 3, free=(1,), facts=facts), CLEAR, NOW).cap.km == 0


def test_article_the_week_applies_from_the_second_sore_day():
    facts = [("policy", "article", 300)]
    told = hurt_days_ago(1, 6, free=(1, 2, 3, 4), facts=facts)
    second = rate(5, 1, Window.DAY_EVENING)
    told = replace(told, ratings=(*told.ratings, second), standing=(*told.standing, second))
    answer = today(told, CLEAR, NOW)
    assert answer.rule == "week_off"
    assert answer.run_from == back(5) + timedelta(days=8)


# --- zero tolerance and painkillers -------------------------------------------------------------


@pytest.mark.parametrize(
    "strict",
    [
        screening(gates=(gate("experiment", zero_tolerance=True),)),
        screening(p_bone_stress=0.05),
    ],
)
def test_zero_tolerance_any_pain_is_red(strict):
    runs, ratings = regular(last=2)
    ratings = [*ratings[2:], *of_run(runs[0], 1, 0)]
    assert today(record(runs, ratings), strict, NOW).light is Light.RED
    assert today(record(runs, ratings), screening(p_bone_stress=0.049), NOW).light is Light.GREEN


@pytest.mark.parametrize("days", [1, 2, 3])
def test_painkiller_from_24_h_before_the_run_to_its_last_rating_can_not_be_green(days):
    runs, ratings = regular(last=2)
    s = Situation(record(runs, ratings, [log("painkiller", days)]), CLEAR, NOW)
    assert s.lights.of_run[runs[0].id] is Light.PENDING
    assert not s.running.tolerated(runs[0])


def test_painkiller_in_any_version_of_a_report_counts():
    runs, ratings = regular(last=2)
    said = [RunReport(1, painkiller_before=True), RunReport(1, painkiller_before=False)]
    answer = today(record(runs, ratings, reports=said), CLEAR, NOW)
    assert answer.light is Light.PENDING
    assert any("LIPMAN2017" in said.sources for said in answer.now)


def test_painkiller_can_not_advance_a_stage():
    told = climb(2)
    masked = replace(told, log=(*told.log, log("painkiller", 2)))
    assert Situation(told, CLEAR, NOW).place.stage == 1
    assert Situation(masked, CLEAR, NOW).place.stage == 0
