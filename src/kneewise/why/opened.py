"""A question opened: which knee, which run, which columns, all in the order of the runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.diary import Episode, Side
from kneewise.model.effect import Z90, Interval
from kneewise.model.exposure import ExposureColumn, ExposureTable, Kind, Timing
from kneewise.model.history import History
from kneewise.model.ranking import Trait
from kneewise.why.answer import label_of, sources_of
from kneewise.why.design import Case, open_case
from kneewise.why.exposures import Contrast, in_run_order, testable
from kneewise.why.fits import UNKNOWN_PRIOR, Priors
from kneewise.why.impute import imputed, needs
from kneewise.why.question import Question, as_of, asked_episode, asked_side, index_run

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Opened:
    """What every step of an answer needs.

    `everything` are all columns a diary could teach; the case holds those of them that varied
    over the rated runs, with values that pain shortened at their expectation, `raw` the same as
    they came. `index` is a place in the runs.
    """

    history: History
    table: ExposureTable
    priors: Priors
    side: Side
    episode: Episode | None
    everything: Contrast
    raw: tuple[ExposureColumn, ...]
    case: Case
    index: int | None

    @property
    def days(self) -> Floats:
        """Ordinal local day of each run."""
        return np.array([run.day.toordinal() for run in self.history.runs], dtype=np.float64)

    @property
    def imputed_runs(self) -> int:
        """How many runs were cut short without a known plan."""
        found = {run for column in self.raw for run in needs(self.history, column)}
        return len(found)


def open_question(
    history: History, table: ExposureTable, question: Question, priors: Priors
) -> Opened:
    """Read the question onto the material."""
    history = as_of(history, question.today)
    table = in_run_order(table, [run.id for run in history.runs])
    side = asked_side(history, question)
    episode = asked_episode(history, question, side)
    columns = testable(table)
    case = open_case(history, tuple(imputed(history, c, None) for c in columns), side)
    index = index_run(history, case.diaries[0], episode)
    everything = case.contrast
    moving = varied(everything, case.diaries[0].rated)
    raw = tuple(column for column, moved in zip(columns, moving, strict=True) if moved)
    case = replace(case, contrast=everything.part(moving))
    return Opened(history, table, priors, side, episode, everything, raw, case, index)


def varied(scaled: Contrast, rated: Bools) -> Bools:
    """Columns with at least two values over the rated runs, (J,); others teach nothing."""
    steps = scaled.steps[rated]
    return np.array([len(np.unique(one[~np.isnan(one)])) > 1 for one in steps.T], dtype=bool)


def reactive(table: ExposureTable) -> tuple[ExposureColumn, ...]:
    """Columns that can follow pain."""
    return tuple(c for c in table.columns if c.kind is Kind.RUN and c.timing is Timing.REACTIVE)


def traits(opened: Opened) -> tuple[Trait, ...]:
    """What never changes in one runner: prior only."""
    out = []
    for column in opened.table.columns:
        if column.kind is not Kind.TRAIT:
            continue
        known = [cell.value for cell in column.cells if cell.value is not None]
        prior = opened.priors.get(column.prior)
        mean, sd = UNKNOWN_PRIOR if prior is None else (prior.mean, prior.sd)
        low, mid, high = np.exp(mean + sd * np.array([-Z90, 0.0, Z90]))
        out.append(
            Trait(
                name=column.cause,
                label=label_of(column),
                present=None if not known else known[-1] > 0,
                prior=Interval(float(low), float(mid), float(high)),
                sources=sources_of(column, opened.priors),
            )
        )
    return tuple(out)
