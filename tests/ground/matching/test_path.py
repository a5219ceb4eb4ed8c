from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kneewise.ground.matching.path import likeliest, probabilities

SEEDS = st.integers(0, 10_000)


def chain(seed: int, points: int, states: int):
    """Weights of a small chain; a tenth of the steps are impossible, never those of the last."""
    rng = np.random.default_rng(seed)
    steps = rng.exponential(size=(points - 1, states, states))
    steps[rng.random(steps.shape) < 0.1] = 0.0
    steps[:, -1, :] += 0.01
    steps[:, :, -1] += 0.01
    return rng.exponential(size=states) + 0.01, steps


def every_path(start, steps):
    """The weight of every path there is."""
    for path in product(range(len(start)), repeat=len(steps) + 1):
        weight = start[path[0]]
        for row, step in enumerate(steps):
            weight *= step[path[row], path[row + 1]]
        yield path, weight


@given(SEEDS, st.integers(1, 5), st.integers(2, 4))
def test_probabilities_are_those_of_all_paths_counted_one_by_one(seed, points, states) -> None:
    start, steps = chain(seed, points, states)
    expected = np.zeros((points, states))
    for path, weight in every_path(start, steps):
        expected[np.arange(points), path] += weight
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(probabilities(start, steps), expected, atol=1e-12)


@given(SEEDS, st.integers(1, 5), st.integers(2, 4))
def test_no_path_is_likelier_than_the_likeliest(seed, points, states) -> None:
    start, steps = chain(seed, points, states)
    weights = dict(every_path(start, steps))
    found = tuple(likeliest(start, steps).tolist())
    assert weights[found] >= max(weights.values()) * (1 - 1e-12)


def test_twenty_thousand_unlikely_steps_do_not_underflow() -> None:
    start, steps = chain(1, 20_000, 3)
    found = probabilities(start, steps * 1e-30)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert len(likeliest(start, steps * 1e-30)) == 20_000
