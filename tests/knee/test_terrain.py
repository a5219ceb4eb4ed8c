"""An elevation tile beside the watch: drift goes, detail stays, and its noise is never climbed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter1d
from tests.knee.recordings import samples, steady

from kneewise.knee.grade import ground
from kneewise.knee.profile import reduce_run
from kneewise.knee.terrain import drift
from kneewise.model.profile import ALTITUDE_SOURCES
from kneewise.model.sport import Sport

SEEDS = range(6)


def way(km=10.0):
    return np.arange(0, km * 1000 + 1, 3.0)


def barometer(metres, altitude, rng, drifting=0.0):
    """What a barometer writes: steps of 0.2 m, a little noise, and its drift."""
    noise = rng.normal(0, 0.1, metres.size)
    return np.round((altitude + drifting + noise) / 0.2) * 0.2


def wandering(metres, rng, sd_m, over_m):
    """Noise that wanders over so many metres."""
    width = over_m / (metres[1] - metres[0])
    pad = int(4 * width)
    noise = gaussian_filter1d(rng.normal(0, 1, metres.size + 2 * pad), width)[pad:-pad]
    return noise * sd_m * np.sqrt(2 * width * np.sqrt(np.pi))


def gps(metres, altitude, rng):
    return altitude + wandering(metres, rng, 5.0, 100.0) + rng.normal(0, 2.0, metres.size)


def tile(metres, altitude, rng, sd_m=3.0, cell_m=30.0):
    """What a tile says along a way: off by so much in every cell of its own."""
    places = np.arange(0, metres[-1] + 2 * cell_m, cell_m)
    return altitude + np.interp(metres, places, rng.normal(0, sd_m, places.size))


def climbed(under):
    return float(np.maximum(np.diff(under.altitude_m), 0).sum())


def descended(under):
    return float(np.maximum(-np.diff(under.altitude_m), 0).sum())


def flat(metres):
    return np.full(metres.size, 100.0)


def hills(metres):
    """Four hills of 40 m: 160 m up and down."""
    return 100 + 20 * np.sin(metres / 10_000 * 2 * np.pi * 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_flat_lap_under_a_drifting_barometer_climbs_at_most_5_m(seed):
    rng, metres = np.random.default_rng(seed), way()
    watch = barometer(metres, flat(metres), rng, wandering(metres, rng, 3.0, 2000.0))
    under = ground(metres, watch, tile(metres, flat(metres), rng))
    assert climbed(under) <= 5.0
    assert under.source == "barometer+terrain"


def test_without_a_tile_that_drift_is_climbed():
    found = []
    for seed in SEEDS:
        rng, metres = np.random.default_rng(seed), way()
        watch = barometer(metres, flat(metres), rng, wandering(metres, rng, 3.0, 2000.0))
        found.append(climbed(ground(metres, watch)))
    assert max(found) > 5.0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("watch", [None, gps])
def test_a_flat_lap_over_a_tile_of_3_m_noise_climbs_at_most_5_m(seed, watch):
    rng, metres = np.random.default_rng(seed), way()
    written = None if watch is None else watch(metres, flat(metres), rng)
    under = ground(metres, written, tile(metres, flat(metres), rng))
    assert climbed(under) <= 5.0
    assert under.source == "terrain"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", ["none", "straight", "bent"])
def test_hills_keep_their_climb_whatever_the_barometer_drifts(seed, shape):
    rng, metres = np.random.default_rng(seed), way()
    along = metres / metres[-1]
    drifting = {"none": 0.0, "straight": 30 * along, "bent": 30 * np.sin(along * np.pi / 2)}
    watch = barometer(metres, hills(metres), rng, drifting[shape])
    under = ground(metres, watch, tile(metres, hills(metres), rng))
    assert climbed(under) == pytest.approx(160, rel=0.03)
    assert descended(under) == pytest.approx(160, rel=0.03)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("watch", [None, gps])
def test_hills_of_the_tile_are_climbed_where_the_watch_is_poor(seed, watch):
    rng, metres = np.random.default_rng(seed), way()
    written = None if watch is None else watch(metres, hills(metres), rng)
    under = ground(metres, written, tile(metres, hills(metres), rng))
    assert climbed(under) == pytest.approx(160, rel=0.06)
    assert descended(under) == pytest.approx(160, rel=0.06)


@pytest.mark.parametrize("seed", SEEDS)
def test_low_rises_a_barometer_sees_stay_though_the_tile_does_not_know_them(seed):
    rng, metres = np.random.default_rng(seed), way()
    low = flat(metres) + 3 * np.sin(metres / 10_000 * 2 * np.pi * 20)
    under = ground(metres, barometer(metres, low, rng), tile(metres, flat(metres), rng))
    assert climbed(under) == pytest.approx(120, rel=0.1)


@pytest.mark.parametrize(("step_m", "length_m"), [(-25.0, 150.0), (-40.0, 400.0), (120.0, 900.0)])
def test_bridges_and_tunnels_are_not_climbed(step_m, length_m):
    """The tile shows the valley below a bridge (less) or the mountain above a tunnel (more)."""
    rng, metres = np.random.default_rng(1), way()
    terrain = tile(metres, flat(metres), rng, 1.5)
    terrain[(metres > 4000) & (metres < 4000 + length_m)] += step_m
    assert climbed(ground(metres, barometer(metres, flat(metres), rng), terrain)) <= 2.0
    if abs(step_m) > 50:  # GPS tells of large ones alone
        assert climbed(ground(metres, gps(metres, flat(metres), rng), terrain)) <= 25.0


def test_how_high_the_tile_thinks_the_sea_is_makes_no_difference():
    rng, metres = np.random.default_rng(2), way()
    watch, terrain = barometer(metres, hills(metres), rng), tile(metres, hills(metres), rng)
    plain, other = ground(metres, watch, terrain), ground(metres, watch, terrain + 48.0)
    np.testing.assert_allclose(np.diff(plain.altitude_m), np.diff(other.altitude_m), atol=1e-6)


def test_holes_in_the_watch_are_filled_by_the_tile_and_the_other_way_round():
    rng, metres = np.random.default_rng(3), way()
    slope = 100 + 0.03 * metres
    watch, terrain = barometer(metres, slope, rng), tile(metres, slope, rng, 1.0)
    watch[(metres > 3000) & (metres < 4000)] = np.nan
    terrain[(metres > 6000) & (metres < 7000)] = np.nan
    under = ground(metres, watch, terrain)
    assert under.known.all()
    np.testing.assert_allclose(under.grade(np.array([3500.0, 6500.0])), 0.03, atol=0.02)


def test_a_tile_that_covers_too_little_of_the_way_is_left_alone():
    metres = way()
    watch = barometer(metres, hills(metres), np.random.default_rng(4))
    terrain = np.where(metres < 4000, hills(metres) + 30, np.nan)
    alone, beside = ground(metres, watch), ground(metres, watch, terrain)
    np.testing.assert_array_equal(alone.altitude_m, beside.altitude_m)
    assert beside.source == "barometer"
    watch[metres < 4000] = np.nan
    terrain = np.where(metres < 6000, hills(metres) + 30, np.nan)  # they share a fifth alone
    assert ground(metres, watch, terrain).source == "barometer"


def test_one_altitude_all_the_way_was_not_measured():
    metres = way()
    under = ground(metres, flat(metres), hills(metres))
    assert under.source == "terrain"
    assert climbed(under) == pytest.approx(160, rel=0.03)


def test_without_a_tile_a_profile_is_what_it_was():
    columns = steady(1800, altitude_m=np.linspace(100, 140, 1801))
    plain = reduce_run(samples(columns), Sport.RUNNING)
    with_none = reduce_run(samples(columns | {"terrain_m": np.full(1801, np.nan)}), Sport.RUNNING)
    for name, values in plain.segments.items():
        np.testing.assert_array_equal(values, with_none.segments[name])
    assert plain.altitude_source == with_none.altitude_source


def test_a_profile_without_altitude_takes_slope_from_the_tile():
    columns = steady(1800)
    assert reduce_run(samples(columns), Sport.RUNNING).missing == (
        "grade",
        "cadence",
        "step_length",
        "heart_rate",
    )
    columns["terrain_m"] = 500 - 0.05 * columns["distance_m"]
    profile = reduce_run(samples(columns), Sport.RUNNING)
    assert "grade" not in profile.missing
    assert profile.altitude_source == "terrain"
    down = profile.segments["descent_m"].sum()
    assert down == pytest.approx(0.05 * 5400, rel=0.03)
    assert 1000 * profile.segments["descent_grade_km"].sum() == pytest.approx(down)
    assert profile.segments["ascent_m"].sum() == 0


def test_every_source_has_words():
    rng, metres = np.random.default_rng(5), way()
    terrain = tile(metres, flat(metres), rng)
    watches = (
        None,
        gps(metres, flat(metres), rng),
        barometer(metres, flat(metres), rng),
        flat(metres) + rng.normal(0, 0.4, metres.size),
    )
    pairs = [(watch, height) for watch in watches for height in (None, terrain)]
    found = {under.source for pair in pairs if (under := ground(metres, *pair)) is not None}
    assert found == {*ALTITUDE_SOURCES, None}


@pytest.mark.parametrize(("noise_m", "source"), [(0.4, "unnamed+terrain"), (0.8, "terrain")])
def test_altitude_of_an_unnamed_kind_is_believed_while_it_is_quiet(noise_m, source):
    rng, metres = np.random.default_rng(6), way()
    watch = hills(metres) + rng.normal(0, noise_m, metres.size)
    assert ground(metres, watch).source is None
    under = ground(metres, watch, tile(metres, hills(metres), rng))
    assert under.source == source
    assert climbed(under) == pytest.approx(160, rel=0.05)


uneven = st.lists(st.floats(-40, 40), min_size=12, max_size=30)


def course(turns, seed):
    """A smooth course through those heights, 400 m apart, as a barometer and as a tile."""
    rng = np.random.default_rng(seed)
    metres = np.arange(5.0, 400.0 * (len(turns) - 1), 10.0)
    height = np.interp(metres, 400.0 * np.arange(len(turns)), turns)
    height = 500 + gaussian_filter1d(height, 8)
    return metres, barometer(metres, height, rng), tile(metres, height, rng, 1.0)


@settings(max_examples=40)
@given(uneven, st.integers(0, 5), st.booleans())
def test_run_the_other_way_ascent_and_descent_change_places(turns, seed, has_barometer):
    metres, watch, terrain = course(turns, seed)
    watch = watch if has_barometer else None
    there = ground(metres, watch, terrain)
    back = ground(metres, None if watch is None else watch[::-1], terrain[::-1])
    # both ends and what is near the least counted rise may fall to either side
    slack = 20 + 0.03 * climbed(there)
    assert climbed(there) == pytest.approx(descended(back), abs=slack)
    assert descended(there) == pytest.approx(climbed(back), abs=slack)


@settings(max_examples=40)
@given(uneven, st.integers(0, 5), st.floats(-400, 3000))
def test_a_run_higher_up_climbs_the_same(turns, seed, up_m):
    metres, watch, terrain = course(turns, seed)
    here, above = ground(metres, watch, terrain), ground(metres, watch + up_m, terrain + up_m)
    np.testing.assert_allclose(here.altitude_m + up_m, above.altitude_m, atol=1e-5)


@settings(max_examples=40)
@given(st.lists(st.floats(0, 60), min_size=12, max_size=30), st.integers(0, 5), st.booleans())
def test_a_way_that_only_rises_never_climbs_more_than_from_end_to_end(rises, seed, has_barometer):
    metres, watch, terrain = course(np.cumsum(rises), seed)
    under = ground(metres, watch if has_barometer else None, terrain)
    assert descended(under) <= 5.0
    assert climbed(under) <= np.ptp(terrain) + 10.0


@settings(max_examples=40)
@given(uneven, st.integers(0, 5))
def test_what_was_climbed_less_what_was_descended_is_from_start_to_end(turns, seed):
    metres, watch, terrain = course(turns, seed)
    under = ground(metres, watch, terrain)
    rise = under.altitude_m[-1] - under.altitude_m[0]
    assert climbed(under) - descended(under) == pytest.approx(rise, abs=1e-6)


@given(
    st.integers(1, 60),
    st.floats(-20, 20),
    st.floats(-4, 4),
    st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_a_straight_drift_is_found_whatever_is_unknown(cells, offset, per_km, known):
    grid = np.arange(cells * 10) * 10.0 + 5
    difference = offset + per_km * grid / 1000
    seen = np.repeat(known[:cells], 10)
    if not seen.any():
        seen[:] = True
    slow, believed = drift(np.where(seen, difference, np.nan), 10.0)
    assert np.isfinite(slow).all()
    assert (believed == seen).all()
    if cells >= 50 and seen.all():
        assert np.abs(slow - difference).max() < 3.0
