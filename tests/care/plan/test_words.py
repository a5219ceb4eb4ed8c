"""Each sentence belongs to a class, says so, and promises nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kneewise.care.plan
import kneewise.care.prevention
import kneewise.cli
from kneewise.care.plan import PACKAGE
from kneewise.care.prevention import PACKAGE as PREVENTION
from kneewise.evidence import studies
from kneewise.model.words import CLASSES, load_words

FORBIDDEN = re.compile(
    r"safe to run|you have|will prevent|prevents|guarantee|diagnos|cure|heal|proven|caused",
    re.IGNORECASE,
)
SENTENCES = [one for room in (PACKAGE, PREVENTION) for one in load_words(room).values()]
OUR_RULE = "Our rule, from usual practice, not tested in a trial; built from"


@pytest.fixture(params=SENTENCES, ids=lambda sentence: sentence.id)
def sentence(request):
    return request.param


def test_it_has_a_class_and_sources_that_exist(sentence):
    assert sentence.kind in CLASSES
    assert set(sentence.sources) <= set(studies())
    assert sentence.kind != "finding" or sentence.sources


def test_it_promises_and_blames_nothing(sentence):
    assert not FORBIDDEN.search(sentence.text)


def test_our_rule_and_our_precaution_say_so(sentence):
    if sentence.kind == "rule":
        assert OUR_RULE in sentence.text
        assert sentence.sources
    elif sentence.kind == "precaution":
        assert "our precaution" in sentence.text


def test_every_sentence_is_used():
    rooms = [Path(room.__file__).parent for room in (kneewise.care.plan, kneewise.care.prevention)]
    code = "".join(p.read_text() for room in rooms for p in room.rglob("*.py"))
    cli = Path(kneewise.cli.__file__).parent
    code += (cli / "plan_view.py").read_text() + "".join(
        p.read_text() for p in (cli / "commands").glob("p*.py")
    )
    stems = {sentence.id.split(".")[0] for sentence in SENTENCES}
    assert {stem for stem in stems if stem not in code} == set()
