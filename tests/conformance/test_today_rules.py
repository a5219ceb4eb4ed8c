"""What every rule of today must hold to; the members are found, never listed."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.care.today.made_up import made_up
from tests.care.today.records import CLEAR, NOW, flag, gate, screening

import kneewise.care.today.rules
from kneewise.care.today import PACKAGE, Rule, all_rules, today
from kneewise.care.today.resolve import ORDER
from kneewise.care.today.situation import Situation
from kneewise.evidence import studies
from kneewise.model.advice import Light
from kneewise.model.words import CLASSES, load_words

FOLDER = Path(kneewise.care.today.rules.__file__).parent
SEEDS = range(40)
SCREENINGS = (
    CLEAR,
    None,
    screening(flags=(flag(),)),
    screening(gates=(gate("running"),)),
    screening(gates=(gate("green", "ladder"),)),
    screening(unanswered=("fever",)),
    screening(flags=(replace(flag(), stops=False),)),
    screening(light_run_from=NOW.date()),
)


@pytest.fixture(params=all_rules(), ids=lambda rule: rule.name)
def rule(request) -> Rule:
    return request.param


@pytest.fixture(scope="module")
def situations() -> list[Situation]:
    return [Situation(made_up(n), SCREENINGS[n % len(SCREENINGS)], NOW) for n in SEEDS]


def test_every_file_that_holds_a_rule_is_found():
    holders = {path.stem for path in FOLDER.glob("*.py") if "\nRULE = Rule(" in path.read_text()}
    assert holders == {rule.name for rule in all_rules()}
    assert len(holders) >= 19


def test_it_is_named_as_its_file(rule):
    assert importlib.import_module(f"{PACKAGE}.rules.{rule.name}").RULE is rule
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", rule.name)


def test_its_file_fits_on_a_few_screens(rule):
    assert len((FOLDER / f"{rule.name}.py").read_text().splitlines()) <= 100


def test_what_it_says_has_words_with_a_class_and_known_sources(rule, situations):
    for found in filter(None, map(rule.judge, situations)):
        for said in (found.because, *found.do, *found.to_green):
            assert said.kind in CLASSES
            assert said.text.strip()
            assert "{" not in said.text
            assert set(said.sources) <= set(studies())


def test_what_stops_or_lowers_is_not_said_to_be_tested(rule, situations):
    for found in filter(None, map(rule.judge, situations)):
        assert found.because.kind in {"precaution", "rule"}
        if found.km == 0 and found.light is not Light.GREEN:
            assert found.because.kind == "precaution"


def test_what_is_not_green_says_what_would_make_it_green(rule, situations):
    for found in filter(None, map(rule.judge, situations)):
        assert found.light is Light.GREEN or found.to_green


def test_it_is_deterministic_and_the_order_of_the_record_never_matters(rule, situations):
    for situation in situations:
        told = situation.record
        mixed = replace(
            told,
            outings=told.outings[::-1],
            ratings=told.ratings[::-1],
            standing=told.standing[::-1],
            log=told.log[::-1],
        )
        other = Situation(mixed, situation.screening, NOW)
        assert rule.judge(situation) == rule.judge(other)


def test_the_strictest_light_and_the_least_distance_win(situations):
    for situation in situations:
        answer = today(situation.record, situation.screening, NOW)
        spoken = [found for rule in all_rules() if (found := rule.judge(situation)) is not None]
        assert ORDER.index(answer.light) >= max(ORDER.index(found.light) for found in spoken)
        assert answer.cap.km <= min(found.km for found in spoken if found.km is not None)
        assert answer.rule
        assert {advice.rule for advice in answer.advices} <= {rule.name for rule in all_rules()}


def test_every_sentence_of_the_room_is_used_or_a_label():
    sources = "".join(
        path.read_text()
        for folder in (FOLDER.parent, FOLDER.parents[2] / "cli")
        for path in folder.rglob("*.py")
    )
    stems = {sentence.split(".")[0] for sentence in load_words(PACKAGE)}
    assert {stem for stem in stems if stem not in sources} == set()
