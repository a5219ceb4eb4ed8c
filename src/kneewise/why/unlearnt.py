"""Causes of which the diary says nothing: never varied, never measured, or no diary at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kneewise.model.numbers import counted
from kneewise.model.ranking import CauseVerdict, RankedCause
from kneewise.why.answer import (
    Research,
    label_of,
    percentile_at,
    phrase,
    seen_at,
    sources_of,
    step_words,
)
from kneewise.why.opened import Opened

Bools = NDArray[np.bool_]

ABOVE = 0.25
"""Steps above the reference from which a graded exposure counts as there: our choice."""


def there(opened: Opened) -> Bools:
    """Whether each of all columns stood above its reference at the index run, (all,)."""
    scaled = opened.everything
    if opened.index is None:
        return np.zeros(len(scaled.columns), dtype=bool)
    binary = np.array([column.binary for column in scaled.columns], dtype=bool)
    steps = np.nan_to_num(scaled.steps[opened.index], nan=0.0)
    return np.asarray(steps > np.where(binary, 0.0, ABOVE))


def unlearnt(opened: Opened, known: Research, k: int, *, suspected: bool) -> RankedCause:
    """A cause with what research says of it alone; `effect` is unknown and nothing is learnt."""
    column = opened.everything.columns[k]
    rated = int(opened.case.diaries[0].rated.sum())
    told = counted(rated, "rated run")
    held = () if suspected or rated == 0 else (phrase("held.cant_tell", rated=told),)
    return RankedCause(
        name=column.cause,
        label=label_of(column),
        verdict=CauseVerdict.SUSPECTED if suspected else CauseVerdict.CANT_TELL,
        unit=step_words(column, float(opened.everything.step[k]), opened.priors),
        prior=known.interval[k],
        effect=None,
        probability=float(known.p[k]),
        learnt=0.0,
        contribution=None,
        sources=sources_of(column, opened.priors),
        seen=seen_at(column, opened.index),
        percentile=percentile_at(column, opened.index),
        held_back=held,
        prior_rank=known.rank[k],
        prior_inner=known.inner[k],
    )


def never_varied(opened: Opened, known: Research) -> list[tuple[RankedCause, float]]:
    """Columns left out of the fits, each with its place in the order (P(RR > 1.2)).

    Can't tell, however likely by research: what is always there explains no single run.
    """
    fitted = set(opened.case.contrast.names)
    return [
        (unlearnt(opened, known, k, suspected=False), float(known.p[k]))
        for k, column in enumerate(opened.everything.columns)
        if column.name not in fitted
    ]
