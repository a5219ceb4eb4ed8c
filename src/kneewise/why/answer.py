"""One suspect after another as the runner will see it, from columns to causes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from kneewise.evidence import Prior
from kneewise.model.effect import Interval
from kneewise.model.exposure import ExposureColumn, Known, ReferenceKind
from kneewise.model.quantity import Rough, as_measured
from kneewise.model.ranking import CauseVerdict, RankedCause
from kneewise.model.words import load_words, say
from kneewise.why.effects import INNER_LEVELS, LEVELS
from kneewise.why.exposures import Contrast, own_reference, own_step, values
from kneewise.why.fits import Priors, log_rr
from kneewise.why.mixture import NARROW_SD, P_REAL
from kneewise.why.naming import LN_12

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HERE = "kneewise.why"
RECENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Research:
    """What is believed before any rating, a column each.

    The mixture's 90 % interval as RR a step (`inner`: 50 %), its P(RR > 1.2), the same under the
    slab alone, and the column's place by it (1 is first).
    """

    interval: tuple[Interval, ...]
    inner: tuple[Interval, ...]
    p: Floats
    p_slab: Floats
    rank: tuple[int, ...]


def research(columns: Sequence[ExposureColumn], priors: Priors) -> Research:
    """Priors of columns. Where no study was found, research suspects nothing (`p_slab` is 0)."""
    mean, sd = log_rr(columns, priors)
    p_real = ndtr((mean - LN_12) / sd)
    p = P_REAL * p_real + (1 - P_REAL) * ndtr(-LN_12 / NARROW_SD)
    studied = np.array([bool(sources_of(column, priors)) for column in columns], dtype=bool)
    p_slab = np.where(studied, p_real, 0.0)
    order = np.argsort(-p, kind="stable")
    rank = np.empty(len(order), dtype=int)
    rank[order] = np.arange(1, len(order) + 1)
    return Research(
        tuple(mixture_interval(m, s) for m, s in zip(mean, sd, strict=True)),
        tuple(mixture_interval(m, s, INNER_LEVELS) for m, s in zip(mean, sd, strict=True)),
        p,
        p_slab,
        tuple(int(r) for r in rank),
    )


def mixture_interval(mean: float, sd: float, levels: tuple[float, float] = LEVELS) -> Interval:
    """90 % interval (or another) and median of RR under the mixture of narrow and slab."""
    grid = np.linspace(-3, 3, 6001)
    cdf = (1 - P_REAL) * ndtr(grid / NARROW_SD) + P_REAL * ndtr((grid - mean) / sd)
    low, middle, high = np.exp(np.interp((levels[0], 0.5, levels[1]), cdf, grid))
    return Interval(float(low), float(middle), float(high))


def label_of(column: ExposureColumn) -> str:
    """The column's own name in words, else its cause's, else its name with spaces."""
    said = cause_words(column.name, "label") or cause_words(column.cause, "label")
    return said or column.name.replace("_", " ")


def cause_words(name: str, part: str) -> str | None:
    """What a cause says of itself (`label`, `lever`, `measured`); None where it says nothing."""
    found = load_words("kneewise.causes").get(f"{name}.{part}")
    return None if found is None else found.text


def step_words(column: ExposureColumn, size: float, priors: Priors) -> str:
    """One step in words; one of the runner's own standard deviations with its size."""
    prior = priors.get(column.prior)
    if column.step is None:
        return phrase("step.own", size=Rough(size, column.unit, 2))
    if isinstance(prior, Prior):
        return prior.step
    return f"{size:g} {column.unit}"


def seen_at(column: ExposureColumn, index: int | None) -> str | None:
    """What was measured at one run, in words; None where unknown."""
    if index is None:
        return None
    cell = column.cells[index]
    if cell.reason:
        return cell.reason
    if cell.value is None or cell.known is Known.UNKNOWN:
        return None
    if column.binary:
        return say(HERE, "seen.yes" if cell.value > 0 else "seen.no")
    return say(HERE, "seen.value", value=as_measured(cell.value, column.unit))


def percentile_at(column: ExposureColumn, index: int | None) -> float | None:
    """Where that stands among the runner's runs up to then, 0-100; None for yes/no."""
    if index is None or column.binary:
        return None
    return percentile_of(values(column)[: index + 1])


def percentile_of(raw: Floats) -> float | None:
    """Where the last of these values stands among those before it, 0-100; None for fewer than 9."""
    if np.isnan(raw[-1]) or (~np.isnan(raw)).sum() < 10:
        return None
    past = raw[:-1][~np.isnan(raw[:-1])]
    return float(100 * ((past < raw[-1]).mean() + 0.5 * (past == raw[-1]).mean()))


def index_steps(scaled: Contrast, usual: Bools, days: Floats, index: int) -> Floats:
    """Steps (J,) of the index run above its reference; gaps are 0.

    Own medians are those of the usual runs in the 90 days before.
    """
    out: Floats = np.nan_to_num(scaled.steps[index], nan=0.0)
    recent = usual & (days < days[index]) & (days >= days[index] - RECENT_DAYS)
    for j, column in enumerate(scaled.columns):
        if column.reference.kind is ReferenceKind.OWN_MEDIAN and recent.sum() >= 5:
            shift = own_reference(column, values(column), recent) - scaled.reference[j]
            out[j] -= 0.0 if np.isnan(scaled.steps[index, j]) else shift / scaled.step[j]
    return out


def reactive_causes(
    columns: Sequence[ExposureColumn], priors: Priors, index: int | None
) -> tuple[RankedCause, ...]:
    """What can follow pain: listed apart, never ranked."""
    known = research(columns, priors)
    sizes = [own_step(column, values(column)) for column in columns]
    return tuple(
        RankedCause(
            name=column.cause,
            label=label_of(column),
            verdict=CauseVerdict.GOES_ALONG,
            unit=step_words(column, sizes[j], priors),
            prior=known.interval[j],
            effect=None,
            probability=None,
            learnt=None,
            contribution=None,
            sources=sources_of(column, priors),
            seen=seen_at(column, index),
            percentile=percentile_at(column, index),
            prior_inner=known.inner[j],
        )
        for j, column in enumerate(columns)
    )


def sources_of(column: ExposureColumn, priors: Priors) -> tuple[str, ...]:
    """Study keys of the column and its prior, each once."""
    prior = priors.get(column.prior)
    keys = (*column.sources, *(prior.studies if prior is not None else ()))
    return tuple(dict.fromkeys(keys))


def one_a_cause(causes: Sequence[tuple[RankedCause, float]]) -> tuple[RankedCause, ...]:
    """Of several columns of one cause the one that says most, in order of the score."""
    best: dict[str, tuple[int, float, RankedCause]] = {}
    for cause, score in causes:
        place = (_WEIGHT.get(cause.verdict, 0), score, cause)
        if cause.name not in best or place[:2] > best[cause.name][:2]:
            best[cause.name] = place
    ordered = sorted(best.values(), key=lambda place: (-place[1], place[2].name))
    return tuple(cause for _, _, cause in ordered)


def joined(
    ranked: Sequence[RankedCause], followers: Sequence[RankedCause]
) -> tuple[RankedCause, ...]:
    """Each cause once: as a follower of pain, unless what it was before pain has a verdict."""
    told = {cause.name for cause in ranked if cause.verdict in _SAID}
    along = {cause.name for cause in followers} - told
    return (
        *(cause for cause in ranked if cause.name not in along),
        *(cause for cause in followers if cause.name in along),
    )


_SAID = (CauseVerdict.NAMED, CauseVerdict.NOT_SEPARABLE, CauseVerdict.SUSPECTED)
_WEIGHT: Mapping[CauseVerdict, int] = {
    CauseVerdict.NAMED: 4,
    CauseVerdict.NOT_SEPARABLE: 3,
    CauseVerdict.SUSPECTED: 2,
    CauseVerdict.CANT_TELL: 1,
}


def phrase(sentence_id: str, **slots: object) -> str:
    """A sentence of this room. Raises NotFoundError for an id that is not there."""
    return say(HERE, sentence_id, **slots)
