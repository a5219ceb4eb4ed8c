"""One suite for all red flags and gates; the members are found, never listed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kneewise.care.check as check_room
from kneewise.care.check import PACKAGE, all_flags, all_gates, all_questions
from kneewise.care.check.flag import SignFlag
from kneewise.care.check.gate import ACTIONS
from kneewise.care.check.signs import ANY_VALUE
from kneewise.evidence import studies
from kneewise.model.advice import Basis, Urgency
from kneewise.model.words import load_words

FOLDER = Path(check_room.__file__).parent
WORDS = load_words(PACKAGE)
OUR_WORDS = [s for s in WORDS.values() if s.id.split(".")[0] in {"flag", "gate"}]
NEVER = re.compile(
    r"you have\b|the cause is|will prevent|safe to run|(?<!not a )(?<!no )diagnos|caused by",
    re.IGNORECASE,
)


@pytest.fixture(params=all_flags(), ids=lambda flag: flag.id)
def flag(request):
    return request.param


@pytest.fixture(params=all_gates(), ids=lambda gate: gate.id)
def gate(request):
    return request.param


def test_every_file_of_flags_and_gates_is_found():
    listed = {
        path.stem
        for folder in ("flags", "gates")
        for path in (FOLDER / folder).glob("*.py")
        if re.search(r"^(FLAGS|GATES): ", path.read_text(), re.MULTILINE)
    }
    assert listed == {
        path.stem
        for folder in ("flags", "gates")
        for path in (FOLDER / folder).glob("*.py")
        if path.stem != "__init__"
    }
    assert len(all_flags()) >= 35
    assert len({one.id for one in (*all_flags(), *all_gates())}) == len(all_flags()) + len(
        all_gates()
    )


def test_a_flag_reads_questions_that_are_asked_and_required(flag):
    for key in flag.reads - {"well_since"}:
        assert all_questions()[key].required, key


def test_a_gate_reads_questions_that_are_asked_and_required(gate):
    for key in gate.reads:
        assert all_questions()[key].required, key
    assert gate.forbids <= ACTIONS


def test_every_value_a_flag_waits_for_can_be_answered(flag):
    if isinstance(flag, SignFlag):
        for case in flag.cases:
            for key, value in _values(case.when):
                question = all_questions()[key]
                known = set(question.options) | ({"yes"} if question.kind == "yes_no" else set())
                assert value in known or question.kind == "site"


def _values(sign):
    if hasattr(sign, "parts"):
        for part in sign.parts:
            yield from _values(part)
    for value in getattr(sign, "values", ()):
        yield sign.key, value


def test_every_answer_that_is_a_sign_is_read_by_something():
    read = set().union(*(one.reads for one in (*all_flags(), *all_gates())))
    for question in all_questions().values():
        assert not question.required or question.key in read, question.key


def test_a_flag_says_who_to_see_and_how_soon_with_its_class(flag):
    mine = [s for s in OUR_WORDS if s.id.startswith(f"flag.{flag.id}.")]
    acts = [s for s in mine if s.id.endswith(".act")]
    assert acts
    assert {s.id.replace(".act", ".because") for s in acts} <= set(WORDS)
    assert flag.urgency in Urgency


def test_a_flag_or_gate_is_called_by_words_and_not_by_its_key():
    ids = {one.id for one in (*all_flags(), *all_gates())}
    labels = {s.id.removeprefix("label."): s.text for s in WORDS.values() if "label." in s.id[:6]}
    assert set(labels) == ids
    assert not any("_" in text for text in labels.values())
    assert len(set(labels.values())) == len(ids)


def test_every_sentence_of_a_flag_or_gate_belongs_to_something():
    ids = {one.id for one in (*all_flags(), *all_gates())}
    assert {s.id.split(".")[1] for s in OUR_WORDS} == ids


@pytest.mark.parametrize("sentence", OUR_WORDS, ids=lambda s: s.id)
def test_a_sentence_has_a_class_and_its_sources_exist(sentence):
    assert Basis(sentence.kind)
    assert set(sentence.sources) <= set(studies())
    assert bool(sentence.sources) == (sentence.kind in {"finding", "guideline"})


@pytest.mark.parametrize("sentence", OUR_WORDS, ids=lambda s: s.id)
def test_a_precaution_that_sends_somewhere_says_that_it_is_ours(sentence):
    if sentence.kind == "precaution" and sentence.id.endswith(".act"):
        assert "our precaution" in sentence.text


@pytest.mark.parametrize("sentence", WORDS.values(), ids=lambda s: s.id)
def test_no_sentence_diagnoses_or_promises(sentence):
    assert not NEVER.search(sentence.text)


def test_nobody_is_told_that_a_normal_x_ray_clears_a_bone():
    for name in ("groin", "bone_stress", "bone_stress.new_inner", "subchondral"):
        assert "normal X-ray does not clear it" in WORDS[f"flag.{name}.act"].text


def test_weight_is_never_mentioned_where_energy_may_be_low():
    shown = [s for s in WORDS.values() if re.search(r"energy|periods|low_energy", s.id)]
    assert shown
    assert not [s.id for s in shown if "weigh" in s.text.lower()]


def test_every_question_and_option_has_its_words_and_none_is_left_over():
    asked = {f"question.{q.key}" for q in all_questions().values()}
    asked |= {f"option.{q.key}.{option}" for q in all_questions().values() for option in q.options}
    there = {s.id for s in WORDS.values() if s.id.split(".")[0] in {"question", "option"}}
    assert asked == there


def test_a_condition_never_holds_because_something_is_denied():
    source = (FOLDER / "signs.py").read_text(encoding="utf-8")
    names = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)}
    assert not [name for name in names if name.lower().startswith(("not", "unless", "without"))]
    assert ANY_VALUE not in {o for q in all_questions().values() for o in q.options}


def test_no_sentence_is_left_over():
    """Every id is built or named in the room, the journal, at the command line or on a page."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            *FOLDER.rglob("*.py"),
            *(FOLDER.parents[1] / "journal").glob("check*.py"),
            FOLDER.parents[1] / "cli" / "check_view.py",
            *(FOLDER.parents[1] / "web" / "pages" / "check").glob("*.*"),
        )
    )
    built = ("question.", "option.", "flag.", "gate.", "urgency.", "basis.", "condition.", "short.")
    built += ("forbids.", "part.", "label.")
    built += ("picture.for", "picture.against", "picture.said", "picture.not_said")
    left = [name for name in WORDS if not name.startswith(built) and f'"{name}"' not in source]
    assert left == []
