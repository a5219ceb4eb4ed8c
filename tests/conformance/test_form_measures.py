"""Every measure of form: its words, its errors, and that it is measured where it says."""

from __future__ import annotations

import pytest
from tests.body.form.walkers import runner

from kneewise.body.form.errors import errors
from kneewise.body.form.judging import judge_track
from kneewise.body.form.measure import all_measures
from kneewise.evidence import studies
from kneewise.model.form import View
from kneewise.model.words import load_words

WORDS = load_words("kneewise.body.form")
MEASURES = all_measures()
SEEN = {view: {line.name for line in judge_track(runner(view)).measured} for view in View}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_it_has_its_words(measure):
    assert measure.name in WORDS
    assert f"unit.{measure.unit}" in WORDS


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_it_has_an_error_from_every_view_it_is_measured_from_and_no_other(measure):
    known = {view for view, name in errors() if name == measure.name}
    assert known == measure.views
    for view in measure.views:
        error = errors()[view, measure.name]
        assert error.spread > 0
        assert error.again > 0


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_it_is_measured_from_the_views_it_names_alone(measure):
    assert {view for view in View if measure.name in SEEN[view]} == measure.views


def test_names_are_told_apart():
    names = [measure.name for measure in MEASURES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("sentence", WORDS.values(), ids=lambda s: s.id)
def test_a_finding_names_studies_that_are_there_and_no_sentence_blames(sentence):
    assert all(key in studies() for key in sentence.sources)
    assert (sentence.kind == "finding") == bool(sentence.sources)
    for word in ("caused", "will prevent", "safe to run", "you have a"):
        assert word not in sentence.text.lower() or sentence.id == "limit.group"
