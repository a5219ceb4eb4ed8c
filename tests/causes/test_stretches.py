from __future__ import annotations

import numpy as np
from tests.builders import history_of, profile_of

from kneewise.causes.stretches import Stretches, early_segments
from kneewise.causes.timeline import timeline_of


def early(km, **more):
    history = history_of([(0, km, {"profile": profile_of(km), **more})])
    return early_segments(history, timeline_of(history))[1].tolist()


def test_early_is_the_first_third():
    assert early(6.0) == [True] * 4 + [False] * 8


def test_of_the_first_third_only_what_ends_before_pain_began():
    assert early(6.0, pain_began_km=1.2) == [True] * 2 + [False] * 10


def test_pain_late_in_the_run_does_not_widen_the_window():
    assert early(6.0, pain_began_km=5.0) == early(6.0)


def test_nothing_is_early_when_it_hurts_from_the_first_step():
    assert not any(early(6.0, pain_began_km=0.0))


def test_a_very_short_run_still_has_a_beginning():
    assert early(0.5) == [True]


def test_quantiles_weigh_each_run_by_itself():
    place = np.array([0, 0, 0, 2, 2], dtype=np.int64)
    table = Stretches(place=place, index=np.array([0, 1, 2, 0, 1]), columns={}, runs=3)
    values = np.array([3.0, 1.0, 2.0, 9.0, np.nan])
    found = table.quantile(values, np.array([1.0, 8.0, 1.0, 1.0, 5.0]), 0.95)
    assert np.array_equal(found, [3.0, np.nan, 9.0], equal_nan=True)
    mean = table.mean(values, np.ones(5))
    assert np.array_equal(mean, [2.0, np.nan, 9.0], equal_nan=True)
