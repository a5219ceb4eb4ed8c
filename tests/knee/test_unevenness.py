"""Uneven ground in the knee load: only where it is known, and never surer than the map."""

from __future__ import annotations

import pytest
from tests.builders import ground_of, profile_of

from kneewise.evidence import coefficient
from kneewise.knee import knee_loads, load_along, population_curve
from kneewise.knee.unevenness import unevenness

RUN = profile_of(8.0, segments={"step_length_m": 1.1, "cadence_spm": 165.0})


def load(ground=None):
    return knee_loads({1: RUN}, {}, {} if ground is None else {1: ground})[1]


def width(interval):
    return interval.high / interval.low


def test_without_ground_every_number_is_what_it_was():
    alone = load()
    beside = knee_loads({1: RUN, 2: RUN}, {}, {2: ground_of(8.0, rough=1.0)})
    assert beside[1] == alone
    assert load(ground_of(8.0, unknown=1.0)) == alone


def test_even_ground_keeps_the_middle_and_leaves_less_open():
    alone, even = load(), load(ground_of(8.0, rough=0.0))
    assert even.damage.mid == pytest.approx(alone.damage.mid)
    assert width(even.damage) < width(alone.damage)


@pytest.mark.parametrize(("b", "more"), [(4, 0.0227), (9, 0.1284)])
def test_steps_that_vary_more_add_to_damage_as_reckoned_by_hand(b, more):
    """1 + b(b-1)/2 CV² at 8 % over that at 5 % (Jensen), beside b times the surface term."""
    surface = b * coefficient("surface_uneven").mean
    found = unevenness([ground_of(8.0, rough=1.0)]).factor(b)[0]
    assert found == pytest.approx((1 + more) * 2.718281828**surface, rel=1e-3)


def test_rough_ground_loads_more_and_is_less_sure_than_even_ground():
    even, rough = load(ground_of(8.0)), load(ground_of(8.0, rough=1.0))
    assert rough.cumulative.mid > even.cumulative.mid
    assert rough.damage.mid > even.damage.mid
    assert width(rough.cumulative) > width(even.cumulative)
    assert width(rough.damage) > width(even.damage)


def test_the_more_is_unknown_the_nearer_it_comes_to_knowing_nothing():
    nothing = load()
    widths, middles = [], []
    for unknown in (0.0, 0.3, 0.6, 0.9):
        found = load(ground_of(8.0, rough=1.0, unknown=unknown))
        widths.append(abs(width(found.damage) - width(nothing.damage)))
        middles.append(found.damage.mid - nothing.damage.mid)
    assert middles == sorted(middles, reverse=True)
    assert widths[-1] == min(widths)


def test_what_the_map_leaves_open_widens_the_interval():
    sure, open_ = (load(ground_of(8.0, rough=0.4, sd=sd)).damage for sd in (0.0, 0.01))
    assert width(open_) > width(sure)


def test_segments_go_by_their_own_ground():
    ground = ground_of(8.0)
    rough = ground.segments["step_cv"].copy()
    rough[-4:] = 0.08
    ground = type(ground)({**ground.segments, "step_cv": rough}, ground.totals)
    along = load_along(RUN, population_curve(), load(ground), ground)
    assert along[-1].mid > along[0].mid
    plain = load_along(RUN, population_curve(), load())
    assert plain[-1].mid == pytest.approx(plain[0].mid)
