"""The runs of `validation.matching` through the matcher of Valhalla, scored the same way.

python -m validation.valhalla --bin FOLDER --config valhalla.json --runs 20 --out valhalla.json

FOLDER holds `valhalla_build_tiles` and `valhalla_service` (they come with the wheel of pyvalhalla),
the configuration is what `valhalla_build_config` writes. Valhalla walks (costing "pedestrian") and
is told the receiver's error, which ours has to find out. It gets the positions and the times as
they were recorded, and once more ("thinned") as the points ours makes of them before it matches;
a position it can't match is wrong.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from kneewise.ground.matching import Match, match
from kneewise.ground.matching.thinning import thin
from kneewise.ground.network import Network
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.surface import Surfaces
from validation.matching import ERRORS_M, EXTRACTS, REAL, SEED, Scored, opened, scored, together
from validation.traces import F8, I8, Receiver, Trace, traces

HARDEST = 6
"""It leaves out mountain paths unless told that they are walked too (sac_scale, all of it)."""


class Valhalla:
    """One extract in Valhalla."""

    def __init__(self, bin_folder: Path, config: Path, extract: str, folder: Path) -> None:
        """Build its tiles."""
        settings = json.loads(config.read_text(encoding="utf-8"))
        settings["mjolnir"]["tile_dir"] = str(folder / f"{extract}-tiles")
        settings["mjolnir"]["tile_extract"] = ""
        self.config = folder / f"{extract}.json"
        self.config.write_text(json.dumps(settings), encoding="utf-8")
        self.service = bin_folder / "valhalla_service"
        build: list[str | Path] = [
            bin_folder / "valhalla_build_tiles",
            "-c",
            self.config,
            "-j",
            "1",
        ]
        subprocess.run(  # noqa: S603 - named by who starts this
            [*build, REAL / "osm" / f"{extract}.osm.pbf"], check=True, capture_output=True
        )

    def way_ids(self, trace: Trace, error_m: float) -> I8:
        """OpenStreetMap's id of every sample's way, -1 for none."""
        ids = np.full(len(trace.time_s), -1, dtype=np.int64)
        placed = np.isfinite(trace.lat_deg)
        ids[placed] = self._ids(
            trace.time_s[placed], trace.lat_deg[placed], trace.lon_deg[placed], error_m
        )
        return ids

    def way_ids_thinned(self, network: Network, trace: Trace, error_m: float) -> I8:
        """The same from the means of neighbouring samples."""
        thinned = thin(trace.time_s, *network.plane.to_m(trace.lon_deg, trace.lat_deg))
        points = thinned.points
        lon, lat = network.plane.to_deg(points.x, points.y)
        ids = self._ids(points.time_s, lat, lon, error_m)
        return np.where(thinned.nearer >= 0, ids[thinned.nearer], -1)

    def _ids(self, time_s: F8, lat_deg: F8, lon_deg: F8, error_m: float) -> I8:
        asked = {
            "shape": [
                {"lat": round(lat, 6), "lon": round(lon, 6), "time": int(second)}
                for lat, lon, second in zip(
                    lat_deg.tolist(), lon_deg.tolist(), (time_s - time_s[0]).tolist(), strict=True
                )
            ],
            "costing": "pedestrian",
            "costing_options": {"pedestrian": {"max_hiking_difficulty": HARDEST}},
            "shape_match": "map_snap",
            "trace_options": {"gps_accuracy": error_m},
            "filters": {
                "attributes": ["edge.way_id", "matched.edge_index", "matched.type"],
                "action": "include",
            },
        }
        found = self._asked(json.dumps(asked, separators=(",", ":")))
        ids = np.full(len(time_s), -1, dtype=np.int64)
        edges = found.get("edges", [])
        for row, point in enumerate(found.get("matched_points", [])):
            edge = point.get("edge_index", -1)
            if 0 <= edge < len(edges) and point["type"] != "unmatched":
                ids[row] = edges[edge]["way_id"]
        return ids

    def _asked(self, request: str) -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "request.json"
            file.write_text(request, encoding="utf-8")
            said = subprocess.run(  # noqa: S603 - likewise
                [self.service, self.config, "trace_attributes", file],
                check=False,
                capture_output=True,
                text=True,
            )
        start = said.stdout.find("{")
        if start < 0:
            return {}
        answer: dict[str, Any] = json.loads(said.stdout[start:])
        return answer


def as_match(network: Network, ids: I8) -> Match:
    """Its answer in our form; it says nothing of how sure it is."""
    row = np.clip(np.searchsorted(network.way_id, ids), 0, len(network) - 1)
    way = np.where(network.way_id[row] == ids, row, -1)
    sure = np.ones(len(ids))
    empty = np.empty(0, dtype=np.int64)
    return Match(way, way, sure, np.where(way < 0, 1.0, 0.0), empty, empty, np.empty(0))


@dataclass(frozen=True)
class Pair:
    """One run, matched by each."""

    valhalla: Scored
    valhalla_thinned: Scored
    kneewise: Scored
    valhalla_cpu_s: float
    kneewise_cpu_s: float
    samples: int


def pairs(
    engine: Valhalla, network: Network, surfaces: Surfaces, count: int, receiver: Receiver
) -> Iterator[Pair]:
    """Run by run."""
    for trace in traces(network, SEED, count, receiver):

        def score(found: Match, trace: Trace = trace) -> Scored:
            return scored(found, trace, trace.way, surfaces)

        began = _children_s()
        ids = engine.way_ids(trace, receiver.error_m)
        theirs_s = _children_s() - began
        began = time.process_time()
        found = match(network, trace.time_s, trace.lat_deg, trace.lon_deg)
        ours_s = time.process_time() - began
        thinned = engine.way_ids_thinned(network, trace, receiver.error_m)
        yield Pair(
            score(as_match(network, ids)),
            score(as_match(network, thinned)),
            score(found),
            theirs_s,
            ours_s,
            len(ids),
        )


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compared(
    engines: dict[str, Valhalla], networks: dict[str, Network], count: int
) -> dict[str, Any]:
    """Shares of the length by error and extract."""
    out: dict[str, Any] = {}
    for error_m in ERRORS_M:
        by: dict[str, Any] = {}
        every: list[Pair] = []
        for name, network in networks.items():
            surfaces = surfaces_of(network)
            these = [
                one
                for smart in (False, True)
                for one in pairs(
                    engines[name], network, surfaces, count // 2, Receiver(error_m, smart=smart)
                )
            ]
            by[name] = _shares(these)
            every += these
        out[f"errands {error_m:g} m"] = {**_shares(every), "extracts": by}
        print(f"{error_m:g} m", json.dumps(_shares(every)), flush=True)
    return out


def _shares(these: list[Pair]) -> dict[str, Any]:
    out: dict[str, Any] = {"samples": sum(one.samples for one in these)}
    for name in ("valhalla", "valhalla_thinned", "kneewise"):
        one = together([getattr(pair, name) for pair in these])
        out[name] = {"way": one.share(one.way), "evenness": one.share(one.evenness)}
    out["valhalla"]["cpu_s"] = round(sum(one.valhalla_cpu_s for one in these), 1)
    out["kneewise"]["cpu_s"] = round(sum(one.kneewise_cpu_s for one in these), 1)
    return out


def main() -> None:
    """Build the tiles, match, and write what came out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bin", type=Path, required=True)
    asked.add_argument("--config", type=Path, required=True)
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--out", type=Path, default=None)
    said = asked.parse_args()
    with TemporaryDirectory() as place:
        folder = Path(place)
        networks = opened(EXTRACTS, folder)
        engines = {name: Valhalla(said.bin, said.config, name, folder) for name in EXTRACTS}
        found = compared(engines, networks, said.runs)
    if said.out is not None:
        said.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
