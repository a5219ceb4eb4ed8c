"""What every routine must hold to; the members are found, never listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.care.today.records import NOW

import kneewise.body.routine.each
from kneewise.body.routine import PACKAGE, Allowed, all_routines, left_out, moves, refused
from kneewise.evidence import studies
from kneewise.exports.workout import NAME_BYTES
from kneewise.model.advice import (
    BONE_STRESS_LINE,
    Advice,
    Basis,
    Light,
    RaisedFlag,
    RaisedGate,
    Screening,
    Urgency,
)
from kneewise.model.diary import LOG_LIMITS
from kneewise.model.words import load_words

FOLDER = Path(kneewise.body.routine.each.__file__).parent
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)
FREE = Allowed((), Screening(), light=Light.GREEN)


@pytest.fixture(params=all_routines(), ids=lambda routine: routine.name)
def routine(request):
    return request.param


def with_gate(name):
    gate = RaisedGate(name, SAID, frozenset({"running"}))
    return Allowed((), Screening(gates=(gate,)), light=Light.GREEN)


def test_every_file_that_holds_a_routine_is_found():
    holders = {p.stem for p in FOLDER.glob("*.py") if "\nROUTINE = Routine(" in p.read_text()}
    assert holders == {routine.name for routine in all_routines()}
    assert len(holders) >= 3


def test_what_carries_evidence_stands_first():
    assert all_routines()[0].name == "hip_and_core"


def test_it_is_logged_as_a_kind_that_takes_minutes(routine):
    assert LOG_LIMITS[routine.kind][1] >= 60


def test_every_step_has_its_words_and_a_name_that_a_watch_can_show(routine):
    words = load_words(PACKAGE)
    for step in routine.steps:
        assert words[f"{step.name}.label"].text
        assert words[f"{step.name}.how"].text
        assert len(f"{words[f'{step.name}.watch'].text} L".encode()) <= NAME_BYTES
        assert {f"condition.{name}" for name in step.barred_by} <= set(words)


def test_its_facts_carry_their_class_and_known_studies(routine):
    words = load_words(PACKAGE)
    for fact in routine.facts:
        sentence = words[fact]
        assert set(sentence.sources) <= set(studies())
        assert sentence.kind in {"finding", "precaution", "rule"}
        assert sentence.kind != "finding" or sentence.sources
        assert sentence.kind != "rule" or "our rule" in sentence.text.lower()
        assert sentence.kind != "precaution" or "our precaution" in sentence.text


def test_it_is_never_sold_as_protection(routine):
    for key, sentence in load_words(PACKAGE).items():
        if key.startswith(routine.name):
            assert not re.search(r"\b(protects?|prevents?|safe|injury-free)\b", sentence.text)


def test_no_muscle_is_stretched_a_minute_or_more(routine):
    if routine.kind == "stretching":
        assert all(step.seconds < 60 for step in routine.steps)


def test_a_warning_sign_stops_all_of_it(routine):
    flag = RaisedFlag("any", Urgency.TODAY, SAID, NOW)
    stopped = Allowed((), Screening(flags=(flag,)), light=Light.GREEN)
    assert refused(routine, stopped)
    assert refused(routine, FREE) == ()


def test_a_red_light_stops_all_of_it_and_says_what_to_do_instead(routine):
    red = Allowed((), Screening(), light=Light.RED, instead=("Walk.",))
    (advice,) = refused(routine, red)
    assert advice.basis is Basis.PRECAUTION
    assert "light is red" in advice.because
    assert advice.do[0] == "Walk."
    assert "watch" in advice.do[-1]
    for light in set(Light) - {Light.RED}:
        assert refused(routine, Allowed((), Screening(), light=light)) == ()


def test_strength_work_stops_where_a_bone_may_be_overloaded_or_feeling_is_reduced(routine):
    bone = Screening(p_bone_stress=BONE_STRESS_LINE)
    assert bool(refused(routine, Allowed((), bone, light=Light.GREEN))) == routine.loads
    for gate in ("sensation", "kept"):
        assert bool(refused(routine, with_gate(gate))) == routine.loads


@pytest.mark.parametrize("gate", ["under_13", "adult_confirms"])
def test_nobody_too_young_is_led_through_it(routine, gate):
    assert refused(routine, with_gate(gate))


@pytest.mark.parametrize("gate", ["operation", "repair", "replacement", "injection", "pregnant"])
def test_strength_work_is_left_to_those_who_look_after_an_operated_knee(routine, gate):
    assert bool(refused(routine, with_gate(gate))) == routine.loads


def test_strength_work_waits_for_the_symptom_check(routine):
    open_ = Allowed((), Screening(unanswered=("fever",)), light=Light.AMBER)
    assert bool(refused(routine, open_)) == routine.loads


def test_what_is_not_known_leaves_a_step_out_as_what_is_said_does(routine):
    for step in routine.steps:
        for name in step.barred_by:
            for said in (name, f"unknown_{name}"):
                advice = left_out(step, Allowed((said,), Screening(), light=Light.GREEN))
                assert advice is not None
                assert advice.basis is Basis.PRECAUTION


def test_nothing_is_run_unless_the_light_is_green(routine):
    amber = Allowed((), Screening(), light=Light.AMBER)
    for step in routine.steps:
        assert (left_out(step, amber) is not None) == step.runs
        assert left_out(step, FREE) is None


def test_its_moves_go_through_both_sides_and_every_round(routine):
    found = moves(routine)
    sided = sum(2 if step.sides else 1 for step in routine.steps)
    assert len(found) == routine.rounds * sided
    assert sum(move.seconds for move in found) == routine.rounds * sum(
        step.total_s for step in routine.steps
    )
    first = routine.steps[0].name
    assert all(move.step != first for move in moves(routine, {first}))
