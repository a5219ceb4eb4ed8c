"""Each sentence belongs to a class, says so, and promises nothing."""

from __future__ import annotations

import re

import pytest

from kneewise.care.today import PACKAGE
from kneewise.evidence import studies
from kneewise.model.words import CLASSES, load_words

FORBIDDEN = re.compile(
    r"safe to run|you have|will prevent|prevents|guarantee|diagnos|cure|heal|proven", re.IGNORECASE
)
SENTENCES = sorted(load_words(PACKAGE).values(), key=lambda sentence: sentence.id)
OUR_RULE = "Our rule, from usual practice, not tested in a trial; built from"


@pytest.fixture(params=SENTENCES, ids=lambda sentence: sentence.id)
def sentence(request):
    return request.param


def test_it_has_a_class_and_sources_that_exist(sentence):
    assert sentence.kind in CLASSES
    assert set(sentence.sources) <= set(studies())


def test_it_promises_and_diagnoses_nothing(sentence):
    assert not FORBIDDEN.search(sentence.text)


def test_a_finding_has_a_key(sentence):
    assert sentence.kind != "finding" or sentence.sources


def test_our_rule_says_that_it_is_untested_and_names_what_it_was_built_from(sentence):
    if sentence.kind == "rule":
        assert OUR_RULE in sentence.text
        assert sentence.sources
    else:
        assert "our rule" not in sentence.text.lower()


def test_our_precaution_is_shown_as_such(sentence):
    follows = (".do", ".green")  # stand under a sentence that says it
    if sentence.kind == "precaution" and not sentence.id.endswith(follows):
        assert "our precaution" in sentence.text
