"""A few of the drawn footprints and wrong pictures of `python -m validation.footprint`."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from validation.footprint.not_feet import DRAWN, a_wrong_one
from validation.footprint.prints import KINDS, a_shot
from validation.footprint.score import acceptance, figures, measure_shot, refusals, refused_wrong
from validation.footprint.shapes import a_foot


@pytest.fixture(scope="module")
def measured():
    return [one for seed in range(900, 904) for one in measure_shot(seed)]


def test_known_indices_are_found(measured):
    found = figures(measured)
    assert found["measured"] >= 0.85
    assert found["off_by_at_most_0.02"] == 1.0
    assert found["interval_holds"] >= 0.75
    assert found["side_right"] >= 0.85


def test_pictures_that_are_no_print_are_refused():
    found = refusals(refused_wrong(seed) for seed in range(len(DRAWN)))
    assert set(found["by"]) == set(DRAWN)
    assert found["refused"] == 1.0


def test_a_picture_is_the_same_every_time():
    assert a_shot(3).data == a_shot(3).data
    assert a_wrong_one(8) == a_wrong_one(8)


def test_shapes_span_high_and_low_arches():
    rng = np.random.default_rng(4)
    indices = [a_foot(rng, "left").arch_index for _ in range(12)]
    assert min(indices) < 0.21
    assert max(indices) > 0.26


def test_both_sides_of_a_shape_have_one_index():
    left, right = (a_foot(np.random.default_rng(6), side) for side in ("left", "right"))
    assert left.arch_index == right.arch_index
    assert fmean(x for x, _ in left.parts[0]) == pytest.approx(-fmean(x for x, _ in right.parts[0]))


def test_a_promise_that_is_not_kept_is_shown_as_not_met(measured):
    prints = figures(measured) | {"interval_holds": 0.5}
    lines = acceptance(prints, {"refused": 1.0}, None)
    assert lines["90 % interval holds"]["met"] is False
    assert sum(KINDS.values()) == pytest.approx(1.0)
