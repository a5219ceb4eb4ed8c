"""`map get`: find the region that covers the runs, say what it takes, and fetch it when asked to.

Both steps go to the service named in the settings, so both are asked first, by whoever calls.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneewise.journal.fetching import Fetch, Remote, fetch_small, host_of, look_up
from kneewise.journal.mapping import MapLine, add_map, open_maps
from kneewise.journal.where import boxes_of_runs
from kneewise.model.errors import MapError

if TYPE_CHECKING:
    from kneewise.ground.projection import Box
    from kneewise.store.home import Store

REGIONS = "https://download.geofabrik.de/index-v1.json"
"""Geofabrik's public list of regions, the default; `profile map_regions` names another."""


@dataclass(frozen=True, slots=True)
class MapService:
    """Where lists and files come from: addresses that the runner may change."""

    regions: str
    template: str | None = None  # {path} is the region's, as europe/andorra

    @property
    def name(self) -> str:
        """The host that is asked."""
        return host_of(self.regions)

    def address_of(self, path: str, listed: str) -> str:
        """The address of a region's file."""
        return listed if self.template is None else self.template.replace("{path}", path)


@dataclass(frozen=True, slots=True)
class MapOffer:
    """What would be fetched: a region, its file, and how many of the runs lie in it."""

    region: str
    name: str
    remote: Remote
    runs: int
    covered: int

    @property
    def service(self) -> str:
        """The host the file comes from."""
        return self.remote.host


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Runs with a position, and how many of them no map of the home covers."""

    runs: int
    uncovered: tuple[Box, ...]


def map_service(store: Store, runner: str) -> MapService:
    """The service in force. Raises MapError for an address that is none."""
    facts = store.facts.profile(runner)
    regions = facts.get("map_regions") or REGIONS
    template = facts.get("map_address") or None
    if template is not None and "{path}" not in template:
        raise MapError("map_address has no {path} in it, where the region's is put.")
    service = MapService(regions, template)
    host_of(service.regions)
    return service


def uncovered_runs(store: Store, runner: str) -> Uncovered:
    """Where the runs are whose middle no map covers; nothing is fetched. Raises StoreError."""
    boxes = tuple(box for box in boxes_of_runs(store, runner).values() if box is not None)
    there = [tile for found in open_maps(store) for tile in found.tiles.values()]
    bare = tuple(box for box in boxes if not any(box.middle.meets(tile) for tile in there))
    return Uncovered(len(boxes), bare)


def find_map(store: Store, runner: str, wanted: Uncovered) -> MapOffer:
    """Ask the service which region covers these runs, and how large its file is.

    Raises MapError where the service can't be reached, gives no list of regions, or has no
    region there.
    """
    from kneewise.ground.regions import choose, read_regions

    service = map_service(store, runner)
    regions = read_regions(fetch_small(service.regions), service.regions)
    found = choose(regions, wanted.uncovered)
    if found is None:
        raise MapError(f"No region that {service.name} lists covers any of these runs.")
    region, covered = found
    address = service.address_of(region.path, region.address)
    if service.template is None and host_of(address) != service.name:
        raise MapError(
            f"{service.name} lists {address}, on a host you did not choose. If you trust it, say "
            "so with `kneewise profile map_address`."
        )
    return MapOffer(
        region=region.path,
        name=region.name,
        remote=look_up(address),
        runs=len(wanted.uncovered),
        covered=covered,
    )


def get_map(
    store: Store,
    offer: MapOffer,
    on_fetched: Callable[[int, int | None], None] | None = None,
    on_read: Callable[[int], None] | None = None,
) -> MapLine:
    """Fetch what was offered and make a map of it; the file is thrown away afterwards.

    Cut off, it is taken up again by the next call. Raises MapError, StoreError.
    """
    stem = hashlib.sha256(offer.remote.address.encode()).hexdigest()[:16]
    fetch = Fetch(
        offer.remote, store.maps.fetched(f"{stem}.osm.pbf"), on_fetched or (lambda *_: None)
    )
    file = fetch.run()
    name = offer.region.rpartition("/")[2]
    try:
        return add_map(store, file, name, on_read)
    finally:
        fetch.forget()
