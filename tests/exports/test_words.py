"""Each sentence belongs to a class, says so, and promises nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kneewise.exports
from kneewise.exports.saying import PACKAGE
from kneewise.model.words import CLASSES, load_words

FORBIDDEN = re.compile(r"safe to run|you have|will prevent|caused|diagnos|cure|heal", re.IGNORECASE)
OURS = ("calendar", "event", "light", "watch", "workout", "name", "dont_start")
SENTENCES = [s for key, s in sorted(load_words(PACKAGE).items()) if key.startswith(OURS)]


@pytest.fixture(params=SENTENCES, ids=lambda sentence: sentence.id)
def sentence(request):
    return request.param


def test_it_has_a_class_and_promises_nothing(sentence):
    assert sentence.kind in CLASSES
    assert not FORBIDDEN.search(sentence.text)


def test_our_precaution_is_shown_as_such(sentence):
    on_the_watch = sentence.id.endswith(".watch")  # no room; calendar and answer say it
    if sentence.kind == "precaution" and not on_the_watch:
        assert "our precaution" in sentence.text


def test_it_is_used(sentence):
    sources = "".join(
        path.read_text("utf-8")
        for folder in (Path(kneewise.exports.__file__).parent, _journal())
        for path in folder.glob("*.py")
    )
    chosen_by_kind = 'f"' + sentence.id.split(".")[0] + ".{"
    assert f'"{sentence.id}"' in sources or chosen_by_kind in sources


def _journal() -> Path:
    return Path(kneewise.exports.__file__).parents[1] / "journal"
