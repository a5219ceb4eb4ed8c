"""What was under a run: matched samples and the surfaces of their ways, summed by segment.

    pieces = cut_in_pieces(distance_m, match.way, edges_m)
    ground = Under(network, surfaces_of(network)).of(match, pieces, segments)

A matched sample is on the mixture of all ways it may be on, each weighed by its probability among
the known ones; a sample on no way is unknown whatever lies beside it. What a way is made of is one
thing along the whole of it, and ways are wrong together (`UNTAGGED_TOGETHER`), so the intervals
count ways and not samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.surface import STREET
from kneewise.model.effect import Z90, Interval
from kneewise.model.ground import (
    EVENNESS_CLASSES,
    EVENNESS_COLUMNS,
    GROUND_COLUMNS,
    HARDNESS_CLASSES,
    HARDNESS_COLUMNS,
    STEP_CV,
    GroundTotals,
    MapSource,
    RunGround,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching import Match
    from kneewise.ground.network import Network
    from kneewise.ground.surface import Surfaces

    F8 = NDArray[np.float64]
    Whole = NDArray[np.int64]

UNTAGGED_TOGETHER = 0.45
"""Correlation of what two ways without a tag are made of: mappers leave out whole neighbourhoods,
and these are alike. Set on the five real extracts, with the tags of whole streets hidden: 90 %
intervals of runs along random ways then hold about as often as they say, 9 times in 10
(`tests/ground/test_under_real.py`)."""

TAGGED_TOGETHER = 0.2
"""The same of two ways whose like tag says the same of both; our choice, for want of a measure of
how mappers err."""

GAP_M = 100.0
"""Between samples further apart than this the way is known only where both are on the same one;
our choice, above what watches leave between samples on a straight."""

WIDTH = EVENNESS_CLASSES + HARDNESS_CLASSES


@dataclass(frozen=True, slots=True)
class Pieces:
    """A run cut where the sample or the segment changes: three equally long columns.

    `sample` is -1 where nobody knows what was run on between two samples.
    """

    sample: Whole
    segment: Whole
    km: F8


@dataclass(frozen=True, slots=True)
class SegmentKm:
    """What the profile and the watch say of each segment: equally long."""

    km: F8
    watched_cv: F8


def cut_in_pieces(distance_m: F8, way: Whole, edges_m: F8) -> Pieces:
    """Every metre with its sample and its segment.

    `distance_m` (n,) is counted at each sample and never falls, `way` (n,) the matched one, and
    `edges_m` (segments + 1,) where the segments begin and the last one ends. A metre belongs to
    the nearer one of the two samples around it, so that half of it each way is a sample's.
    """
    if not len(distance_m):
        return Pieces(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    middles = (distance_m[:-1] + distance_m[1:]) / 2
    cuts = np.sort(np.concatenate([distance_m, middles, edges_m]))
    cuts = cuts[(cuts >= max(distance_m[0], edges_m[0])) & (cuts <= edges_m[-1])]
    length, at = np.diff(cuts), (cuts[:-1] + cuts[1:]) / 2
    real = (length > 0) & (at <= distance_m[-1])
    length, at = length[real], at[real]
    sample = np.searchsorted(middles, at)
    left = np.clip(np.searchsorted(distance_m, at) - 1, 0, max(len(distance_m) - 2, 0))
    right = np.minimum(left + 1, len(distance_m) - 1)
    unseen = (distance_m[right] - distance_m[left] > GAP_M) & (way[left] != way[right])
    segment = np.clip(np.searchsorted(edges_m, at) - 1, 0, len(edges_m) - 2)
    return Pieces(np.where(unseen, -1, sample), segment, length / 1000.0)


@dataclass(frozen=True)
class Under:
    """The ways of one place, and what each of them probably is."""

    network: Network
    surfaces: Surfaces

    @cached_property
    def kinds(self) -> Whole:
        """Number of what speaks for every way, 0 where no tag of its own does.

        Ways of one number are wrong together.
        """
        evidence = self.surfaces.evidence.astype(np.int64)
        tagged = (evidence > 0) & (evidence != STREET)
        said = 1 + evidence * EVENNESS_CLASSES + self.surfaces.evenness.argmax(axis=1)
        return np.where(tagged, said, 0)

    def of(
        self, match: Match, pieces: Pieces, segments: SegmentKm, sources: tuple[MapSource, ...]
    ) -> RunGround:
        """The ground of one run; `sources` are the maps that cover it."""
        classes, weather = self._of_samples(match)
        way = np.where(pieces.sample >= 0, match.way[pieces.sample], -1)
        on = np.flatnonzero(way >= 0)
        sample, segment, km, way = pieces.sample[on], pieces.segment[on], pieces.km[on], way[on]
        count = len(segments.km)
        columns = {
            "watched_cv": segments.watched_cv,
            "weather_km": _total(segment, km * weather[sample], count),
            "certainty": _mean(segment, match.probability[sample], km, count),
        }
        parts = _Parts.of(segment, way, km, classes[sample], self.kinds)
        whole = _Parts.of(np.zeros_like(segment), way, km, classes[sample], self.kinds)
        return RunGround(
            segments=_by_segment(parts, segments.km, columns),
            totals=_totals(whole, segments.km, columns["weather_km"]),
            maps=sources,
        )

    def _of_samples(self, match: Match) -> tuple[F8, F8]:
        """(n, 9) probabilities of evenness and hardness, and (n,) of weather, of known ways."""
        count = len(match.way)
        table = np.column_stack(
            [self.surfaces.evenness, self.surfaces.hardness, self.surfaces.weather]
        )
        at, way, weight = match.candidate_sample, match.candidate_way, match.candidate_probability
        total = np.bincount(at, weight, count)
        found = (
            np.column_stack([np.bincount(at, weight * column[way], count) for column in table.T])
            / np.where(total > 0, total, 1.0)[:, None]
        )
        bare = np.flatnonzero((total <= 0) & (match.way >= 0))
        found[bare] = table[match.way[bare]]
        return found[:, :WIDTH], found[:, WIDTH]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Km on each way of each segment, with what that way may be: one row a (segment, way)."""

    segment: Whole
    kind: Whole
    km: F8
    class_km: F8  # (rows, 9)

    @classmethod
    def of(cls, segment: Whole, way: Whole, km: F8, classes: F8, kinds: Whole) -> _Parts:
        """Pieces of the same way in the same segment added up."""
        both, row = np.unique(segment * len(kinds) + way, return_inverse=True)
        count = len(both)
        return cls(
            segment=both // max(len(kinds), 1),
            kind=kinds[both % max(len(kinds), 1)],
            km=_total(row, km, count),
            class_km=_summed(row, km[:, None] * classes, count),
        )

    def sd_km(self, values: F8, squares: F8, count: int) -> F8:
        """Sd by segment of a sum over ways, from each way's mean value and mean square.

        `values` and `squares` (rows, k) are per km. Of each kind (1 - r) Σ s² + r (Σ s)².
        """
        own = self.km[:, None] * np.sqrt(np.maximum(squares - values**2, 0.0))
        kinds = int(self.kind.max(initial=0)) + 1
        groups, group = np.unique(self.segment * kinds + self.kind, return_inverse=True)
        untagged = groups % kinds == 0
        r = np.where(untagged, UNTAGGED_TOGETHER, TAGGED_TOGETHER)[:, None]
        alone = _summed(group, own**2, len(groups))
        together = _summed(group, own, len(groups)) ** 2
        both = (1.0 - r) * alone + r * together
        return np.asarray(np.sqrt(_summed(groups // kinds, both, count)))


def unknown_ground(
    segments: SegmentKm, because: str, sources: tuple[MapSource, ...] = ()
) -> RunGround:
    """A run of which all is unknown, for a reason of `BECAUSE`."""
    whole, count = np.empty(0, np.int64), len(segments.km)
    nothing = _Parts.of(whole, whole, np.empty(0), np.empty((0, WIDTH)), whole)
    columns = {
        "watched_cv": segments.watched_cv,
        "weather_km": np.zeros(count),
        "certainty": np.full(count, np.nan),
    }
    return RunGround(
        segments=_by_segment(nothing, segments.km, columns),
        totals=_totals(nothing, segments.km, columns["weather_km"]),
        maps=sources,
        because=because,
    )


def _by_segment(parts: _Parts, km: F8, columns: Mapping[str, F8]) -> Mapping[str, F8]:
    """Every column of `GROUND_COLUMNS`; what is left of `km` is unknown."""
    count = len(km)
    matched = _total(parts.segment, parts.km, count)
    class_km = _summed(parts.segment, parts.class_km, count)
    cv, cv_sd = _step_cv(parts, count)
    found = {
        "km": km,
        "matched_km": matched,
        "unknown_km": _left(km, matched),
        **dict(zip((*EVENNESS_COLUMNS, *HARDNESS_COLUMNS), class_km.T, strict=True)),
        "step_cv": cv,
        "step_cv_sd": cv_sd,
        **columns,
    }
    return {name: np.ascontiguousarray(found[name]) for name in GROUND_COLUMNS}


def _left(km: F8, matched: F8) -> F8:
    """What was not matched; 0 where only rounding is left."""
    left = km - matched
    return np.where(left > 1e-9, left, 0.0)


def _step_cv(parts: _Parts, count: int) -> tuple[F8, F8]:
    """Mean expected step variability over the matched km of each segment, and its sd."""
    table = np.array(STEP_CV)
    even = parts.class_km[:, :EVENNESS_CLASSES]
    values = (even @ table)[:, None] / parts.km[:, None]
    squares = (even @ table**2)[:, None] / parts.km[:, None]
    matched = np.bincount(parts.segment, parts.km, count)
    some = np.where(matched > 0, matched, np.nan)
    total = np.bincount(parts.segment, even @ table, count)
    return total / some, parts.sd_km(values, squares, count)[:, 0] / some


def _totals(whole: _Parts, km: F8, weather_km: F8) -> GroundTotals:
    total, matched = float(km.sum()), float(whole.km.sum())
    if total <= 0:
        return GroundTotals(total, 0.0, 0.0, None, None, None, None, None)
    left = float(_left(np.array([total]), np.array([matched]))[0])
    shares = _shares(whole, total)
    cv, sd = (float(column[0]) for column in _step_cv(whole, 1))
    between = Interval(max(STEP_CV[0], cv - Z90 * sd), cv, min(STEP_CV[-1], cv + Z90 * sd))
    return GroundTotals(
        km=total,
        matched_km=total - left,
        unknown_km=left,
        unknown=left / total,
        evenness=shares[:EVENNESS_CLASSES],
        hardness=shares[EVENNESS_CLASSES:],
        step_cv=between if matched > 0 else None,
        weather=float(weather_km.sum()) / total,
    )


def _shares(whole: _Parts, km: float) -> tuple[Interval, ...]:
    """Share of the run's km on each class, 90 %, as beta distributions within what is matched."""
    matched = float(whole.km.sum())
    if matched <= 0:
        return (Interval(0.0, 0.0, 0.0),) * WIDTH
    share = whole.class_km / whole.km[:, None]
    middle = whole.class_km.sum(axis=0) / matched
    sd = whole.sd_km(share, share, 1)[0] / matched
    low, high = beta_interval(middle, sd)
    part = min(matched / km, 1.0)
    rows = (part * np.column_stack([low, middle, high])).tolist()
    return tuple(Interval(*row) for row in rows)


def beta_interval(middle: F8, sd: F8) -> tuple[F8, F8]:
    """5 and 95 % of shares with these means and sds; the mean itself where nothing is open."""
    from scipy.special import betaincinv

    most = middle * (1.0 - middle)
    open_ = (most > 1e-9) & (sd > 1e-6)
    weight = most[open_] / np.minimum(sd[open_] ** 2, 0.98 * most[open_]) - 1.0
    a, b = middle[open_] * weight, (1.0 - middle[open_]) * weight
    low, high = middle.copy(), middle.copy()
    low[open_] = np.minimum(betaincinv(a, b, 0.05), middle[open_])
    high[open_] = np.maximum(betaincinv(a, b, 0.95), middle[open_])
    return low, high


def _total(row: Whole, values: F8, count: int) -> F8:
    """Values added up by their number; `bincount` of nothing would be whole numbers."""
    return np.bincount(row, values, count).astype(np.float64)


def _summed(row: Whole, values: F8, count: int) -> F8:
    """Rows of (n, k) added up by their number."""
    columns = [_total(row, column, count) for column in values.T]
    return np.column_stack(columns).reshape(count, values.shape[1])


def _mean(row: Whole, values: F8, weights: F8, count: int) -> F8:
    weight = np.bincount(row, weights, count)
    total = np.bincount(row, weights * values, count)
    return np.asarray(total / np.where(weight > 0, weight, np.nan))
