"""Knee load along a run: pieces that sum to the whole, and harder where the ground falls."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knee.profiles import profile
from tests.knee.recordings import samples

from kneewise.knee import knee_loads, load_along, population_curve, reduce_run
from kneewise.model.sport import Sport


def _run(altitude_m, seconds=900):
    at = np.arange(0.0, seconds)
    return reduce_run(
        samples({"time_s": at, "distance_m": 3.0 * at, "altitude_m": altitude_m(3.0 * at)}),
        Sport.RUNNING,
    )


def _loads(run):
    whole = knee_loads({1: run}, {})[1]
    return load_along(run, population_curve(), whole), whole


@settings(max_examples=25)
@given(st.floats(0, 60), st.floats(200, 2000))
def test_pieces_sum_to_the_whole(height, length):
    run = _run(lambda way: height * np.sin(way / length))
    loads, whole = _loads(run)
    total = sum(load.mid * km for load, km in zip(loads, run.segments["km"], strict=True))
    assert total == pytest.approx(whole.cumulative.mid)
    assert all(load.low < load.mid < load.high for load in loads)


def test_the_downhill_piece_of_a_level_run_is_the_hardest():
    run = _run(lambda way: 100.0 - 0.08 * np.clip(way - 1500.0, 0.0, 500.0))
    loads, _ = _loads(run)
    assert int(np.argmax([load.mid for load in loads])) == 3


def test_without_a_known_load_no_piece_has_one():
    run = _run(lambda way: 0 * way)
    assert load_along(run, population_curve(), None) == (None,) * run.segment_count


def test_a_run_of_one_piece_is_that_piece():
    one = profile(km=[1.0, 1.0], speed=3.0, grade=0.0, step=1.1)
    one.segments["moving_s"][0] = one.moving_s
    whole = knee_loads({1: one}, {})[1]
    (load,) = load_along(one, population_curve(), whole)
    assert load.mid == pytest.approx(whole.cumulative.mid / 2.0)
