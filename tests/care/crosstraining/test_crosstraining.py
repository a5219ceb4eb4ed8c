from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kneewise.care.crosstraining.options as options_package
from kneewise.care.crosstraining import (
    PACKAGE,
    QUESTIONS,
    Situation,
    Trait,
    all_options,
    cross_training,
)
from kneewise.care.crosstraining.rule import all_rules
from kneewise.care.crosstraining.situation import FLAGS, GATES, INNER, KEPT_GATE
from kneewise.evidence import studies
from kneewise.model.advice import Advice, Basis, RaisedFlag, RaisedGate, Screening, Urgency
from kneewise.model.diary import Site
from kneewise.model.errors import UsageError
from kneewise.model.words import CLASSES, load_words

TODAY = date(2026, 5, 20)
NAMES = {option.name for option in all_options()}
ALL_NO = dict.fromkeys(QUESTIONS, False)
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)
FRONT = Situation(TODAY, frozenset({Site.FRONT_AROUND_KNEECAP}), ALL_NO, screening=Screening())


def left(situation: Situation) -> set[str]:
    return {option.name for option in cross_training(situation).options}


def at(*sites: Site, **said: bool | None) -> Situation:
    return replace(FRONT, sites=frozenset(sites), said={**ALL_NO, **said})


def flagged(name: str, urgency: Urgency = Urgency.WITHIN_2_WEEKS) -> Screening:
    return Screening(flags=(RaisedFlag(name, urgency, SAID, datetime(2026, 5, 1, tzinfo=UTC)),))


def of(*traits: Trait) -> set[str]:
    return {option.name for option in all_options() if option.traits & set(traits)}


def test_pain_around_the_kneecap_leaves_all_the_gentlest_first():
    answer = cross_training(FRONT)
    assert {option.name for option in answer.options} == NAMES
    order = [option.name for option in answer.options]
    assert order.index("classic_skiing") < order.index("skate_skiing") < len(order)
    assert order.index("classic_skiing") < order.index("skating")
    assert order[0] == "aqua_jogging"


def test_pain_around_the_kneecap_is_told_of_the_saddle():
    bike = next(o for o in cross_training(FRONT).options if o.name == "stationary_bike")
    told = " ".join([*(a.because for a in bike.does), bike.how.because])
    assert "25-30 degrees" in told
    assert "Not too low a saddle" in told


@pytest.mark.parametrize("site", sorted(INNER))
def test_no_breaststroke_with_inner_pain(site):
    assert "breaststroke" not in left(at(site))
    crawl = next(o for o in cross_training(at(site)).options if o.name == "front_crawl")
    assert any("instead of breaststroke" in advice.because for advice in crawl.does)


@pytest.mark.parametrize("site", [Site.AROUND_KNEECAP, Site.DIFFUSE, Site.OTHER, None])
def test_an_unknown_or_coarse_site_may_be_the_inner_one(site):
    sites = () if site is None else (site,)
    assert not left(at(*sites)) & {"breaststroke", "skating", "deep_squats", "clipless_pedals"}


@pytest.mark.parametrize(
    "situation",
    [
        at(Site.INSIDE_JOINT_LINE),
        at(Site.INSIDE),
        at(Site.FRONT, locking=True),
        replace(FRONT, screening=flagged("true_lock")),
    ],
)
def test_locking_or_the_inner_joint_line_leaves_out_bend_twist_skating_and_clipless(situation):
    assert not left(situation) & of(Trait.DEEP_BEND, Trait.TWIST, Trait.SKATING, Trait.CLIPLESS)
    assert "front_crawl" in left(situation)
    assert "stationary_bike" in left(situation)


@pytest.mark.parametrize("key", ["fever", "hot_joint", "clot_signs"])
def test_no_sport_at_all_with_fever_a_hot_joint_or_a_clot(key):
    assert left(at(Site.FRONT, **{key: True})) == set()
    assert left(replace(at(Site.FRONT, **{key: None}), screening=None)) == set()


@pytest.mark.parametrize("flag", sorted(set().union(*FLAGS.values()) - {"true_lock"}))
def test_a_flag_of_these_leaves_nothing_whatever_was_answered(flag):
    assert left(replace(FRONT, screening=flagged(flag))) == set()


def test_any_flag_to_be_seen_within_48_hours_comes_first():
    assert left(replace(FRONT, screening=flagged("any", Urgency.WITHIN_48H))) == set()
    assert left(replace(FRONT, screening=flagged("any", Urgency.WITHIN_1_WEEK))) == NAMES


@pytest.mark.parametrize("key", ["anticoagulant", "pregnant", "osteoporosis"])
@pytest.mark.parametrize("answer", [True, None])
def test_no_risk_of_a_fall_on_blood_thinners_in_pregnancy_with_osteoporosis(key, answer):
    kept = left(at(Site.FRONT, **{key: answer}))
    assert not kept & of(Trait.FALL)
    assert "stationary_bike" in kept


def test_the_pregnancy_gate_says_so_too():
    gate = RaisedGate("pregnant", SAID, frozenset({"increase"}))
    situation = replace(FRONT, screening=Screening(gates=(gate,)))
    assert not left(situation) & of(Trait.FALL)


def test_a_gate_whose_answer_was_deleted_may_have_been_any_of_them():
    gate = RaisedGate(KEPT_GATE, SAID, frozenset({"increase"}))
    kept = left(replace(FRONT, screening=Screening(gates=(gate,))))
    assert not kept & of(Trait.FALL)
    assert "stationary_bike" in kept


@pytest.mark.parametrize(
    "situation",
    [
        at(Site.FRONT, bone_injury=True),
        replace(FRONT, screening=Screening(p_bone_stress=0.05)),
        replace(FRONT, screening=flagged("bone_stress", Urgency.WITHIN_1_WEEK)),
    ],
)
def test_with_a_suspected_bone_injury_only_what_the_clinician_allows(situation):
    assert left(situation) == set()
    assert left(replace(situation, allowed=frozenset({"aqua_jogging"}))) == {"aqua_jogging"}


@pytest.mark.parametrize("what", ["running", "ladder", "lights"])
def test_after_an_operation_or_where_pain_cant_guide_only_what_is_allowed(what):
    gate = RaisedGate("operation", SAID, frozenset({what}))
    situation = replace(FRONT, screening=Screening(gates=(gate,)))
    assert left(situation) == set()
    assert left(replace(situation, allowed=frozenset({"front_crawl"}))) == {"front_crawl"}


def test_allowing_a_sport_does_not_override_fever():
    situation = replace(at(Site.FRONT, fever=True), allowed=frozenset(NAMES))
    assert left(situation) == set()


def test_unscreened_the_runner_is_asked_directly():
    situation = Situation(TODAY, frozenset({Site.FRONT}))
    answer = cross_training(situation)
    assert answer.options == ()
    assert answer.open_questions == QUESTIONS
    assert any("symptom check is not complete" in note.because for note in answer.notes)
    assert left(replace(situation, said=ALL_NO)) == NAMES


def test_the_pain_rule_and_where_it_comes_from():
    told = " ".join(advice.because for advice in cross_training(FRONT).pain_rule)
    for words in ("2 of 10", "60 minutes", "next morning", "18-45", "Achilles"):
        assert words in told


def test_where_nothing_is_tolerated_any_pain_ends_it():
    strict = replace(FRONT, any_pain_stops=True)
    gate = RaisedGate("history", SAID, frozenset({"experiment"}), zero_tolerance=True)
    zero = replace(FRONT, screening=Screening(gates=(gate,)))
    for situation in (strict, zero):
        assert cross_training(situation).pain_rule[0].because == "Any pain ends it."


def test_a_question_that_is_not_asked_is_refused():
    with pytest.raises(UsageError):
        Situation(TODAY, said={"weight": True})


_situations = st.builds(
    Situation,
    today=st.just(TODAY),
    sites=st.frozensets(st.sampled_from(list(Site)), max_size=2),
    said=st.fixed_dictionaries({key: st.sampled_from([False, None, True]) for key in QUESTIONS}),
    allowed=st.frozensets(st.sampled_from(sorted(NAMES)), max_size=3),
    screening=st.sampled_from([None, Screening(), flagged("clot"), Screening(overdue=("x",))]),
)


@given(_situations, st.sampled_from(QUESTIONS))
def test_one_more_yes_never_offers_more_and_an_unknown_never_more_than_a_no(situation, key):
    def with_answer(*, answer: bool | None) -> set[str]:
        return left(replace(situation, said={**situation.said, key: answer}))

    assert with_answer(answer=True) <= with_answer(answer=None) | situation.allowed
    assert with_answer(answer=None) <= with_answer(answer=False)


@given(_situations)
def test_every_sport_is_offered_or_left_out_with_a_reason(situation):
    answer = cross_training(situation)
    offered = {option.name for option in answer.options}
    out = {option.name for option in answer.left_out}
    assert offered | out == NAMES
    assert not offered & out
    assert all(option.because for option in answer.left_out)


def test_every_file_is_found_and_named_as_its_option_or_rule():
    files = {path.stem for path in Path(options_package.__file__).parent.glob("*.py")}
    assert files - {"__init__"} == NAMES
    assert len(NAMES) >= 14
    assert len(all_rules()) == 7
    assert set(GATES) <= set(QUESTIONS)


def test_shares_are_modest_and_in_order():
    for option in all_options():
        assert 0 <= option.share.low < option.share.mid < option.share.high <= 1


def test_every_sentence_has_a_class_and_known_sources_and_no_forbidden_word():
    words = load_words(PACKAGE)
    for sentence in words.values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        if sentence.kind in {"finding", "guideline"}:
            assert sentence.sources, sentence.id
        forbidden = r"\b(you have|the cause is|will prevent|safe to run|cures?|heals?)\b"
        assert not re.search(forbidden, sentence.text.lower()), sentence.id
    for option in all_options():
        for part in ("label", "does", "how"):
            assert f"{option.name}.{part}" in words
    assert all(words[f"ask.{key}"].text.endswith("?") for key in QUESTIONS)


def test_the_questions_of_the_check_name_flags_that_exist():
    from kneewise.care.check import all_flags, all_gates

    known = {flag.id for flag in all_flags()}
    assert set().union(*FLAGS.values()) <= known
    assert {*GATES.values(), KEPT_GATE} <= {gate.id for gate in all_gates()}


def test_a_gate_that_is_over_leaves_everything():
    gate = RaisedGate("old", SAID, frozenset({"running"}), until=TODAY - timedelta(days=1))
    assert left(replace(FRONT, screening=Screening(gates=(gate,)))) == NAMES
