"""One run's ground against the earlier ones: an order only where the map can tell them apart."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ground_of

from kneewise.journal.ground import FEWEST, _below, _of_enough
from kneewise.model.effect import Interval

SHARES = st.lists(st.floats(0, 1), min_size=FEWEST, max_size=40)


def test_the_same_loop_day_after_day_is_not_put_in_order():
    past = [0.10 + 0.001 * n for n in range(FEWEST)]
    assert _below(Interval(0.0, 0.11, 0.5), past) is None


def test_a_run_clear_of_the_usual_one_is():
    past = [0.02] * FEWEST
    assert _below(Interval(0.3, 0.4, 0.5), past) == 100
    assert _below(Interval(0.0, 0.0, 0.01), past) == 0


@given(past=SHARES, ends=st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_what_is_said_is_a_percentage_on_its_own_side_of_the_middle(past, ends):
    low, mid, high = sorted(ends)
    percent = _below(Interval(low, mid, high), past)
    if percent is not None:
        assert 50 <= percent <= 100 if low > median(past) else 0 <= percent <= 50


@pytest.mark.parametrize(("unknown", "told"), [(0.1, True), (0.2, True), (0.21, False)])
def test_a_few_known_km_do_not_speak_for_the_rest(unknown, told):
    totals = replace(ground_of(8.0).totals, unknown=unknown)
    assert (_of_enough(totals).step_cv is not None) is told
