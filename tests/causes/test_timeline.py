from __future__ import annotations

import numpy as np
from tests.builders import history_of, profile_of

from kneewise.causes.timeline import timeline_of
from kneewise.model.profile import RunProfile


def test_longest_and_sums_agree_with_looking_at_every_window_one_by_one():
    rng = np.random.default_rng(5)
    days = np.sort(rng.integers(0, 200, 90))
    km = np.where(rng.random(90) < 0.1, np.nan, rng.uniform(2, 20, 90))
    timeline = timeline_of(
        history_of(
            [(int(d), None if np.isnan(k) else float(k)) for d, k in zip(days, km, strict=True)]
        )
    )
    window = timeline.days_before(30, 1)
    longest, total, mean = (
        window.longest(timeline.km),
        window.total(timeline.km),
        window.mean(timeline.km),
    )
    for i, day in enumerate(timeline.day):
        inside = timeline.km[(timeline.day >= day - 30) & (timeline.day <= day - 1)]
        known = inside[~np.isnan(inside)]
        assert np.array_equal(longest[i], known.max() if len(known) else np.nan, equal_nan=True)
        assert np.isclose(mean[i], known.mean() if len(known) else np.nan, equal_nan=True)
        whole = len(known) == len(inside)
        assert np.isclose(total[i], inside.sum() if whole else np.nan, equal_nan=True)


def test_a_second_run_of_a_day_does_not_see_the_first():
    timeline = timeline_of(history_of([(0, 20, {"hour": 7}), (0, 5, {"hour": 18}), (1, 5)]))
    longest = timeline.days_before(30, 1).longest(timeline.km)
    assert np.isnan(longest[:2]).all()
    assert longest[2] == 20


def test_the_local_day_counts_not_utc():
    east = {"hour": 22, "utc_offset_s": 3 * 3600}
    timeline = timeline_of(history_of([(0, 5, east), (1, 5, {"hour": 10})]))
    assert timeline.day[0] == timeline.day[1]
    assert timeline.clock_h[0] == 1.0


def test_days_never_run_backwards_for_a_runner_who_flies_west():
    flight = [(1, 5, {"hour": 1, "utc_offset_s": 0}), (1, 5, {"hour": 4, "utc_offset_s": -36000})]
    assert np.diff(timeline_of(history_of(flight)).day).tolist() == [0]


def test_distance_comes_from_the_profile_where_the_run_has_none():
    history = history_of([(0, None, {"profile": profile_of(7.0)})])
    assert timeline_of(history).km.tolist() == [7.0]
    bare: RunProfile | None = history.profiles.get(2)
    assert bare is None
