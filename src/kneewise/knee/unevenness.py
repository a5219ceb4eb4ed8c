"""What uneven ground does to knee load: steps that vary more, and the term of the surface itself.

Damage of exponent b grows by 1 + b(b-1)/2 CV² for a step variability CV (Jensen), and by b times
the surface term s. Both are relative to firm even ground (CV 5 %, s 0). A run of unknown ground
keeps the middle of even ground and the whole spread of what ground may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kneewise.evidence import coefficient
from kneewise.knee.mechanics import scatter_factor
from kneewise.model.effect import Z90
from kneewise.model.ground import RunGround

F8 = NDArray[np.float64]

NO_GROUND: Mapping[int, RunGround] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unevenness:
    """How uneven each run's ground was, equally long columns.

    `known` is the share of its km whose ground is known, 0 where none is; `cv` the step
    variability expected on these and `cv_sd` its sd: what the map leaves open, and half of what
    it lies above even ground, since how a person's steps answer is unknown.
    """

    known: F8
    cv: F8
    cv_sd: F8

    @property
    def degree(self) -> F8:
        """From 0 on even ground to 1 on ground as uneven as was studied, times the known share."""
        even, rough = _scatter()
        return self.known * np.clip((self.cv - even) / (rough - even), 0.0, 1.0)

    def factor(self, b: int) -> F8:
        """What multiplies the damage of exponent b (0: the peak) of even ground; 1 if unknown."""
        surface = np.exp(max(b, 1) * coefficient("surface_uneven").mean * self.degree)
        steps = scatter_factor(b, self.cv)
        found: F8 = surface * (self.known * steps + (1.0 - self.known))
        return np.where(self.known > 0, found, 1.0)

    def scatter_sd(self, b: int) -> F8:
        """Sd of ln damage from what is not known of the steps' variability."""
        unknown = float(np.log(scatter_factor(b, _scatter()[1]))) / Z90
        high = np.log(scatter_factor(b, self.cv + self.cv_sd))
        low = np.log(scatter_factor(b, self.cv - self.cv_sd))
        found: F8 = self.known * (high - low) / 2 + (1.0 - self.known) * unknown
        return np.where(self.known > 0, found, unknown)

    def surface_sd(self, b: int) -> F8:
        """Sd of ln damage from the surface term, between that of even and of uneven ground."""
        even, uneven = coefficient("surface").sd, coefficient("surface_uneven").sd
        mixed = np.sqrt(even**2 + self.degree * (uneven**2 - even**2))
        return max(b, 1) * np.where(self.known > 0, mixed, even)


def unevenness(grounds: Sequence[RunGround | None]) -> Unevenness:
    """The unevenness of some runs, from the totals of their ground."""
    even, _ = _scatter()
    answer = coefficient("individual_response").sd
    count = len(grounds)
    known, cv, sd = np.zeros(count), np.full(count, even), np.zeros(count)
    for place, ground in enumerate(grounds):
        totals = None if ground is None else ground.totals
        if totals is None or totals.step_cv is None or totals.unknown is None:
            continue
        between = totals.step_cv
        known[place], cv[place] = 1.0 - totals.unknown, between.mid
        sd[place] = np.hypot((between.high - between.mid) / Z90, answer * (between.mid - even))
    return Unevenness(known, cv, sd)


def _scatter() -> tuple[float, float]:
    return coefficient("step_scatter").mean, coefficient("step_scatter_rough").mean
