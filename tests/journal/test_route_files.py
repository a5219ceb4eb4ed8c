"""Routes as files: one of each kind a route, nothing written over unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ground.osm import write_pbf
from tests.ground.routing.towns import grid, place

from kneewise.exports.leaving import ExportedFile
from kneewise.journal.route_files import route_files
from kneewise.model.errors import StoreError, UsageError
from kneewise.model.route import RouteWish


def wish(km: float = 4.0, **more) -> RouteWish:
    lon, lat = place(4, 4)
    return RouteWish(lat, lon, km, **more)


@pytest.fixture
def town(journal, tmp_path):
    """A journal with a map of nine by nine blocks."""
    journal.add_map(write_pbf(tmp_path / "town.osm.pbf", grid(9, 9)), "town")
    return journal


def test_files_are_named_plainly_and_one_of_each_kind(town):
    files = route_files(town.routes(wish(count=2)))
    assert all(isinstance(file, ExportedFile) for file in files)
    assert [Path(file.name).suffix for file in files] == [".gpx", ".fit"] * 2
    assert len({file.name for file in files}) == 4


def test_what_is_there_is_not_written_over(town, tmp_path):
    answer = town.routes(wish(count=1))
    (path,) = town.save_route(answer, tmp_path / "a.gpx", None)
    path.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        town.save_route(answer, path, None)
    assert path.read_text() == "mine"
    town.save_route(answer, path, None, force=True)
    assert path.read_text().startswith("<?xml")


def test_a_folder_takes_all_of_them(town, tmp_path):
    answer = town.routes(wish(count=2))
    paths = town.save_routes(answer, tmp_path / "routes")
    assert len(paths) == 4
    assert {path.parent for path in paths} == {(tmp_path / "routes").resolve()}
    assert not list((tmp_path / "routes").glob("*.part"))


def test_a_place_that_can_t_be_written_to_is_said(town, tmp_path):
    answer = town.routes(wish(count=1))
    with pytest.raises(StoreError, match="could not be written"):
        town.save_route(answer, tmp_path / "no" / "a.gpx", None)
