"""Where a runner runs: the routes of a place, which one each run takes, and what it is made of.

A town runner, one of both kinds and a trail runner have five to eight routes each; a route has its
own shares of rough and of hard ground, its own hills, and its own gaps in the map. Which route is
run goes with the descent of that run (trails are steep), with the shoe (one pair is liked off the
road, or on it), with Sundays, with dark winter evenings (lit streets), with a taste that lasts for
weeks, and with a sore knee (even ground). Holidays are elsewhere, often off the map. Every draw is
made from a stream of its own: a runner is the same with and without this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from validation.world import Setting

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

GROUND = ("uneven_ground", "hard_surface", "hard_ground_in_shoe")
"""One step of each is a quarter of the way."""

QUARTERS = 4.0
WORN_KM = 500.0
MOST_ROUTES = 8
DESCENT_SD = 0.9
TRAILS = ((0.45, 0.12), (0.35, 0.35), (0.20, 0.60))
"""How many runners are of the town, of both and of the trails, and how much trail their routes
have: our choice, for want of a survey."""


@dataclass(frozen=True)
class Place:
    """Routes of one place, a row each; shares of a route's kilometres from 0 to 1.

    `doorstep` is the first part of a route, on streets whatever comes after; `unmapped` what no
    map knows; `blur` how much of it has no tag, so that the map can only say what such ways
    usually are; `slip_rough` and `slip_hard` by how much its tags are wrong, each time alike.
    """

    trail: Floats
    rough: Floats
    hard: Floats
    descent: Floats
    doorstep: Floats
    unmapped: Floats
    blur: Floats
    slip_rough: Floats
    slip_hard: Floats
    mapped: bool

    @classmethod
    def drawn(cls, rng: np.random.Generator, trail: float, count: int, *, mapped: bool) -> Place:
        """Routes around a usual share of trail; some in parks are neither rough nor hard."""
        shares = rng.beta(2.5 * trail + 0.15, 2.5 * (1 - trail) + 0.15, count)
        rough = shares * rng.uniform(0.25, 0.9, count)
        park = rng.random(count) < 0.25
        firm = np.where(park, rng.uniform(0.3, 0.7, count), rng.uniform(0.0, 0.25, count))
        hard = (1 - shares) * (1 - firm)
        wild = rng.random(count) < 0.15 + 0.25 * shares
        return cls(
            trail=shares,
            rough=rough,
            hard=hard,
            descent=1.6 * (shares - trail) + 0.6 * rng.standard_normal(count),
            doorstep=rng.uniform(0.05, 0.3, count),
            unmapped=np.where(wild, rng.uniform(0.05, 0.4, count), rng.uniform(0, 0.03, count)),
            blur=rng.uniform(0.0, 0.35, count),
            slip_rough=0.04 * rng.standard_normal(count),
            slip_hard=0.04 * rng.standard_normal(count),
            mapped=mapped,
        )


@dataclass(frozen=True)
class Trodden:
    """What was under each run, as it was run, and how well the map knows it; one entry a run."""

    rough: Floats
    hard: Floats
    unmapped: Floats
    blur: Floats
    slip_rough: Floats
    slip_hard: Floats
    indoors: Bools
    mapped: Bools


class Ways:
    """One runner's choice of ways, run by run."""

    def __init__(self, setting: Setting, days: NDArray[np.int64], hours: Floats, seed: int) -> None:
        rng = np.random.default_rng([seed, 7001])
        self.setting, self.days, self.hours, n = setting, days, hours, len(days)
        usual = TRAILS[int(rng.choice(3, p=[share for share, _ in TRAILS]))][1]
        home = Place.drawn(rng, usual, int(rng.integers(5, MOST_ROUTES + 1)), mapped=True)
        self.places = [home]
        self.where = np.zeros(setting.days, dtype=np.int64)
        for _ in range(rng.poisson(setting.days / 250)):
            begin = int(rng.integers(10, setting.days))
            self.where[begin : begin + int(rng.integers(7, 17))] = len(self.places)
            away = Place.drawn(rng, rng.uniform(0.2, 0.7), 3, mapped=bool(rng.random() < 0.4))
            self.places.append(away)
        self.shoe_liking = float(rng.normal())
        self.has_treadmill = bool(rng.random() < 0.25)
        winter = np.clip(np.cos(2 * np.pi * days / 365.25), 0, None)
        self.dark = winter * ((hours >= 17) | (hours < 8))
        self.winter = winter
        self.taste = _taste(setting, rng)[days]
        self.gumbel, self.dice = rng.gumbel(size=(n, MOST_ROUTES)), rng.random((n, 2))
        self.normal = rng.standard_normal((n, 2))
        self.found = {name: np.zeros(n) for name in Trodden.__annotations__}
        self.door, self.unfit = np.zeros(n), np.zeros(n)

    def choose(self, i: int, chosen: dict[str, float], shoe: int, avoid: float) -> dict[str, float]:
        """The way of run i, given all else that was chosen for it; true exposures in steps."""
        place = self.places[self.where[self.days[i]]]
        route = self._route(i, place, chosen["descent"], shoe, avoid)
        for name in ("rough", "hard", "unmapped", "blur", "slip_rough", "slip_hard"):
            self.found[name][i] = getattr(place, name)[route]
        self.found["mapped"][i] = place.mapped
        self.door[i] = place.doorstep[route]
        if self.setting.trail is not None:
            self._like_descent(i, chosen["descent"], self.setting.trail)
        flat = chosen["descent"] < -0.5 and self.where[self.days[i]] == 0
        if self.has_treadmill and flat and self.dice[i, 0] < 0.1 + 0.4 * self.winter[i]:
            self.found["indoors"][i] = 1.0
            self.found["rough"][i] = self.found["hard"][i] = 0.0
        worn = chosen["shoe_km"] * 300 >= WORN_KM
        stiff, new = chosen["shoe_stiffness"] > 0, chosen["novel_shoe"] > 0
        self.unfit[i] = float(stiff or new or worn)
        return self._steps(i)

    def _route(self, i: int, place: Place, descent: float, shoe: int, avoid: float) -> int:
        lure = -((descent - place.descent) ** 2) / (2 * 0.8**2)
        sunday = 0.8 * (self.days[i] % 7 == 6)
        shoe_pull = self.shoe_liking * (1.0 if shoe == 1 else -1.0)
        pull = 1.2 * self.taste[i] + sunday + shoe_pull - 2.0 * self.dark[i]
        lure = lure + pull * (place.trail - place.trail.mean())
        lure = lure - avoid * (2.0 * place.rough + 0.5 * place.hard)
        return int(np.argmax(lure + self.gumbel[i, : len(lure)]))

    def _like_descent(self, i: int, descent: float, r: float) -> None:
        """Rough ground that comes with descent at r, as where all trails are steep."""
        lean = r * descent / DESCENT_SD + np.sqrt(1 - r**2) * self.normal[i, 0]
        rough = float(np.clip((1.6 + 1.1 * lean) / QUARTERS, 0.0, 0.95))
        self.found["rough"][i] = rough
        self.found["hard"][i] = (1 - rough) * np.clip(0.7 + 0.15 * self.normal[i, 1], 0, 1)

    def cut(self, i: int, part: float) -> dict[str, float]:
        """What a run that ended early was on, in steps: it never got as far from the streets."""
        door, rough, hard = self.door[i], self.found["rough"][i], self.found["hard"][i]
        if not self.found["indoors"][i]:
            beyond = max(0.0, part - door) / part
            inside = max(0.0, (hard - 0.95 * door) / (1 - door))
            self.found["rough"][i] = rough * beyond / (1 - door)
            self.found["hard"][i] = (1 - beyond) * 0.95 + beyond * inside
        return self._steps(i)

    def _steps(self, i: int) -> dict[str, float]:
        hard = QUARTERS * float(self.found["hard"][i])
        rough = QUARTERS * float(self.found["rough"][i])
        return dict(zip(GROUND, (rough, hard, hard * float(self.unfit[i])), strict=True))

    def trodden(self) -> Trodden:
        """What was under all runs."""
        found = self.found
        return Trodden(
            rough=found["rough"],
            hard=found["hard"],
            unmapped=found["unmapped"],
            blur=found["blur"],
            slip_rough=found["slip_rough"],
            slip_hard=found["slip_hard"],
            indoors=found["indoors"] > 0,
            mapped=found["mapped"] > 0,
        )


def _taste(setting: Setting, rng: np.random.Generator) -> Floats:
    """How much trails are liked on each day: for weeks alike; by habit where that is asked."""
    out, at = np.empty(setting.days), 0
    weeks = setting.habit_weeks or (2.0, 8.0)
    while at < setting.days:
        last = at + int(7 * rng.uniform(*weeks))
        out[at:last] = rng.standard_normal() * (1.5 if setting.habit_weeks else 1.0)
        at = last
    return out
