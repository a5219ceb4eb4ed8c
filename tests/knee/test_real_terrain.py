"""Runs made up along real ways of Andorra, over the real tile: climb told from what was climbed."""

from __future__ import annotations

import numpy as np
import osmium
import pytest
from scipy.ndimage import gaussian_filter1d

from kneewise.ground.elevation import ElevationBuilder, Tiles
from kneewise.knee.grade import ground

EARTH_M = 6_371_008.8
STEP_M = 3.0
WAYS = 12
LEAST_KM = 4.0


@pytest.fixture(scope="module")
def tiles(real_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tile")
    return Tiles((ElevationBuilder(real_data / "dem" / "N42E001.hgt.zip", "x").build(folder),))


@pytest.fixture(scope="module")
def runs(real_data, tiles):
    """(metres, latitude, longitude, true altitude) along the longest ways there are.

    The truth is the tile smoothed along the way by 200 m: no road has the steps of its cells.
    """
    ways = []
    source = osmium.FileProcessor(real_data / "osm" / "andorra.osm.pbf").with_locations()
    for way in source.with_filter(osmium.filter.KeyFilter("highway")):
        if way.is_way() and len(way.nodes) > 20:
            places = np.radians([(node.lat, node.lon) for node in way.nodes])
            ways.append((metres_along(places)[-1], places))
    ways.sort(key=lambda one: -one[0])
    found = []
    for length, places in ways:
        metres = np.arange(0.0, length, STEP_M)
        lat, lon = (
            np.degrees(np.interp(metres, metres_along(places), places[:, axis])) for axis in (0, 1)
        )
        height = tiles.at(lat, lon)
        if length > LEAST_KM * 1000 and np.isfinite(height).all():
            found.append((metres, lat, lon, smooth(height)))
    return found[:WAYS]


def metres_along(places):
    lat, lon = places.T
    steps = EARTH_M * np.hypot(np.diff(lat), np.diff(lon) * np.cos(lat[:-1]))
    return np.append(0.0, np.cumsum(steps))


def smooth(height):
    return gaussian_filter1d(height, 60 / STEP_M, mode="nearest")


def up(height):
    return float(np.maximum(np.diff(height), 0).sum())


def wandering(rng, count, sd, over_m):
    noise = gaussian_filter1d(rng.normal(0, 1, count + 2000), over_m / STEP_M)[1000:-1000]
    return sd * noise / noise.std()


def compared(runs, told):
    """Climb told and true climb of every run, m."""
    rows = []
    for seed, (metres, lat, lon, height) in enumerate(runs):
        watch, terrain = told(np.random.default_rng(seed), metres, lat, lon, height)
        rows.append((up(ground(metres, watch, terrain).altitude_m), up(height)))
    return np.array(rows).T


def fixed(tiles, rng, lat, lon):
    """What the tile says of fixes that are 5 m off, and of its own noise of 2 m."""
    north = np.degrees(wandering(rng, lat.size, 5.0, 60.0) / EARTH_M)
    east = np.degrees(wandering(rng, lat.size, 5.0, 60.0) / EARTH_M) / np.cos(np.radians(42.5))
    return tiles.at(lat + north, lon + east) + wandering(rng, lat.size, 2.0, 45.0)


def barometer(rng, height, drift=0.0):
    return np.round((height + drift + rng.normal(0, 0.1, height.size)) / 0.2) * 0.2


def test_the_runs_are_hilly_and_the_raw_tile_counts_its_own_steps(runs, tiles):
    assert len(runs) == WAYS
    true = sum(up(height) for *_, height in runs)
    raw = sum(up(tiles.at(lat, lon)) for _, lat, lon, _ in runs)
    assert true > 2000
    assert raw > 1.2 * true


def test_the_tile_alone_tells_the_climb(runs, tiles):
    told, true = compared(runs, lambda rng, _, lat, lon, __: (None, fixed(tiles, rng, lat, lon)))
    assert told.sum() == pytest.approx(true.sum(), rel=0.05)
    assert np.abs(told - true).max() <= 60  # rises of under 10 m drown in what the tile is off by


def test_a_barometer_that_drifts_30_m_is_put_right(runs, tiles):
    def drifting(rng, metres, lat, lon, height):
        watch = barometer(rng, height, 30 * metres / metres[-1])
        return watch, fixed(tiles, rng, lat, lon)

    told, true = compared(runs, drifting)
    assert told.sum() == pytest.approx(true.sum(), rel=0.02)
    assert np.abs(told - true).max() <= 12
    alone, _ = compared(runs, lambda *args: (drifting(*args)[0], None))
    assert alone.sum() > true.sum() + 100


def test_a_barometer_that_does_not_drift_loses_nothing(runs, tiles):
    told, true = compared(
        runs,
        lambda rng, _, lat, lon, height: (barometer(rng, height), fixed(tiles, rng, lat, lon)),
    )
    assert told.sum() == pytest.approx(true.sum(), rel=0.02)
    assert np.abs(told - true).max() <= 12


def test_gps_altitude_gives_way_to_the_tile(runs, tiles):
    def by_gps(rng, _, lat, lon, height):
        noise = wandering(rng, height.size, 6.0, 150.0) + rng.normal(0, 2.0, height.size)
        return height + noise, fixed(tiles, rng, lat, lon)

    told, true = compared(runs, by_gps)
    alone, _ = compared(runs, lambda *args: (by_gps(*args)[0], None))
    assert np.abs(told - true).mean() < np.abs(alone - true).mean()
    assert told.sum() == pytest.approx(true.sum(), rel=0.05)
