from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.scores import FUNCTION, ITEMS, PACKAGE, PAIN, check_answers
from kneewise.evidence import studies
from kneewise.model.errors import UsageError
from kneewise.model.words import CLASSES, load_words

WORDS = load_words(PACKAGE)


def test_every_item_has_its_question_and_label_and_is_named_once():
    assert 8 <= len(FUNCTION) <= 12
    assert len(PAIN) == 4
    assert len({item.key for item in ITEMS}) == len(ITEMS)
    for item in ITEMS:
        assert item.text.endswith("?")
        assert item.label


@pytest.mark.parametrize("open_", [None, "", "?", "unknown", "open", " OPEN "])
def test_what_is_left_open_stays_open_and_is_never_zero(open_):
    assert check_answers({"walking": open_}) == {"walking": None}


@given(st.integers(0, 10))
def test_whole_numbers_are_taken_as_typed_and_as_counted(value):
    assert check_answers({"walking": value, "sport": f" {value} "}) == {
        "walking": value,
        "sport": value,
    }


@pytest.mark.parametrize("wrong", ["11", "-1", "3.5", "three", 12, True, 2.0, "٣", "1e1"])
def test_anything_else_is_refused(wrong):
    with pytest.raises(UsageError, match="walking"):
        check_answers({"walking": wrong})


def test_a_question_that_is_not_asked_is_refused_with_the_nearest_one():
    with pytest.raises(UsageError, match="stairs_down"):
        check_answers({"stair_down": 3})


def test_no_licensed_questionnaire_is_named_anywhere():
    named = re.compile(r"koos|kujala|akps|visa|ostrc|ikdc|lysholm|womac|lefs", re.IGNORECASE)
    for sentence in WORDS.values():
        assert not named.search(sentence.text), sentence.id


def test_nothing_is_to_be_tried_out_for_an_answer():
    assert "don't run, jump or crouch" in WORDS["how.memory"].text
    assert WORDS["how.memory"].kind == "precaution"
    assert "don't try it out" in WORDS["jumping.ask"].text


def test_every_sentence_has_a_class_and_known_sources():
    for sentence in WORDS.values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies()), sentence.id
        if sentence.kind == "finding":
            assert sentence.sources
        if sentence.kind == "precaution":
            assert "our precaution" in sentence.text
