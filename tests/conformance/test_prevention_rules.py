"""What every rule of prevention must hold to; the members are found, never listed."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest
from tests.care.today.records import CLEAR, NOW, at, back, flag, gate, log, screening

import kneewise.care.prevention.rules
from kneewise.care.prevention import (
    PACKAGE,
    Certainty,
    PreventionRule,
    Situation,
    all_rules,
    prevention,
)
from kneewise.evidence import article, studies
from kneewise.model.advice import Basis
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport
from kneewise.model.words import load_words

FOLDER = Path(kneewise.care.prevention.rules.__file__).parent
SCREENINGS = (
    CLEAR,
    None,
    screening(flags=(flag(),)),
    screening(gates=(gate("increase"),)),
    screening(unanswered=("fever",)),
)


@pytest.fixture(params=all_rules(), ids=lambda rule: rule.name)
def rule(request) -> PreventionRule:
    return request.param


def made_up(seed: int) -> Situation:
    """A runner with up to 30 runs in up to 4 pairs, a foot and a log, any of them unknown."""
    draw = random.Random(seed)
    kinds = (None, "soft", "medium", "hard")
    shoes = tuple(
        Shoe(n, f"pair {n}", midsole=draw.choice(kinds), start_km=draw.choice([None, 0.0, 400.0]))
        for n in range(1, draw.randint(1, 4) + 1)
    )
    runs = tuple(
        Run(
            number,
            at(draw.randint(0, 200)),
            0,
            Sport.RUNNING,
            distance_m=draw.choice([None, 5000.0, 12000.0]),
            shoe_id=draw.choice([None, *(shoe.id for shoe in shoes)]),
        )
        for number in range(draw.randint(0, 30))
    )
    foot = draw.choice([None, "pronated", "neutral", "supinated"])
    facts = () if foot is None else (RunnerFact("foot_type", foot, back(50), at(50)),)
    lines = tuple(
        log(draw.choice(["insoles", "strength", "warm_up", "stretching"]), draw.randint(0, 100))
        for _ in range(draw.randint(0, 20))
    )
    screened = draw.choice(SCREENINGS)
    return Situation(NOW.date(), runs, shoes, lines, RunnerProfile(facts), screened)


@pytest.fixture(scope="module")
def situations() -> list[Situation]:
    return [made_up(seed) for seed in range(40)]


def test_every_file_that_holds_a_rule_is_found():
    holders = {
        path.stem for path in FOLDER.glob("*.py") if "\nRULE = PreventionRule(" in path.read_text()
    }
    assert holders == {rule.name for rule in all_rules()}
    assert len(holders) >= 11


def test_it_is_named_as_its_file_and_has_a_label(rule):
    assert importlib.import_module(f"{PACKAGE}.rules.{rule.name}").RULE is rule
    assert load_words(PACKAGE)[f"{rule.name}.label"].text


def test_its_statement_of_the_article_exists(rule):
    assert rule.article is None or rule.article in article()


def test_it_says_something_to_everybody_with_a_class_and_known_sources(rule, situations):
    for situation in situations:
        told = rule.tell(situation)
        assert told.certainty in Certainty
        assert told.advice
        for advice in told.advice:
            assert advice.rule == rule.name
            assert "{" not in advice.because
            assert set(advice.sources) <= set(studies())
            assert advice.basis is not Basis.FINDING or advice.sources
        assert all(said and "{" not in said and "None" not in said for said in told.yours)


def test_what_is_not_shown_to_help_is_never_only_a_rule_of_ours(rule, situations):
    for told in map(rule.tell, situations):
        if told.certainty is Certainty.NULL:
            assert any(advice.basis is Basis.FINDING for advice in told.advice)


def test_it_is_the_same_whatever_the_order_of_what_was_told(rule, situations):
    for s in situations:
        other = Situation(s.today, s.runs[::-1], s.shoes[::-1], s.log[::-1], s.profile, s.screening)
        assert rule.tell(s) == rule.tell(other)


def test_every_tip_is_there_once_and_every_certainty_has_its_words(situations):
    for situation in situations:
        names = [tip.name for tip in prevention(situation).tips]
        assert sorted(names) == [rule.name for rule in all_rules()]
    assert {f"certainty.{one.value}" for one in Certainty} <= set(load_words(PACKAGE))
