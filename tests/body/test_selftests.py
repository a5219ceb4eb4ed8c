"""Self-tests: changed only beyond the error, sides compared only together, barred when unsure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.body.tests import (
    KIND,
    VERSION,
    Barred,
    Means,
    all_tests,
    courses,
    difference,
    find_test,
    why_not,
)
from kneewise.body.tests.selftest import PROVOCATION
from kneewise.model.advice import (
    BONE_STRESS_LINE,
    Advice,
    Basis,
    Light,
    RaisedFlag,
    RaisedGate,
    Screening,
    Urgency,
)
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError
from kneewise.model.measure import Measure

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)
LUNGE = find_test("lunge")
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)


def result(value, days=0, side=Side.LEFT, test=LUNGE, at=AT):
    day = AT.date() + timedelta(days=days)
    return Measure(
        kind=KIND,
        name=test.name,
        day=day,
        at=at + timedelta(days=days),
        side=side,
        values={test.value: value},
        version=VERSION,
    )


def left(*measures, test=LUNGE, mean=None):
    return next(c for c in courses(test, measures, mean) if c.side is Side.LEFT)


@given(st.floats(0, 30), st.floats(0, 30))
def test_a_change_is_called_one_exactly_beyond_the_error(first, second):
    change = left(result(first), result(second, 30)).since_first
    assert change is not None
    assert (change.verdict == "same") == (abs(second - first) <= LUNGE.error)
    assert change.by.high - change.by.low == pytest.approx(2 * LUNGE.error)


def test_the_latest_is_held_against_the_first_and_against_the_one_before():
    course = left(result(5.0), result(9.0, 30), result(9.5, 60))
    assert (course.since_first.verdict, course.since_last.verdict) == ("more", "same")


def test_of_one_day_the_last_result_counts():
    course = left(result(5.0), result(9.0, at=AT + timedelta(hours=1)))
    assert [point.value for point in course.points] == [9.0]


def test_results_of_another_way_of_measuring_are_another_measurement():
    old = replace(result(5.0), version="0")
    assert [point.value for point in left(old, result(9.0, 1)).points] == [9.0]


@pytest.mark.parametrize(("value", "standing"), [(7.0, "short"), (9.0, "border"), (12.0, "beyond")])
def test_near_its_cut_off_it_cannot_tell(value, standing):
    assert left(result(value)).standing == standing


def test_a_thigh_above_level_is_the_short_one():
    thomas = find_test("thomas")
    assert left(result(20.0, test=thomas), test=thomas).standing == "short"
    assert left(result(-20.0, test=thomas), test=thomas).standing == "beyond"


def test_without_a_known_mean_nothing_is_compared():
    plank = find_test("side-plank")
    assert left(result(40.0, test=plank), test=plank).standing is None
    assert left(result(60.0, test=plank), test=plank, mean=33.0).standing == "more"


@pytest.mark.parametrize(
    ("age", "sex", "mean"),
    [
        (45, "male", 29.0),
        (45, "female", 33.0),
        (35, "male", None),
        (None, "male", None),
        (45, None, None),
    ],
)
def test_a_mean_is_of_people_alike_or_none(age, sex, mean):
    assert Means({40: (29.0, 33.0)}).of(age, sex) == mean


def test_sides_are_compared_only_when_measured_within_two_weeks():
    sides = courses(LUNGE, [result(9.0), result(12.0, side=Side.RIGHT)])
    assert difference(LUNGE, sides).verdict == "less"
    apart = courses(LUNGE, [result(9.0), result(12.0, days=15, side=Side.RIGHT)])
    assert difference(LUNGE, apart) is None
    assert difference(LUNGE, courses(LUNGE, [result(9.0)])) is None


@pytest.mark.parametrize("condition", sorted(PROVOCATION))
def test_single_leg_squats_are_never_asked_for_with_any_condition_of_the_list(condition):
    for said in (condition, f"unknown_{condition}"):
        assert why_not(find_test("squats"), Barred((said,), Screening()))


@pytest.mark.parametrize("key", ["periods", "energy", "health"])
def test_an_open_question_bars_as_what_hangs_on_it_does(key):
    assert why_not(find_test("squats"), Barred((f"unknown_{key}",), Screening()))


@pytest.mark.parametrize("test", all_tests(), ids=lambda test: test.name)
def test_no_test_under_a_warning_sign_or_for_a_child(test):
    flag = RaisedFlag("any", Urgency.TODAY, SAID, AT)
    assert why_not(test, Barred((), Screening(flags=(flag,))))
    for name in ("under_13", "adult_confirms"):
        gate = RaisedGate(name, SAID, frozenset({"running"}))
        assert why_not(test, Barred((), Screening(gates=(gate,))))
    assert why_not(test, Barred((), Screening())) == ()


@pytest.mark.parametrize("test", all_tests(), ids=lambda test: test.name)
def test_under_a_red_light_every_test_waits_in_one_sentence(test):
    (said,) = why_not(test, Barred((), Screening(), Light.RED))
    assert said.basis is Basis.PRECAUTION
    assert "The light is red" in said.because
    for light in set(Light) - {Light.RED}:
        assert why_not(test, Barred((), Screening(), light)) == ()


def test_a_warning_sign_is_said_alone_though_the_light_is_red_with_it():
    flag = RaisedFlag("any", Urgency.TODAY, SAID, AT)
    said = why_not(find_test("lunge"), Barred((), Screening(flags=(flag,)), Light.RED))
    assert [one.because.startswith("A warning sign") for one in said] == [True]


@pytest.mark.parametrize("name", ["injection", "sensation"])
def test_nothing_is_loaded_after_an_injection_or_without_feeling(name):
    gate = RaisedGate(name, SAID, frozenset())
    for test in all_tests():
        barred = bool(why_not(test, Barred((), Screening(gates=(gate,)))))
        assert barred == (test.standing or test.hold)


@pytest.mark.parametrize("key", ["injection", "sensation"])
def test_nothing_is_loaded_before_it_is_known_whether_there_was_an_injection_or_feeling(key):
    for test in all_tests():
        barred = bool(why_not(test, Barred((f"unknown_{key}",), Screening())))
        assert barred == (test.standing or test.hold)


def test_squats_are_not_asked_for_where_a_bone_may_be_overloaded():
    squats = find_test("squats")
    assert why_not(squats, Barred((), Screening(p_bone_stress=BONE_STRESS_LINE)))
    assert not why_not(squats, Barred((), Screening(p_bone_stress=BONE_STRESS_LINE / 2)))
    assert not why_not(squats, Barred((), Screening(p_bone_stress=None)))


def test_every_reason_lowers_and_says_it_is_ours():
    barred = Barred(("bone", "unknown_groin"), Screening())
    for advice in why_not(find_test("squats"), barred):
        assert advice.basis is Basis.PRECAUTION
        assert "our precaution" in advice.because


def test_a_test_that_is_none_is_said_with_those_there_are():
    with pytest.raises(NotFoundError, match="straight-leg-raise"):
        find_test("splits")


def test_days_are_days():
    assert left(result(9.0)).points[0].day == date(2026, 5, 1)
