"""The ground of a run from matches made by hand on ways whose tags are known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.osm import straight

from kneewise.ground.matching import Match
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.under import (
    GAP_M,
    Pieces,
    SegmentKm,
    Under,
    beta_interval,
    cut_in_pieces,
    unknown_ground,
)
from kneewise.model.ground import (
    BECAUSE,
    EVENNESS_COLUMNS,
    GROUND_COLUMNS,
    HARDNESS_COLUMNS,
    STEP_CV,
)

ASPHALT = {"highway": "residential", "surface": "asphalt", "smoothness": "excellent"}
ROOTS = {"highway": "path", "smoothness": "very_bad", "surface": "ground"}


def sure(way):
    """A match with no doubt: `way` a sample, -1 off the map."""
    way = np.asarray(way)
    on = np.flatnonzero(way >= 0)
    return Match(
        way=way,
        segment=np.where(way >= 0, 0, -1),
        probability=np.ones(len(way)),
        unknown=np.where(way >= 0, 0.0, 1.0),
        candidate_sample=on,
        candidate_way=way[on],
        candidate_probability=np.ones(len(on)),
    )


def segments_of(*km):
    return SegmentKm(np.array(km, dtype=float), np.full(len(km), np.nan))


@pytest.fixture
def under(network_of):
    def of(*tags):
        roads = [straight(one, (9.0, 48.0 + 0.01 * n)) for n, one in enumerate(tags)]
        network = network_of(*roads)
        return Under(network, surfaces_of(network))

    return of


def run_on(under, match, km_each=0.1, segments=1):
    """Equal pieces, one a sample, in equal segments."""
    count = len(match.way)
    segment = np.arange(count) * segments // count
    pieces = Pieces(np.arange(count), segment, np.full(count, km_each))
    km = np.bincount(segment, pieces.km, segments)
    return under.of(match, pieces, segments_of(*km), under.network.sources)


def test_every_column_is_there_and_the_classes_add_up_to_what_was_matched(under):
    ground = run_on(under(ASPHALT, ROOTS), sure([0, 0, 1, -1, 1, 0]), segments=2)
    assert tuple(ground.segments) == tuple(GROUND_COLUMNS)
    for columns in (EVENNESS_COLUMNS, HARDNESS_COLUMNS):
        total = sum(ground.segments[name] for name in columns)
        np.testing.assert_allclose(total, ground.segments["matched_km"])
    both = ground.segments["matched_km"] + ground.segments["unknown_km"]
    np.testing.assert_allclose(both, ground.segments["km"])


def test_shares_and_the_unknown_add_up_to_the_whole_run(under):
    totals = run_on(under(ASPHALT, ROOTS), sure([0, 1, 1, -1])).totals
    assert totals.unknown == pytest.approx(0.25)
    for shares in (totals.evenness, totals.hardness):
        assert sum(one.mid for one in shares) + totals.unknown == pytest.approx(1.0)
        assert all(0 <= one.low <= one.mid <= one.high <= 1 for one in shares)


def test_what_is_off_the_map_is_unknown_and_never_spread_over_the_known(under):
    half = run_on(under(ASPHALT), sure([0, -1])).totals
    assert half.evenness[0].mid < 0.5
    assert half.matched_km == pytest.approx(half.unknown_km)


def test_a_sample_that_may_be_on_two_ways_is_on_both_by_their_probability(under):
    match = Match(
        way=np.array([0]),
        segment=np.array([0]),
        probability=np.array([0.6]),
        unknown=np.array([0.2]),
        candidate_sample=np.array([0, 0]),
        candidate_way=np.array([0, 1]),
        candidate_probability=np.array([0.6, 0.2]),
    )
    here = under(ASPHALT, ROOTS)
    ground = run_on(here, match, km_each=1.0)
    expected = 0.75 * here.surfaces.evenness[0] + 0.25 * here.surfaces.evenness[1]
    found = [float(ground.segments[name][0]) for name in EVENNESS_COLUMNS]
    np.testing.assert_allclose(found, expected)
    assert ground.segments["certainty"][0] == pytest.approx(0.6)


def test_a_way_counts_once_however_many_samples_lie_on_it(under):
    """Samples are not independent: a thousand on one way say no more of it than one."""
    here = under({"highway": "path"})
    few, many = (run_on(here, sure([0] * n), 1.0 / n).totals for n in (2, 2000))
    for one, other in zip(few.evenness, many.evenness, strict=True):
        assert (one.low, one.high) == pytest.approx((other.low, other.high))


def test_many_ways_tell_more_than_one_but_ways_of_a_kind_are_wrong_together(under):
    path = {"highway": "path", "surface": "ground"}
    one = run_on(under(path), sure([0] * 12)).totals.step_cv
    many = run_on(under(*[path] * 12), sure(range(12))).totals.step_cv
    assert many.mid == pytest.approx(one.mid)
    assert 0.3 * (one.high - one.low) < many.high - many.low < 0.8 * (one.high - one.low)


def test_an_untagged_way_leaves_more_open_than_a_tagged_one(under):
    bare = run_on(under({"highway": "path"}), sure([0, 0])).totals.step_cv
    tagged = run_on(under(ASPHALT), sure([0, 0])).totals.step_cv
    assert bare.high - bare.low > 2 * (tagged.high - tagged.low)


def test_ground_that_flips_with_the_weather_is_counted(under):
    ground = run_on(under({"highway": "track", "tracktype": "grade5"}, ASPHALT), sure([0, 1]))
    assert ground.totals.weather == pytest.approx(0.5)


@pytest.mark.parametrize("because", BECAUSE)
def test_unknown_ground_is_all_unknown_and_says_why(because):
    ground = unknown_ground(segments_of(0.5, 0.3), because)
    assert ground.because == because
    assert ground.totals.unknown == 1.0
    assert ground.totals.step_cv is None
    assert ground.segments["unknown_km"].tolist() == [0.5, 0.3]
    assert np.isnan(ground.segments["step_cv"]).all()
    assert {one.mid for one in ground.totals.evenness} == {0.0}


def test_a_run_without_length_has_no_shares():
    totals = unknown_ground(segments_of(), "no_position").totals
    assert (totals.unknown, totals.evenness, totals.hardness) == (None, None, None)


@given(
    st.lists(st.floats(0.0, 90.0), min_size=1, max_size=40),
    st.integers(1, 6),
)
def test_every_metre_has_one_segment_and_at_most_one_sample(steps, segments):
    metres = np.concatenate([[0.0], np.cumsum(steps)])
    edges = np.linspace(0.0, metres[-1], segments + 1)
    pieces = cut_in_pieces(metres, np.arange(len(metres)), edges)
    assert pieces.km.sum() == pytest.approx(metres[-1] / 1000, abs=1e-9)
    of_segment = np.bincount(pieces.segment, pieces.km, segments)
    np.testing.assert_allclose(of_segment, np.diff(edges) / 1000, atol=1e-9)
    assert (pieces.sample >= 0).all()


def test_a_metre_belongs_to_the_nearer_sample():
    pieces = cut_in_pieces(np.array([0.0, 10.0, 40.0]), np.array([0, 0, 1]), np.array([0.0, 40.0]))
    by_sample = np.bincount(pieces.sample, pieces.km)
    np.testing.assert_allclose(by_sample, [0.005, 0.020, 0.015])


@pytest.mark.parametrize(("ways", "unknown"), [([3, 3], False), ([3, 4], True)])
def test_a_long_gap_is_known_only_on_one_way(ways, unknown):
    far = np.array([0.0, 2 * GAP_M])
    pieces = cut_in_pieces(far, np.array(ways), np.array([0.0, 2 * GAP_M]))
    assert (pieces.sample == -1).all() == unknown


def test_what_the_device_counted_after_its_last_sample_is_nobodys():
    pieces = cut_in_pieces(np.array([0.0, 50.0]), np.array([0, 0]), np.array([0.0, 50.0, 400.0]))
    assert pieces.km.sum() == pytest.approx(0.05)
    assert set(pieces.segment.tolist()) == {0}


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.4))
def test_an_interval_of_a_share_holds_its_middle(middle, sd):
    low, high = beta_interval(np.array([middle]), np.array([sd]))
    assert 0 <= low[0] <= middle <= high[0] <= 1


@given(st.floats(0.2, 0.8), st.floats(0.01, 0.15))
def test_an_interval_of_a_share_grows_with_its_sd(middle, sd):
    low, high = beta_interval(np.array([middle, middle]), np.array([sd, sd / 2]))
    assert high[0] - low[0] > high[1] - low[1]


def test_the_step_variability_lies_between_that_of_even_and_of_very_rough_ground(under):
    for tags in (ASPHALT, ROOTS, {"highway": "path", "sac_scale": "alpine_hiking"}):
        found = run_on(under(tags), sure([0, 0])).totals.step_cv
        assert STEP_CV[0] <= found.low <= found.mid <= found.high <= STEP_CV[-1]
    order = [run_on(under(one), sure([0])).totals.step_cv.mid for one in (ASPHALT, ROOTS)]
    assert all(first < second for first, second in pairwise(order))
