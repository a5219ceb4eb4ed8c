"""What a ranking says of each suspect: once, with its step in words, and nothing unsafe."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from tests.builders import busy_history

from kneewise.causes import all_causes, exposure_table
from kneewise.model.diary import Side
from kneewise.model.ranking import CauseVerdict
from kneewise.why import Question, rank
from kneewise.why.answer import mixture_interval, research
from kneewise.why.effects import INNER_LEVELS


@dataclass(frozen=True)
class Unstudied:
    """A prior of which no study was found."""

    mean: float = 0.5
    sd: float = 0.2
    studies: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def ranking():
    """The answer for a simulated history through the real causes."""
    history = busy_history(seed=5, runs=160)
    return rank(history, exposure_table(history), Question(side=Side.LEFT))


def test_every_cause_stands_once_under_the_name_of_its_file(ranking):
    names = [cause.name for cause in ranking.causes]
    assert len(names) == len(set(names))
    assert set(names) <= {cause.name for cause in all_causes()}


def test_every_step_is_a_phrase_and_no_bare_unit(ranking):
    for cause in ranking.causes:
        assert len(cause.unit.split()) >= 3, (cause.name, cause.unit)


def test_the_middle_of_what_research_says_is_its_median():
    mean, sd = 0.4, 0.35
    rng = np.random.default_rng(3)
    real = rng.random(200_000) < 0.2
    draws = np.exp(np.where(real, rng.normal(mean, sd, 200_000), rng.normal(0, 0.05, 200_000)))
    found = mixture_interval(mean, sd)
    assert (found.low, found.mid, found.high) == pytest.approx(
        np.quantile(draws, (0.05, 0.5, 0.95)), rel=0.02
    )


def test_without_a_study_research_suspects_nothing(ranking):
    column = replace(exposure_table(busy_history(seed=5, runs=20)).columns[0], sources=())
    assert research([column], {column.prior: Unstudied()}).p_slab[0] == 0.0
    studied = replace(column, sources=("FRANDSEN2025",))
    assert research([studied], {column.prior: Unstudied()}).p_slab[0] > 0.9
    for cause in ranking.causes:
        if cause.verdict is CauseVerdict.SUSPECTED and cause.learnt == 0:
            assert cause.sources


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_advised_adds_load(seed):
    history = busy_history(seed=seed, runs=120)
    answer = rank(history, exposure_table(history), Question(side=Side.LEFT))
    said = " ".join(answer.next).lower()
    for unsafe in ("runs of the other kind", "two runs on", "longer run", "run more", "faster"):
        assert unsafe not in said


def test_a_half_range_lies_within_the_whole_one(ranking):
    for cause in ranking.causes:
        pairs = [(cause.prior, cause.prior_inner)]
        if cause.effect is not None:
            pairs.append((cause.effect, cause.effect_inner))
        for outer, inner in pairs:
            assert outer.low <= inner.low <= inner.mid <= inner.high <= outer.high
            assert inner.mid == outer.mid


def test_the_half_range_of_what_research_says_is_that_of_its_quarters():
    mean, sd = 0.4, 0.35
    rng = np.random.default_rng(3)
    real = rng.random(200_000) < 0.2
    draws = np.exp(np.where(real, rng.normal(mean, sd, 200_000), rng.normal(0, 0.05, 200_000)))
    found = mixture_interval(mean, sd, INNER_LEVELS)
    assert (found.low, found.high) == pytest.approx(np.quantile(draws, (0.25, 0.75)), rel=0.02)
