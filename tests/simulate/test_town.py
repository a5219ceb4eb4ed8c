"""The made-up map: it lies under the runs, hangs together, and is tagged as real maps are."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from kneewise.ground.building import MapBuilder
from kneewise.ground.counting import groups_of
from kneewise.ground.mapfile import read_network
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.routing import Planner
from kneewise.ground.surface import STREET
from kneewise.ground.tables import GROUPS
from kneewise.model.errors import MissingExtraError
from kneewise.model.ground import ATTRIBUTION
from kneewise.model.route import RouteWish
from kneewise.simulate import simulate_runner, write_town
from kneewise.simulate.places import HOME, home_places, metres_from_home
from kneewise.simulate.town import TOWN_FILE, town_ways


@pytest.fixture(scope="session")
def town_map(short_runner, tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    file = write_town(short_runner, folder)
    (folder / "map").mkdir()
    return MapBuilder(file, "town").build(folder / "map")


@pytest.fixture(scope="session")
def network(town_map):
    return read_network([town_map])


def test_the_same_runner_has_the_same_town(short_runner, tmp_path):
    first = write_town(short_runner, tmp_path).read_bytes()
    assert write_town(simulate_runner(3, days=120), tmp_path).read_bytes() == first
    assert write_town(simulate_runner(4, days=120), tmp_path).read_bytes() != first


def test_its_data_is_of_her_last_day_and_of_no_real_place(town_map, short_runner):
    assert town_map.source.dated.date() == short_runner.last_day
    assert ATTRIBUTION not in town_map.source.attribution
    assert "Made-up" in town_map.source.attribution


@pytest.mark.parametrize("name", ["river", "fields", "hills", "forest", "track", "town"])
def test_every_route_lies_on_ways_as_far_as_it_was_ever_run(network, short_runner, name):
    place = home_places(np.random.default_rng([3, 120]))[name]
    longest = max(one.km for one in short_runner.activities if one.place == name) * 1000
    along = place.along(np.arange(0.0, longest, 7.0), longest)
    latitude, longitude = place.position_at(along)
    x, y = network.plane.to_m(longitude, latitude)
    point, _, distance = network.near(x, y, 3.0)
    assert set(point.tolist()) == set(range(len(along)))
    assert np.bincount(point, minlength=len(along)).min() > 0
    assert np.sort(distance)[len(along) // 2] < 1.0


@pytest.mark.parametrize("seed", [3, 48, 5, 11, 20])
def test_all_of_it_hangs_together_and_no_two_places_are_one_centimetre_apart(seed):
    ways = [line for line, _ in town_ways(simulate_runner(seed, days=90))]
    corners = np.unique(np.rint(np.concatenate(ways) * 100).astype(np.int64), axis=0)
    number = {tuple(corner): n for n, corner in enumerate(corners.tolist())}
    part = list(range(len(number)))

    def root(one: int) -> int:
        while part[one] != one:
            one = part[one]
        return one

    for line in ways:
        ids = [number[tuple(corner)] for corner in np.rint(line * 100).astype(np.int64).tolist()]
        assert len(ids) > 1
        for one in ids[1:]:
            part[root(one)] = root(ids[0])
    assert len({root(one) for one in range(len(part))}) == 1


@pytest.mark.parametrize("km", [5.0, 8.0, 12.0])
def test_there_are_loops_from_home(network, km):
    found = Planner(network, None).plan(RouteWish(*HOME, km))
    assert len(found.found) == 3
    assert found.away_m < 50


def test_some_of_it_is_untagged_and_a_pavement_takes_from_its_street(network):
    surfaces = surfaces_of(network)
    untagged = surfaces.evidence == 0
    assert 0.05 < float(network.length_m[untagged].sum() / network.length_m.sum()) < 0.4
    assert (surfaces.evidence == STREET).any()


def test_a_town_has_stairs_a_track_pavements_and_bridges(network):
    groups = groups_of(network.tags)
    for name in ("steps", "running_track", "sidewalk", "pedestrian", "main"):
        assert (groups == GROUPS.index(name)).any(), name
    assert network.has("bridge", "yes").sum() >= 2


def test_home_is_where_the_routes_begin():
    assert metres_from_home(*map(np.array, HOME)) == (0.0, 0.0)


def test_without_the_extra_it_says_how_to_get_it(short_runner, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(MissingExtraError, match=r"kneewise\[ground\]"):
        write_town(short_runner, tmp_path)
    assert not (tmp_path / TOWN_FILE).exists()


def test_a_runner_without_a_map_loads_nothing_of_maps():
    code = "import sys, kneewise.simulate; print({'osmium', 'shapely'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
