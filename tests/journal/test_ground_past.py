"""The ground by month and beside pain: counts with ranges, the unknown kept, no cause named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.towned import RUNS, make_home

from kneewise.journal import open_journal
from kneewise.journal.ground_past import FEWEST, _against
from kneewise.model.diary import Side


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    with open_journal(make_home(tmp_path_factory.mktemp("past"))) as journal:
        return journal.ground_past()


def test_every_run_stands_in_one_month_and_shares_with_the_unknown_make_a_whole(past):
    assert sum(month.runs for month in past.months) == RUNS
    for month in past.months:
        whole = sum(one.mid for one in month.totals.evenness) + month.totals.unknown
        assert whole == pytest.approx(1.0)
    firsts = [month.first for month in past.months]
    assert firsts == sorted(set(firsts))


def test_painful_runs_on_rough_ground_stand_beside_the_others(past):
    rough = next(one for one in past.pain if one.cause == "uneven_ground")
    assert (rough.more.runs, rough.more.painful) == (8, 8)
    assert (rough.others.runs, rough.others.painful) == (8, 0)
    assert rough.apart == 1
    assert rough.side is Side.LEFT
    assert rough.more.share.low < rough.more.share.mid < rough.more.share.high <= 1.0


def test_hard_ground_goes_the_other_way_here(past):
    hard = next(one for one in past.pain if one.cause == "hard_surface")
    assert hard.apart == -1


def against(percent, rated, painful):
    return _against(
        "hard_surface",
        Side.LEFT,
        np.array(percent, dtype=float),
        np.array(rated, dtype=bool),
        np.array(painful, dtype=bool),
    )


def test_too_few_runs_are_not_set_side_by_side():
    count = 2 * FEWEST - 1
    found = against(range(count), [True] * count, [True] * count)
    assert (found.more, found.others, found.apart) == (None, None, None)
    assert found.rated == count


def test_without_a_painful_run_nothing_is_compared():
    found = against(range(20), [True] * 20, [False] * 20)
    assert found.apart is None


def test_a_run_of_unknown_ground_or_without_a_rating_counts_on_neither_side():
    percent = [np.nan] * 4 + list(range(20))
    found = against(percent, [True] * 23 + [False], [*[False] * 22, True, True])
    assert found.rated == 19
    assert found.more.runs + found.others.runs == 19


@given(
    st.lists(st.tuples(st.floats(0, 100), st.booleans(), st.booleans()), min_size=10, max_size=60)
)
def test_both_sides_together_are_all_rated_runs_and_ranges_hold_the_shares(rows):
    percent, rated, painful = zip(*rows, strict=True)
    found = against(percent, rated, painful)
    if found.more is None:
        return
    assert found.more.runs + found.others.runs == sum(rated)
    assert min(found.more.runs, found.others.runs) >= FEWEST
    for one in (found.more, found.others):
        assert 0.0 <= one.share.low <= one.share.mid <= one.share.high <= 1.0
    overlap = (
        found.more.share.low <= found.others.share.high
        and found.others.share.low <= found.more.share.high
    )
    assert (found.apart == 0) == overlap
