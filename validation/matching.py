"""Match runs over known ways of real maps and say how often the answer is right.

python -m validation.matching --runs 20 --out validation/matching.json

Every figure is a share of the length that has a position, over five extracts of OpenStreetMap
(`KNEEWISE_REAL_DATA`). "Way" is the very way of the map, a pavement beside its street being
another one than the street; "evenness" and "hardness" are the most probable class of the matched
way against that of the true one, and nothing matched is wrong. In "hidden" a tenth of the ways is
taken away from the map after the runs were made: what was run there is known to be unknown.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise import formats
from kneewise.ground.building import MapBuilder
from kneewise.ground.mapfile import read_network
from kneewise.ground.matching import Match, match
from kneewise.ground.network import Network
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.surface import Surfaces
from validation.traces import F8, I8, Receiver, Trace, traces

EXTRACTS = ("munchen", "porto", "bus", "liechtenstein-latest", "andorra")
SHARED = Path(__file__).parents[2] / "shared" / "data"
REAL = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED))
REAL_RUN = REAL / "fit" / "corriporai_runpandas" / "run.fit"

SEED = 2026
ERRORS_M = (3.0, 5.0, 10.0)
HIDDEN = 0.1

OTHERS = {
    "5 m, half of it new every second": Receiver(5.0, quick=(0.5, 0.5)),
    "5 m, all of it lasting 5 min": Receiver(5.0, quick=(0.0, 0.0), lasting_s=(300.0, 300.0)),
    "5 m, all of it lasting 20 s": Receiver(5.0, quick=(0.0, 0.0), lasting_s=(20.0, 20.0)),
}
"""Receivers unlike those the figures of the chain were chosen on."""

LINES = {
    "evenness at 5 m": ("errands 5 m", "evenness", 0.95),
    "evenness at 10 m": ("errands 10 m", "evenness", 0.90),
    "way at 5 m": ("errands 5 m", "way", 0.90),
    "way at 10 m": ("errands 10 m", "way", 0.80),
}


@dataclass(frozen=True)
class Scored:
    """Every sample of some runs: its length, what was right, how sure it was said."""

    length_m: F8
    way: NDArray[np.bool_]
    evenness: NDArray[np.bool_]
    hardness: NDArray[np.bool_]
    probability: F8
    unknown: F8
    hidden: NDArray[np.bool_]

    def share(self, of: NDArray[Any], where: NDArray[np.bool_] | None = None) -> float | None:
        """The mean by length."""
        length = self.length_m if where is None else self.length_m * where
        return round(float(np.average(of, weights=length)), 3) if length.sum() > 0 else None


def scored(found: Match, trace: Trace, true: I8, surfaces: Surfaces) -> Scored:
    """One run against its truth; -1 is a way that the map does not have."""
    placed = np.isfinite(trace.lat_deg)
    same = found.way == true
    both = (found.way >= 0) & (true >= 0)
    even, hard = surfaces.evenness.argmax(axis=1), surfaces.hardness.argmax(axis=1)
    off = (found.way < 0) & (true < 0)
    return Scored(
        length_m=trace.placed_m,
        way=same,
        evenness=off | (both & (even[found.way] == even[true])),
        hardness=off | (both & (hard[found.way] == hard[true])),
        probability=np.where(placed, found.probability, 0.0),
        unknown=np.where(placed, found.unknown, 0.0),
        hidden=true < 0,
    )


def together(many: Sequence[Scored]) -> Scored:
    """Some runs as one."""
    names = Scored.__dataclass_fields__
    return Scored(*(np.concatenate([getattr(one, name) for one in many]) for name in names))


def summary(one: Scored) -> dict[str, Any]:
    """What is kept of some runs."""
    out = {
        "km": round(float(one.length_m.sum()) / 1000, 1),
        "way": one.share(one.way),
        "evenness": one.share(one.evenness),
        "hardness": one.share(one.hardness),
        "said": one.share(one.probability),
        "said_where_wrong": one.share(one.probability, ~one.way),
        "calibration_error": calibration(one.probability, one.way, one.length_m)[0],
        "unknown": one.share(one.unknown),
    }
    if one.hidden.any():
        out["hidden"] = one.share(one.hidden)
        out["unknown_where_hidden"] = one.share(one.unknown, one.hidden)
        out["unknown_where_known"] = one.share(one.unknown, ~one.hidden)
        out["unknown_calibration_error"] = calibration(one.unknown, one.hidden, one.length_m)[0]
    return out


def calibration(
    said: F8, came_true: NDArray[np.bool_], length_m: F8
) -> tuple[float, list[dict[str, float]]]:
    """(expected calibration error, ten rows of said, true and share of the length)."""
    row = np.minimum((said * 10).astype(np.int64), 9)
    length = np.bincount(row, length_m, 10)
    kept = length > 0
    said_m, true_m = (
        np.bincount(row, length_m * column, 10)[kept] / length[kept] for column in (said, came_true)
    )
    share = length[kept] / length.sum()
    table = [
        {"said": round(float(a), 3), "true": round(float(b), 3), "share": round(float(c), 3)}
        for a, b, c in zip(said_m, true_m, share, strict=True)
    ]
    return round(float(np.sum(share * np.abs(said_m - true_m))), 3), table


@dataclass(frozen=True)
class Place:
    """An extract, and the same with a tenth of its ways hidden."""

    network: Network
    surfaces: Surfaces
    poorer: Network
    poorer_surfaces: Surfaces
    row: I8  # of every way in the poorer map, -1 where it is hidden

    @classmethod
    def of(cls, network: Network) -> Place:
        """Hide ways by chance, the same ones every time."""
        kept = np.random.default_rng(SEED).random(len(network)) >= HIDDEN
        poorer = only(network, kept)
        row = np.where(kept, np.cumsum(kept) - 1, -1)
        return cls(network, surfaces_of(network), poorer, surfaces_of(poorer), row)

    def runs(self, count: int, receiver: Receiver, *, ramble: bool = False) -> Iterator[Scored]:
        """Runs on the whole map."""
        for trace in traces(self.network, SEED, count, receiver, ramble=ramble):
            found = match(self.network, trace.time_s, trace.lat_deg, trace.lon_deg)
            yield scored(found, trace, trace.way, self.surfaces)

    def runs_on_poorer(self, count: int, receiver: Receiver) -> Iterator[Scored]:
        """The same runs, matched without the hidden ways."""
        for trace in traces(self.network, SEED, count, receiver):
            found = match(self.poorer, trace.time_s, trace.lat_deg, trace.lon_deg)
            yield scored(found, trace, self.row[trace.way], self.poorer_surfaces)


def only(network: Network, kept: NDArray[np.bool_]) -> Network:
    """A network of some of the ways."""
    count = np.diff(network.offsets)
    vertices = np.repeat(kept, count)
    return replace(
        network,
        way_id=network.way_id[kept],
        offsets=np.r_[0, np.cumsum(count[kept])],
        lon_deg=network.lon_deg[vertices],
        lat_deg=network.lat_deg[vertices],
        node_id=network.node_id[vertices],
        tags={column: codes[kept] for column, codes in network.tags.items()},
        layer=network.layer[kept],
        name=network.name[kept],
    )


def scenarios(places: dict[str, Place], count: int) -> dict[str, dict[str, Scored]]:
    """Every scenario by extract; half of the runs are written every second, half smart."""
    out: dict[str, dict[str, Scored]] = {}
    for error_m in ERRORS_M:
        for kind in ("errands", "rambles", "hidden"):
            name = f"{kind} {error_m:g} m"
            out[name] = {}
            for extract, place in places.items():
                runs: list[Scored] = []
                for smart in (False, True):
                    receiver = Receiver(error_m, smart=smart)
                    if kind == "hidden":
                        runs += place.runs_on_poorer(count // 2, receiver)
                    else:
                        runs += place.runs(count // 2, receiver, ramble=kind == "rambles")
                out[name][extract] = together(runs)
            print(name, summary(together(list(out[name].values()))), flush=True)
    for name, receiver in OTHERS.items():
        out[name] = {
            extract: together(list(place.runs(count // 2, receiver)))
            for extract, place in places.items()
        }
        print(name, summary(together(list(out[name].values()))), flush=True)
    return out


def real_run(place: Place) -> dict[str, Any]:
    """A real run that only begins and ends on a small map."""
    samples = formats.read(REAL_RUN.read_bytes(), REAL_RUN.name).recordings[0].samples
    lat, lon = samples["latitude_deg"], samples["longitude_deg"]
    x, y = place.network.plane.to_m(lon, lat)
    step = np.nan_to_num(np.hypot(np.diff(x, prepend=x[0]), np.diff(y, prepend=y[0])))
    found = match(place.network, samples["time_s"], lat, lon)
    west, south, east, north = place.network.sources[0].bbox_deg
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return {
        "file": REAL_RUN.name,
        "km": round(float(step.sum()) / 1000, 2),
        "inside_the_map": round(float(np.average(inside, weights=step)), 3),
        "unknown": round(float(np.average(found.unknown, weights=step)), 3),
    }


def report(found: dict[str, dict[str, Scored]], count: int) -> dict[str, Any]:
    """Scored, and whether each line is met."""
    every = {name: together(list(by.values())) for name, by in found.items()}
    acceptance = {}
    for line, (scenario, key, least) in LINES.items():
        value = summary(every[scenario])[key]
        acceptance[line] = {"value": value, "limit": f">= {least:g}", "met": value >= least}
    return {
        "command": f"python -m validation.matching --runs {count} --out validation/matching.json",
        "runs_a_scenario_and_extract": count,
        "acceptance": acceptance,
        "scenarios": {
            name: {
                **summary(one),
                "calibration": calibration(one.probability, one.way, one.length_m)[1],
                "extracts": {extract: summary(part) for extract, part in found[name].items()},
            }
            for name, one in every.items()
        },
    }


def opened(extracts: Sequence[str], folder: Path) -> dict[str, Network]:
    """The extracts as maps."""
    out = {}
    for name in extracts:
        (folder / name).mkdir()
        out[name] = read_network(
            [MapBuilder(REAL / "osm" / f"{name}.osm.pbf", name).build(folder / name)]
        )
    return out


def main() -> None:
    """Match and write what came out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--out", type=Path, default=None)
    said = asked.parse_args()
    with TemporaryDirectory() as folder:
        networks = opened(EXTRACTS, Path(folder))
    places = {name: Place.of(network) for name, network in networks.items()}
    kept = report(scenarios(places, said.runs), said.runs)
    kept["real_run"] = real_run(places["bus"])
    print(json.dumps([kept["acceptance"], kept["real_run"]], indent=1))
    if said.out is not None:
        said.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
