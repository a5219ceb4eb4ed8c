"""One encoder for every answer, and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.journal.decoding import ranking_from
from kneewise.journal.encoding import plain, to_json
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.ranking import (
    CauseVerdict,
    Check,
    RankedCause,
    Ranking,
    RankingVerdict,
    Trait,
)

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
intervals = st.builds(Interval, finite, finite, finite)
texts = st.text(max_size=20)
causes = st.builds(
    RankedCause,
    name=texts,
    label=texts,
    verdict=st.sampled_from(CauseVerdict),
    unit=texts,
    prior=intervals,
    effect=st.none() | intervals,
    probability=st.none() | finite,
    learnt=st.none() | finite,
    contribution=st.none() | intervals,
    sources=st.tuples(texts, texts),
    absolute_risk=st.none() | st.tuples(intervals, intervals),
    inseparable_from=st.tuples(texts),
)
rankings = st.builds(
    Ranking,
    verdict=st.sampled_from(RankingVerdict),
    side=st.none() | st.sampled_from(Side),
    episode=st.none() | st.dates(),
    index_run=st.none() | st.integers(),
    rated_runs=st.integers(),
    painful_runs=st.integers(),
    at_risk_runs=st.integers(),
    unexplained=st.none() | intervals,
    next=st.tuples(texts),
    causes=st.lists(causes, max_size=3).map(tuple),
    traits=st.tuples(
        st.builds(Trait, texts, texts, st.none() | st.booleans(), intervals, st.tuples(texts))
    ),
    checks=st.tuples(st.builds(Check, texts, st.none() | st.booleans(), texts)),
)


@given(rankings)
def test_a_kept_ranking_comes_back_as_it_was(ranking):
    assert ranking_from(json.loads(to_json(ranking))) == ranking


def test_unknown_stays_null_and_never_becomes_zero():
    assert plain({"a": None, "b": float("nan"), "c": 0.0}) == {"a": None, "b": None, "c": 0.0}


def test_dates_are_iso_and_enums_are_their_words():
    moment = datetime(2026, 11, 3, 7, 30, tzinfo=UTC)
    assert plain((moment, date(2026, 11, 3), Side.LEFT)) == [
        "2026-11-03T07:30:00+00:00",
        "2026-11-03",
        "left",
    ]


def test_what_is_no_answer_is_refused():
    with pytest.raises(TypeError, match="object has no place"):
        to_json(object())


def test_something_else_is_no_kept_ranking():
    with pytest.raises(TypeError):
        ranking_from(None)
