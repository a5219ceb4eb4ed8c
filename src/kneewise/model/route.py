"""A route to run: its line and what is known of it before anybody has run it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneewise.model.effect import Interval
from kneewise.model.ground import GroundTotals


class Taste(StrEnum):
    """What a route is asked to be; the runner's words for it are `taste.*` of the routing room."""

    PLAIN = "plain"
    FLATTER = "flatter"
    EVENER = "evener"
    SOFTER = "softer"


class Turning(StrEnum):
    """Which way to turn."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where a route turns into another way: metres from the start, and the way's name.

    `name` is None where the map has none.
    """

    along_m: float
    lat_deg: float
    lon_deg: float
    turning: Turning
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One route: `lat_deg` and `lon_deg` are its line in the order it is run, ends included.

    `along_m` are metres from the start at each point of the line. `ground` is what is under it
    in shares with 90 % intervals; nothing of it is off the map, so its `unknown` is 0, and
    `untagged` is the share of ways of which no tag says how even they are: for them the map's
    other ways of the kind speak. `repeated` is the share that is run a second time, the other
    side of the street counted; `big_road` (without a pavement) and `steps` are shares too.
    `loop` is False for an out-and-back.

    `altitude_m` stands beside the line, smoothed, and `climb_m` and `descent_m` are sums of it;
    None where no elevation is at hand.
    """

    lat_deg: tuple[float, ...]
    lon_deg: tuple[float, ...]
    along_m: tuple[float, ...]
    km: float
    loop: bool
    ground: GroundTotals
    untagged: float
    big_road: float
    steps: float
    repeated: float
    turns: tuple[Turn, ...] = ()
    altitude_m: tuple[float, ...] | None = None
    climb_m: float | None = None
    descent_m: float | None = None


@dataclass(frozen=True, slots=True)
class RouteWish:
    """What is asked for: from where, how far in km, of what kind, and how many to choose from."""

    lat_deg: float
    lon_deg: float
    km: float
    taste: Taste = Taste.PLAIN
    out_and_back: bool = False
    count: int = 3


@dataclass(frozen=True, slots=True)
class UsualWay:
    """The runner's latest runs of about the length, as a route of the same km.

    `near` says that they went by the start. `load_km` is their median knee load a kilometre
    times the km asked for, with the interval of the run in the middle.
    """

    runs: int
    near: bool
    km: float
    load_km: Interval


class NoRoute(StrEnum):
    """Why there is no route of the length asked for."""

    NO_WAY_BACK = "no_way_back"  # the start reaches nothing but dead ends
    SMALL = "small"  # what the start reaches on the map is too small for it
    NO_LOOP = "no_loop"  # none was found that repeats little
