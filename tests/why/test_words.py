"""Every sentence that is asked for stands in words.toml, and every one there is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import kneewise.why
from kneewise.model.words import load_words
from kneewise.why.sensitivity import CHECKS

SOURCE = "".join(
    path.read_text(encoding="utf-8") for path in Path(kneewise.why.__file__).parent.glob("*.py")
)


def asked_for() -> set[str]:
    rooms = "next|note|different|held|check|seen|progress|step"
    named = set(re.findall(rf'"((?:{rooms})\.\w+)"', SOURCE))
    return named | {f"check.{name}" for name in CHECKS} | {f"held.{name}" for name in CHECKS}


def test_every_sentence_asked_for_is_there():
    missing = asked_for() - set(load_words("kneewise.why"))
    assert missing == set()


def test_no_sentence_is_left_over():
    assert set(load_words("kneewise.why")) - asked_for() == set()
