"""Knee load of many runs at once, in easy kilometres, with what is not known carried along.

One easy kilometre is 1 km at 3.0 m/s on the level at the runner's own usual step length. Never
newtons: the model ranks one runner's own runs (EVIDENCE 2.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kneewise.evidence import coefficient
from kneewise.knee.inputs import Inputs, gathered
from kneewise.knee.mechanics import (
    Coefficients,
    draw,
    features,
    mean_coefficients,
    walking_share,
)
from kneewise.knee.pooled import paced, per_group
from kneewise.knee.steplength import StepLengthCurve, population_curve
from kneewise.knee.unevenness import NO_GROUND, Unevenness, unevenness
from kneewise.model.effect import Z90, Interval
from kneewise.model.ground import RunGround
from kneewise.model.history import KneeLoad
from kneewise.model.profile import RunProfile
from kneewise.model.words import say

F8 = NDArray[np.float64]

EXPONENTS = (1, 2, 4, 9)
"""Damage exponents of the band, each as likely as the others; 1 is the cumulative load."""

BAND_POINTS = 32
CHUNK_ROWS = 2_000  # a megabyte a table: stays in the cache
PEAK_KM = 0.02  # our choice: a peak that lasted a few steps is mostly a misread cadence
ROUNDING = 1e-6  # of a share that is a sum of kilometres
NOTHING = KneeLoad(None, None, None, None)


def knee_loads(
    profiles: Mapping[int, RunProfile],
    curves: Mapping[int, StepLengthCurve],
    ground: Mapping[int, RunGround] = NO_GROUND,
) -> dict[int, KneeLoad]:
    """Knee load of every run, keyed as `profiles`, which stand in time order.

    Where `ground` tells how uneven a run was, steps that vary more add to its damage and the
    interval holds what the map leaves open; elsewhere it holds all that is plausible.
    `curves` holds each run's step-length curve; without one the other runners' is used. The
    coefficients' uncertainty comes from seeded draws common to all runs. Step length that was
    not measured is the runner's own at that speed, slope the median of earlier runs (fewer
    than five: ordinary roads), and their spread widens the interval. A load is null only
    where distance or time is unknown.
    """
    known = {
        key: profile
        for key, profile in profiles.items()
        if profile.distance_km is not None
        and profile.moving_s is not None
        and len(profile.bins["km"])
    }
    if not known:
        return dict.fromkeys(profiles, NOTHING)
    others = population_curve()
    inputs = gathered(tuple(known.values()), [curves.get(key, others) for key in known])
    loads = _loads(inputs, draw(), unevenness([ground.get(key) for key in known]))
    return dict.fromkeys(profiles, NOTHING) | dict(zip(known, loads, strict=True))


def easy_km(
    profile: RunProfile, curve: StepLengthCurve | None = None, b: float = 1.0
) -> float | None:
    """The middle of a run's load alone, without an interval; None without distance or time."""
    if profile.distance_km is None or profile.moving_s is None or not len(profile.bins["km"]):
        return None
    return float(segment_load(profile, curve, b).sum())


def segment_load(profile: RunProfile, curve: StepLengthCurve | None = None, b: float = 1.0) -> F8:
    """The middle of the load of each segment in easy km: b = 1 cumulative, b = 4 damage.

    Unknown slope counts as level and unknown step length as usual.
    """
    bins = profile.bins
    if not len(bins["km"]):
        return np.zeros(profile.segment_count)
    speed_m_s = paced(profile)
    deviation = (curve or population_curve()).deviation(bins["step_length_m"], speed_m_s)
    seen = features(speed_m_s, np.nan_to_num(deviation), np.nan_to_num(bins["grade"]))
    middle = mean_coefficients().damage(b)[:, 0]
    running = bins["km"] * np.exp(seen @ middle)
    walked = bins["km"] * coefficient("walking_km").mean * walking_share(b)
    load = np.where(bins["walking"] > 0.5, walked, running)
    return per_group(bins["segment"].astype(np.intp), load, profile.segment_count)


def load_per_km(load: KneeLoad, distance_km: float | None) -> Interval | None:
    """Cumulative load of each kilometre of a run; None where either is unknown."""
    if load.cumulative is None or not distance_km:
        return None
    whole = load.cumulative
    return Interval(whole.low / distance_km, whole.mid / distance_km, whole.high / distance_km)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Per run and draw (first column: mean coefficients): load for each exponent, and ln peak."""

    damage: dict[int, F8]
    ln_peak: F8


def _loads(inputs: Inputs, coefficients: Coefficients, uneven: Unevenness) -> list[KneeLoad]:
    sums = _summed(inputs, coefficients)
    middle = {b: sums.damage[b][:, 0] * uneven.factor(b) for b in EXPONENTS}
    spread = {
        b: np.hypot(_spread(np.log(sums.damage[b])), _own_sd(inputs, coefficients, uneven, b))
        for b in EXPONENTS
    }
    band = _band(middle, spread)
    peak_sd = np.hypot(_spread(sums.ln_peak), _own_sd(inputs, coefficients, uneven, 0))
    peak = np.exp(sums.ln_peak[:, 0]) * uneven.factor(0)
    return [
        KneeLoad(
            cumulative=_interval(middle[1][i], spread[1][i]),
            damage=_interval(middle[4][i], spread[4][i]),
            damage_band=Interval(*band[i].tolist()),
            peak_relative=_interval(peak[i], peak_sd[i]),
            assumed=_assumed(inputs, i),
        )
        for i in range(inputs.runs)
    ]


def _summed(inputs: Inputs, coefficients: Coefficients) -> _Sums:
    columns = len(coefficients.table)
    damage = {
        b: inputs.walked_km[:, None]
        * np.exp(coefficients.column("walking_km"))[None]
        * walking_share(b)
        for b in EXPONENTS
    }
    walking_peak = np.log(walking_share(2))
    per_km, peak = coefficients.damage(1), coefficients.peak()
    ln_peak = np.full((inputs.runs, columns), walking_peak)
    for part in inputs.chunks(CHUNK_ROWS):
        run, starts = np.unique(inputs.run[part], return_index=True)
        seen = features(inputs.speed_m_s[part], inputs.deviation[part], inputs.grade[part])
        ln_force = seen @ peak
        lasting = ln_force.copy()
        lasting[_brief(inputs.km[part], starts)] = -np.inf
        ln_peak[run] = np.maximum.reduceat(lasting, starts)
        force = np.exp(ln_force)
        load = np.exp(seen @ per_km)
        load *= inputs.km[part][:, None]
        for b, more in zip(EXPONENTS, _powers(force), strict=True):
            load *= more
            damage[b][run] += np.add.reduceat(load, starts)
    return _Sums(damage, ln_peak)


def _powers(force: F8) -> tuple[F8 | float, ...]:
    """What takes the load from each exponent of `EXPONENTS` to the next."""
    square = force * force
    return 1.0, force, square, square * square * force


def _brief(km: F8, starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Bins too short for a peak, where their run has longer ones."""
    longest = np.maximum.reduceat(km, starts)
    least = np.minimum(PEAK_KM, longest)
    return np.asarray(km < np.repeat(least, np.diff(np.append(starts, len(km)))))


def _spread(ln_values: F8) -> F8:
    """Spread over the draws about the value at the mean coefficients."""
    return np.asarray(np.sqrt(np.mean((ln_values[:, 1:] - ln_values[:, :1]) ** 2, axis=1)))


def _own_sd(inputs: Inputs, coefficients: Coefficients, uneven: Unevenness, b: int) -> F8:
    """Spread of ln load that is a run's own: ground, shoe, distance, and inputs not measured.

    `b` 0 stands for the peak. Ground and shoe act on every peak, so they count b times.
    """
    weights = coefficients.damage(b) if b > 0 else coefficients.peak()
    _, step, slope, _, _ = np.sqrt(np.mean(weights[:, 1:] ** 2, axis=1))
    fixed: list[F8 | float] = [
        uneven.surface_sd(b),
        max(b, 1) * coefficient("shoe").sd,
        coefficient("distance_error").sd if b > 0 else 0.0,
        uneven.scatter_sd(b),
    ]
    unmeasured = (step * inputs.step_sd) ** 2 + (slope * inputs.grade_sd) ** 2
    return np.asarray(np.sqrt(sum(one**2 for one in fixed) + unmeasured))


def _band(middle: Mapping[int, F8], spread: Mapping[int, F8]) -> F8:
    """5, 50 and 95 % of the load with every exponent as likely as the others; runs × 3."""
    normal = NormalDist()
    points = np.array([normal.inv_cdf((i + 0.5) / BAND_POINTS) for i in range(BAND_POINTS)])
    values = np.concatenate(
        [middle[b][:, None] * np.exp(points * spread[b][:, None]) for b in EXPONENTS], axis=1
    )
    return np.asarray(np.quantile(values, [0.05, 0.5, 0.95], axis=1).T)


def _interval(middle: float, sd: float) -> Interval:
    width = float(np.exp(Z90 * sd))
    return Interval(float(middle) / width, float(middle), float(middle) * width)


def _assumed(inputs: Inputs, i: int) -> tuple[str, ...]:
    out = []
    if inputs.grade_unknown[i] > 0:
        key = "grade_own" if inputs.own_grade[i] else "grade_others"
        out.append(_say(key, inputs.grade_unknown[i]))
    if inputs.step_unknown[i] > 0:
        key = "step_own" if inputs.own_curve[i] else "step_others"
        out.append(_say(key, inputs.step_unknown[i]))
    elif not inputs.own_curve[i] and inputs.walked_share[i] < 1:
        out.append(say("kneewise.knee", "curve_others"))
    return tuple(out)


def _say(key: str, share: float) -> str:
    if share >= 1.0 - ROUNDING:
        return say("kneewise.knee", f"{key}.all")
    return say("kneewise.knee", key, share=f"{min(max(round(100 * share), 1), 99)} %")
