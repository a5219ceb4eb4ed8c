"""Every sentence that is asked for stands in words.toml, with a class; none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import kneewise.exports.report
from kneewise.evidence import studies
from kneewise.evidence.library import Seen
from kneewise.exports.report import PACKAGE
from kneewise.exports.report.sections.load import COLUMNS as LOAD
from kneewise.exports.report.sections.shoes import COLUMNS as SHOES
from kneewise.model.advice import Basis
from kneewise.model.ranking import CauseVerdict, RankingVerdict
from kneewise.model.words import CLASSES, load_words

ROOM = Path(kneewise.exports.report.__file__).parent
COMMAND = ROOM.parents[1] / "cli" / "commands" / "physio.py"
SOURCE = "".join(p.read_text("utf-8") for p in [*ROOM.rglob("*.py"), COMMAND])
NAMED = {
    *(f"basis.{basis.value}" for basis in Basis),
    *(f"causes.overall.{verdict.value}" for verdict in RankingVerdict),
    *(f"causes.verdict.{verdict.value}" for verdict in CauseVerdict),
    *(f"sources.seen.{seen.value}" for seen in Seen),
    *(f"load.{name}" for name in LOAD),
    *(f"shoes.{name}" for name, _ in SHOES),
    "relief.painkiller",
    "relief.ice",
}
WORDS = load_words(PACKAGE)


def test_what_is_asked_for_is_there_and_nothing_is_left_over():
    asked = {key for key in WORDS if re.search(rf'"{re.escape(key)}"', SOURCE)} | NAMED
    assert set(WORDS) == asked
    called = set(re.findall(r'(?:words|line)\(\s*"([\w.]+)"', SOURCE))
    assert called <= set(WORDS)


def test_every_sentence_has_a_class_and_what_its_class_needs():
    for sentence in WORDS.values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        if sentence.kind == "finding":
            assert sentence.sources
        if sentence.kind == "precaution":
            assert "our precaution" in sentence.text


def test_the_wording_keeps_to_what_may_be_said():
    for sentence in WORDS.values():
        text = sentence.text.lower()
        for never in (
            "you have",
            "the cause is",
            "caused",
            "will prevent",
            "safe to run",
            "weight",
        ):
            assert never not in text, sentence.id
