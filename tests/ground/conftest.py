from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ground.osm import write_pbf

from kneewise.ground.building import MapBuilder
from kneewise.ground.mapfile import MapFolder, read_network
from kneewise.ground.network import Network

EXTRACTS = ("andorra", "bus", "liechtenstein-latest", "munchen", "porto")


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., MapFolder]:
    """A map of a PBF file."""
    made = iter(range(1000))

    def build_one(file: Path, name: str = "here") -> MapFolder:
        folder = tmp_path / f"map{next(made)}"
        folder.mkdir()
        return MapBuilder(file, name).build(folder)

    return build_one


@pytest.fixture
def network_of(tmp_path: Path, build) -> Callable[..., Network]:
    """The network of some ways."""

    def network(*roads, **options) -> Network:
        return read_network([build(write_pbf(tmp_path / "here.osm.pbf", roads, **options))])

    return network


@pytest.fixture(scope="session")
def real_maps(real_data: Path, tmp_path_factory) -> dict[str, MapFolder]:
    """Maps of the five real extracts."""
    found = {}
    for name in EXTRACTS:
        folder = tmp_path_factory.mktemp("map")
        found[name] = MapBuilder(real_data / "osm" / f"{name}.osm.pbf", name).build(folder)
    return found
