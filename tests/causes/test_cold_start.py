from __future__ import annotations

import pytest
from tests.builders import history_of, profile_of

from kneewise.model.exposure import Known

MAX = {"hr_max_bpm": "200"}
WARM = [110.0 + 3 * minute for minute in range(12)]
HARD = [170.0] * 30


def ran(heart, speed=None, temperature_c=15.0, **more):
    speeds = [2.5] * len(heart) if speed is None else speed
    profile = profile_of(
        8.0,
        minutes={"heart_rate_bpm": heart, "speed_m_s": speeds},
        temperature_c=temperature_c,
    )
    return (0, 8.0, {"profile": profile, **more})


def cell(columns, run, facts=MAX, **more):
    return columns("cold_start", history_of([run], facts=facts, **more))[0].cells[-1]


def test_hard_from_the_first_minute_is_a_cold_start(columns):
    assert cell(columns, ran(HARD)).value == 1.0


@pytest.mark.parametrize(("minutes", "expected"), [(7, 1.0), (8, 0.0)])
def test_eight_warm_minutes_with_a_rising_heart_rate_are_enough(columns, minutes, expected):
    assert cell(columns, ran(WARM[:minutes] + HARD)).value == expected


def test_a_heart_rate_that_does_not_rise_is_no_warm_up(columns):
    assert cell(columns, ran([130.0] * 9 + HARD)).value == 1.0


@pytest.mark.parametrize("more", [{"temperature_c": 2.0}, {"hour": 7.0}])
def test_in_the_cold_and_early_ten_minutes_are_needed(columns, more):
    assert cell(columns, ran(WARM[:9] + HARD, **more)).value == 1.0
    assert cell(columns, ran(WARM[:10] + HARD, **more)).value == 0.0


def test_a_run_that_stays_easy_is_not_applicable_and_says_so(columns):
    found = cell(columns, ran(WARM + [140.0] * 20))
    assert (found.value, found.known) == (0.0, Known.NOT_APPLICABLE)
    assert found.reason == "the beginning stayed easy: nothing to warm up for"


def test_what_came_after_pain_began_does_not_count(columns):
    run = ran(WARM[:4] + HARD, pain_began_km=0.5)
    assert cell(columns, run).known is Known.NOT_APPLICABLE


def test_a_logged_warm_up_counts(columns):
    found = cell(columns, ran(HARD), log=[("warm_up", 0, 12.0)])
    assert (found.value, found.reason) == (0.0, "you logged a warm-up")


@pytest.mark.parametrize(("fast_from", "expected"), [(3, 1.0), (9, 0.0)])
def test_without_heart_rate_pace_alone_speaks(columns, fast_from, expected):
    nothing = [float("nan")] * 30
    easy = [(day - 20, 5.0) for day in range(10)]
    speeds = [2.5] * fast_from + [4.0] * (30 - fast_from)
    history = history_of([*easy, ran(nothing, speeds)])
    assert columns("cold_start", history)[0].cells[-1].value == expected


def test_without_heart_rate_or_a_usual_pace_it_is_unknown(columns):
    assert cell(columns, ran([float("nan")] * 30, [4.0] * 30), facts=None).value is None


def test_the_highest_heart_rate_seen_serves_only_after_ten_runs(columns):
    runs = [(day, 8.0, ran([100.0] * 29 + [200.0])[2]) for day in range(9)]
    found = columns("cold_start", history_of([*runs, (9, *ran(HARD)[1:])]))[0].cells
    assert found[-1].value == 1.0
    assert all(cell.known is not Known.MEASURED for cell in found[:5])


def test_a_total_spread_evenly_over_the_run_is_no_pace(columns):
    easy = [(day - 20, 5.0) for day in range(10)]
    history = history_of([*easy, ran([float("nan")] * 30, [4.0] * 30)])
    assert columns("cold_start", history)[0].cells[-1].value is None


def test_where_pain_began_counts_from_the_start_of_its_own_run(columns):
    first = ran(HARD)
    second = (2, *ran(HARD, pain_began_km=1.0)[1:])
    cells = columns("cold_start", history_of([first, second], facts=MAX))[0].cells
    assert [cell.value for cell in cells] == [1.0, 1.0]
