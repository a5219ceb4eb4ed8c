from __future__ import annotations

import numpy as np
import pytest

from kneewise.body.form.judging import STILL
from kneewise.body.form.steadiness import Steadiness


@pytest.fixture
def wall():
    """A background with corners everywhere, wider than the picture."""
    draw = np.random.default_rng(5)
    return np.kron(draw.integers(0, 255, (40, 90, 3)), np.ones((12, 12, 1))).astype(np.uint8)


def looked(wall, step, people=()):
    found = Steadiness()
    for at in range(20):
        begin = int(at * step)
        found.add(at * 0.1, np.ascontiguousarray(wall[:360, begin : begin + 640]), people)
    return found.moved


def test_a_camera_that_stands_is_still(wall):
    assert looked(wall, 0) < STILL / 4


def test_a_camera_that_follows_moves(wall):
    assert looked(wall, 10) > STILL


def test_a_wall_without_corners_says_nothing(wall):
    assert looked(np.full_like(wall, 200), 0) is None


def test_the_runner_is_not_taken_for_the_background(wall):
    found = Steadiness()
    body = np.array([[220.0, 60.0], [420.0, 330.0]])
    for at in range(20):
        picture = wall[:360, :640].copy()
        picture[60:330, 220:420] = wall[60:330, 220 + 10 * at : 420 + 10 * at]
        found.add(at * 0.1, picture, [body])
    assert found.moved < STILL / 4
