from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.builders import history_of, rated

from kneewise.causes import exposure_table
from kneewise.causes.hard_ground_in_shoe import CAUSE
from kneewise.model.diary import Side, Window
from kneewise.model.exposure import Known
from kneewise.model.run import Shoe
from kneewise.model.sport import Sport
from kneewise.why.design import open_case

STIFF = Shoe(1, "stiff", start_km=100.0, midsole="hard")
SOFT = Shoe(2, "soft", start_km=100.0, midsole="soft")
WORN = Shoe(3, "worn", start_km=600.0, midsole="soft")
UNSAID = Shoe(4, "unsaid", start_km=100.0)
FRESH = Shoe(5, "fresh", start_km=0.0, midsole="soft")
NEW_AND_STIFF = replace(FRESH, midsole="hard")


def on(day=0, *, rough=0.0, hard=1.0, unknown=0.0, **more):
    return (day, 5.0, {"ground": {"rough": rough, "hard": hard, "unknown": unknown}, **more})


def test_the_share_of_rough_and_of_hard_ground_is_that_of_what_is_known(values):
    history = history_of([on(rough=0.3, hard=0.6, unknown=0.2)])
    assert values("uneven_ground", history) == [pytest.approx(30.0)]
    assert values("hard_surface", history) == [pytest.approx(60.0)]


def test_a_share_is_said_in_whole_per_cent(columns):
    """The map leaves more open than that."""
    history = history_of([on(rough=0.0276, hard=0.9386)])
    said = [columns(name, history)[0].cells[0].reason for name in ("uneven_ground", "hard_surface")]
    assert said == ["3 % of the way your map knows", "94 % of the way your map knows"]


@pytest.mark.parametrize("name", ["uneven_ground", "hard_surface", "hard_ground_in_shoe"])
def test_with_more_than_a_fifth_unknown_nothing_is_said(values, name):
    history = history_of([on(rough=0.3, unknown=0.21, shoe=1)], shoes=[STIFF])
    assert values(name, history) == [None]


@pytest.mark.parametrize("sport", [Sport.TREADMILL_RUNNING, Sport.VIRTUAL_RUNNING])
def test_a_treadmill_is_even_and_of_unknown_hardness(columns, values, sport):
    history = history_of([(0, 5.0, {"sport": sport})])
    cell = columns("uneven_ground", history)[0].cells[0]
    assert (cell.value, cell.reason) == (0.0, "on a treadmill: even")
    assert values("hard_surface", history) == [None]


def test_a_run_cut_short_keeps_what_was_run_and_is_not_filled_up(columns):
    """A share is no lower bound of a longer run's."""
    history = history_of([on(rough=0.3, shortened=True, pain=4)])
    cell = columns("uneven_ground", history)[0].cells[0]
    assert (cell.value, cell.known) == (pytest.approx(30.0), Known.MEASURED)
    assert not cell.reverse_possible


@pytest.mark.parametrize("more", [{}, {"planned_km": 8.0}])
def test_a_way_changed_for_the_knee_may_be_its_consequence(columns, more):
    """How far it was meant to go tells nothing of the way that was meant."""
    cell = columns("hard_surface", history_of([on(changed=True, **more)]))[0].cells[0]
    assert cell.reverse_possible


@pytest.mark.parametrize(
    ("shoe", "expected"),
    [(STIFF, 80.0), (WORN, 80.0), (FRESH, 80.0), (SOFT, 0.0), (UNSAID, None)],
    ids=lambda one: getattr(one, "name", str(one)),
)
def test_hard_ground_counts_in_a_stiff_worn_or_new_pair(values, shoe, expected):
    """A pair that is none of them counts 0 only where its midsole is known too."""
    earlier = [(day, 5.0, {"shoe": shoe.id}) for day in (0, 2, 4, 6)] if shoe is not FRESH else []
    history = history_of([*earlier, on(30, hard=0.8, shoe=shoe.id)], shoes=[shoe])
    found = values("hard_ground_in_shoe", history)[-1]
    assert found == (None if expected is None else pytest.approx(expected))


def test_no_hard_ground_is_no_hard_ground_in_any_shoe(values):
    assert values("hard_ground_in_shoe", history_of([on(hard=0.0)])) == [0.0]


def test_without_a_named_pair_it_is_unknown(values):
    assert values("hard_ground_in_shoe", history_of([on(hard=0.5)])) == [None]


@pytest.mark.parametrize(
    ("shoe", "expected"),
    [(FRESH, None), (replace(FRESH, midsole=None), None), (NEW_AND_STIFF, 80.0), (WORN, 80.0)],
    ids=["new and soft", "new and unsaid", "new and stiff", "worn"],
)
def test_on_a_sore_run_a_pair_counts_only_for_what_is_no_answer_to_pain(shoe, expected):
    """New pairs are bought because it hurts; a stiff or worn one acts all the same."""
    sore = rated(1, 0, 2, Window.BEFORE)
    assert counted(on(hard=0.8, shoe=shoe.id), shoe, sore) == expected


def test_on_a_run_free_of_pain_a_new_pair_counts():
    free = rated(1, 0, 0, Window.BEFORE)
    assert counted(on(hard=0.8, shoe=FRESH.id), FRESH, free) == 80.0


def test_a_sore_run_without_hard_ground_has_none_in_a_new_pair_too():
    sore = rated(1, 0, 2, Window.BEFORE)
    assert counted(on(hard=0.0, shoe=FRESH.id), FRESH, sore) == 0.0


def counted(run, shoe, rating):
    """What of hard ground in the shoe the question why takes for one run, in per cent."""
    history = history_of([run], shoes=[shoe], ratings=[rating])
    case = open_case(history, exposure_table(history, (CAUSE,)).columns, Side.LEFT)
    (step,) = case.contrast.steps[0]
    return None if np.isnan(step) else pytest.approx(25.0 * step)
