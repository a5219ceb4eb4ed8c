"""The class and sources behind a sentence: said once, and never left out."""

from __future__ import annotations

import re
from functools import partial

import pytest

from kneewise.model.words import say
from kneewise.web.page import environment
from kneewise.web.wording import Wording

SHELL = partial(say, "kneewise.web")


def basis(said: str, kind: str, *sources: str) -> str:
    template = (
        '{% import "templates/parts.html" as parts with context %}'
        "{{ said }}{{ parts.basis(said, kind, sources) }}"
    )
    slots = {"w": Wording(), "said": said, "kind": kind, "sources": sources, "shell": SHELL}
    html = environment().from_string(template).render(slots)
    return re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize("kind", ["precaution", "rule"])
def test_a_class_that_the_sentence_says_itself_is_not_said_twice(kind):
    said = f"Stop now (our {kind})."
    assert basis(said, kind) == said
    assert basis(f"Our {kind}: stop.", kind) == f"Our {kind}: stop."
    assert basis(said, kind, "KEY2020").split() == [*said.split(), "KEY2020"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("precaution", "our precaution"), ("rule", "our rule"), ("guideline", "guideline or label")],
)
def test_any_other_sentence_says_its_class(kind, name):
    assert basis("Stop now.", kind) == f"Stop now. {name}"


def test_a_finding_that_holds_the_word_still_says_that_it_is_one():
    assert basis("A finding of one trial.", "finding", "KEY2020").endswith(" finding KEY2020")


def test_a_label_has_no_class():
    assert basis("Left knee", "plain") == "Left knee"
