from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import DAY_0, history_of

from kneewise.causes import cushioning_left, cushioning_range
from kneewise.model.exposure import Known
from kneewise.model.run import Shoe


def in_shoe(shoe, days, km=10.0):
    return [(day, km, {"shoe": shoe}) for day in days]


def test_the_first_three_runs_within_two_weeks_are_novel(values):
    shoes = [Shoe(1, "old", start_km=400.0), Shoe(2, "new", start_km=0.0)]
    runs = [*in_shoe(1, [0, 2]), *in_shoe(2, [4, 6, 8, 10])]
    assert values("novel_shoe", history_of(runs, shoes=shoes)) == [0, 0, 1, 1, 1, 0]
    rare = [*in_shoe(1, [0]), *in_shoe(2, [4, 17, 18])]
    assert values("novel_shoe", history_of(rare, shoes=shoes)) == [0, 1, 1, 0]


def test_a_pair_there_from_the_first_day_may_be_old(values):
    runs = in_shoe(1, range(0, 16, 2))
    assert values("novel_shoe", history_of(runs, shoes=[Shoe(1, "a")])) == [None] * 3 + [0.0] * 5
    bought = Shoe(1, "a", bought_on=DAY_0 - timedelta(days=3))
    assert values("novel_shoe", history_of(runs, shoes=[bought]))[:4] == [1.0, 1.0, 1.0, 0.0]


def test_a_pair_first_seen_later_is_new(values):
    runs = [*in_shoe(1, [0, 5, 10]), *in_shoe(2, [15])]
    history = history_of(runs, shoes=[Shoe(1, "a"), Shoe(2, "b")])
    assert values("novel_shoe", history)[-1] == 1.0
    assert values("shoe_km", history)[-1] == 0.0


@pytest.mark.parametrize("name", ["novel_shoe", "shoe_km", "shoe_stiffness", "shoe_type"])
def test_a_run_in_no_named_pair_is_unknown(values, name):
    shoes = [Shoe(1, "a", start_km=0.0, midsole="hard", kind="road")]
    runs = [*in_shoe(1, range(0, 20, 2)), (21, 10.0)]
    found = values(name, history_of(runs, shoes=shoes))
    assert found[-1] is None
    assert found[-2] is not None


def test_kilometres_count_what_was_run_before(values):
    shoes = [Shoe(1, "a", start_km=250.0)]
    assert values("shoe_km", history_of(in_shoe(1, [0, 1, 2]), shoes=shoes)) == [250, 260, 270]


def test_after_a_run_of_unknown_distance_kilometres_are_a_lower_bound(columns):
    runs = [*in_shoe(1, [0]), *in_shoe(1, [1], km=None), *in_shoe(1, [2])]
    cells = columns("shoe_km", history_of(runs, shoes=[Shoe(1, "a", start_km=0.0)]))[0].cells
    assert [cell.value for cell in cells] == [0.0, 10.0, 10.0]
    assert [cell.known for cell in cells] == [Known.MEASURED, Known.MEASURED, Known.IMPUTED]


@pytest.mark.parametrize(("km", "left"), [(0, 1.0), (240, 0.80), (800, 0.71)])
def test_cushioning_left_is_as_measured_on_worn_shoes(km, left):
    assert cushioning_left(km, "eva") == pytest.approx(left, abs=0.005)
    assert cushioning_left(km, "super") is None


def test_a_hard_midsole_is_one_step_from_a_soft_one(columns):
    shoes = [Shoe(i, m, midsole=m) for i, m in enumerate(["soft", "medium", "hard"])]
    runs = [(day, 5, {"shoe": day}) for day in range(3)]
    cells = columns("shoe_stiffness", history_of(runs, shoes=shoes))[0].cells
    assert [cell.value for cell in cells] == [0.0, 0.5, 1.0]
    assert cells[2].reason == "hard midsole"


def test_another_type_than_the_one_worn_most(values):
    shoes = [Shoe(1, "a", kind="road"), Shoe(2, "b", kind="trail")]
    runs = [*in_shoe(1, range(0, 10, 2)), *in_shoe(2, [10]), *in_shoe(1, [12])]
    found = values("shoe_type", history_of(runs, shoes=shoes))
    assert found == [None] * 5 + [1.0, 0.0]


def test_what_was_worn_most_is_forgotten_after_90_days(values):
    shoes = [Shoe(1, "a", kind="road"), Shoe(2, "b", kind="trail")]
    runs = [*in_shoe(1, range(8)), *in_shoe(2, range(60, 66)), *in_shoe(2, [110])]
    found = values("shoe_type", history_of(runs, shoes=shoes))
    assert found[-2:] == [1.0, 0.0]


@given(st.floats(0, 5000))
def test_what_may_be_left_lies_between_the_machine_and_worn_shoes(km):
    left = cushioning_range(km, "eva")
    assert 0.60 <= left.low <= left.mid == left.high <= 1.0
    assert cushioning_range(km, "super") is None
