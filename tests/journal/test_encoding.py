"""One encoder for every answer, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.test_said import filled, slots

from kneewise.journal.decoding import ranking_from, said_from
from kneewise.journal.encoding import kept, plain, to_json
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.quantity import Day, Distance
from kneewise.model.ranking import (
    CauseVerdict,
    Check,
    RankedCause,
    Ranking,
    RankingVerdict,
    Trait,
)
from kneewise.model.words import Said
from kneewise.web.wording import Wording

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


MILES = Wording("de_DE", imperial=True)
DAY = date(2026, 11, 3)
RANKING = Ranking(
    verdict=RankingVerdict.CANT_TELL,
    side=None,
    episode=None,
    index_run=None,
    rated_runs=0,
    painful_runs=0,
    at_risk_runs=0,
    unexplained=None,
    next=(),
    causes=(),
)


@given(filled(inside=slots))
def test_a_kept_sentence_is_read_again_as_it_was(made):
    said = Said.of(made[0], **made[1])
    again = said_from(json.loads(json.dumps(kept(said))))
    assert again == said
    assert MILES.read(again) == MILES.read(said)


def test_a_kept_ranking_speaks_to_any_runner():
    seen = Said.of("{km} after {what}", km=Distance(15.24), what=Said.of("{d}", d=Day(DAY)))
    first = replace(RANKING, notes=("as it is",), different=(seen,))
    again = ranking_from(json.loads(json.dumps(kept(first))))
    assert again == first
    assert MILES.read(again.different[0]) == "9,5 mi after 3. Nov. 2026"
    assert plain(first) == plain(again)
    assert json.loads(to_json(first))["different"] == ["15.2 km after 3 Nov 2026"]


def test_an_answer_kept_before_sentences_had_slots_is_text():
    again = ranking_from(json.loads(to_json(replace(RANKING, different=("15.2 km",)))))
    assert again.different == ("15.2 km",)


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "as kept", "template": "{km.__class__}", "slots": {"km": 1}},
        {"text": "as kept", "template": "{km[0]}", "slots": {"km": "x"}},
        {"text": "as kept", "template": "{km:>99999999}", "slots": {"km": 1}},
        {"text": "as kept", "template": "{km}", "slots": {}},
        {"text": "as kept", "template": "{km}", "slots": {"km": {"is": "Gone", "of": {}}}},
        {"text": "as kept", "template": "{km}", "slots": {"km": {"is": "Limit", "of": {"x": 1}}}},
        {"text": "as kept", "template": "{km}", "slots": {"km": {"is": "date", "at": "never"}}},
        {"text": "as kept", "template": None, "slots": {}},
        {"text": "as kept"},
    ],
)
def test_what_can_not_be_read_again_is_its_text(bad):
    assert said_from(bad) == "as kept"
