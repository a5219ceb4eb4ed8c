"""What every self-test must hold to; the members are found, never listed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kneewise.body.tests.each
from kneewise.body.tests import KIND, PACKAGE, VERSION, all_tests, courses, steps_of
from kneewise.body.tests.selftest import ALWAYS, PROVOCATION
from kneewise.evidence import studies
from kneewise.model.diary import Side
from kneewise.model.measure import Measure
from kneewise.model.words import CLASSES, load_words

FOLDER = Path(kneewise.body.tests.each.__file__).parent
NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
PATH = re.compile(r"[MLQAa][-\d. MLQAa]+")


@pytest.fixture(params=all_tests(), ids=lambda test: test.name)
def selftest(request):
    return request.param


def kept(test, value):
    return Measure(
        kind=KIND,
        name=test.name,
        day=NOW.date(),
        at=NOW,
        side=Side.LEFT,
        values={test.value: value},
        version=VERSION,
    )


def test_every_file_that_holds_a_test_is_found():
    holders = {p.stem for p in FOLDER.glob("*.py") if "\nTEST = SelfTest(" in p.read_text()}
    assert holders == {test.name for test in all_tests()}
    assert len(holders) >= 8


def test_it_says_how_it_is_done_what_is_measured_and_what_that_is_worth(selftest):
    words = load_words(PACKAGE)
    assert len(steps_of(selftest.name)) >= 3
    for part in ("label", "tests", "measure", "drawn", "reference", "about", "error"):
        sentence = words[f"{selftest.name}.{part}"]
        assert sentence.text
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        assert sentence.kind != "finding" or sentence.sources


def test_its_error_rests_on_a_study_or_is_called_ours(selftest):
    sentence = load_words(PACKAGE)[f"{selftest.name}.error"]
    assert selftest.error > 0
    assert sentence.kind == "finding" or "our rule" in sentence.text


def test_its_result_has_its_unit_in_its_name_and_can_be(selftest):
    assert selftest.value.endswith(("_cm", "_deg", "_s", "times"))
    assert selftest.low < selftest.high
    assert f"unit.{selftest.unit}" in load_words(PACKAGE)


def test_it_never_bends_or_loads_a_knee_that_was_operated_hurt_swollen_or_locked(selftest):
    assert selftest.barred_by >= ALWAYS


def test_whatever_is_repeated_on_one_leg_is_a_provocation(selftest):
    if selftest.standing and selftest.unit == "times":
        assert selftest.barred_by >= PROVOCATION


def test_it_is_drawn_within_its_space(selftest):
    figure = selftest.figure
    assert figure.body
    assert figure.mark
    for path in (*figure.body, *figure.ground, *figure.mark):
        assert PATH.fullmatch(path)


def test_a_result_is_shown_with_its_error_and_a_single_one_never_changed(selftest):
    middle = (selftest.low + selftest.high) / 2
    (course,) = courses(selftest, [kept(selftest, middle)])
    assert course.latest.low < middle < course.latest.high
    assert course.since_first is None


def test_nothing_of_it_promises_or_blames(selftest):
    for key, sentence in load_words(PACKAGE).items():
        if key.startswith(selftest.name):
            assert not re.search(r"\b(cause[sd]?|prevents?|you have|safe)\b", sentence.text)
