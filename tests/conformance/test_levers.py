"""What every lever must hold to; the members are found, never listed."""

from __future__ import annotations

import importlib
import re
import string
from pathlib import Path

import pytest
from tests.builders import busy_history, moment

import kneewise.care.trial.levers
from kneewise.care.trial import PACKAGE, Lever, all_levers, offer
from kneewise.care.trial.lever import Change, Kept, cause_named
from kneewise.care.trial.saying import Said
from kneewise.causes import tell as tell_cause
from kneewise.evidence import studies
from kneewise.model.trial import ARMS
from kneewise.model.words import CLASSES, load_words

FOLDER = Path(kneewise.care.trial.levers.__file__).parent
PARTS = ("label", "what", "usual", "changed", "never", "read")
FORBIDDEN = r"\b(you have|the cause is|will prevent|safe to run|caused it|cures?|heals?)\b"


@pytest.fixture(params=all_levers(), ids=lambda lever: lever.name)
def lever(request) -> Lever:
    return request.param


@pytest.fixture(scope="module")
def history():
    return busy_history(3)


OPTION = {"shoe_a": "1", "shoe_b": "3"}


def test_every_file_is_found_and_named_as_its_lever():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files == {lever.name for lever in all_levers()}
    assert len(files) >= 5
    for lever in all_levers():
        assert importlib.import_module(f"{PACKAGE}.levers.{lever.name}").LEVER is lever


def test_it_tests_causes_that_exist_and_have_a_lever(lever):
    assert lever.tests
    for name in lever.tests:
        assert cause_named(name).lever is not None
        assert tell_cause(cause_named(name), "label")


def test_it_has_all_its_words(lever):
    words = load_words(PACKAGE)
    for part in PARTS:
        assert words[f"{lever.name}.{part}"].text
    assert words[f"{lever.name}.never"].kind == "precaution"
    assert words[f"{lever.name}.what"].kind == "rule"


def test_it_changes_something_or_says_why_not(lever, history):
    found = lever.change(history, {key: OPTION[key] for key in lever.asks})
    if isinstance(found, Said):
        assert found.text.strip()
        return
    assert isinstance(found, Change)
    assert found.cause in lever.tests
    assert found.steps != 0
    assert found.prior.sd > 0
    assert set(found.prior.studies) <= set(studies())
    for part in ("usual", "changed", "never"):
        text = load_words(PACKAGE)[f"{lever.name}.{part}"].text
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert named <= set(found.slots)


def test_it_judges_every_run_asked_for_and_no_other(lever, history):
    ids = [run.id for run in history.runs[-20:]]
    arms = {run_id: ARMS[n % 2] for n, run_id in enumerate(ids)}
    found = lever.kept(history, history.runs[-20].started_at, OPTION, arms)
    assert set(found) == set(ids)
    assert all(isinstance(one, Kept) for one in found.values())
    assert all(not one.over or one.kept is False for one in found.values())


def test_without_any_run_before_it_nothing_breaks(lever, history):
    arms = {history.runs[0].id: "changed"}
    assert set(lever.kept(history, moment(-1), OPTION, arms)) == set(arms)


def test_later_runs_never_change_how_an_earlier_one_is_read(lever, history):
    from dataclasses import replace

    since, early = history.runs[60].started_at, history.runs[60:80]
    arms = {run.id: ARMS[n % 2] for n, run in enumerate(early)}
    whole = lever.kept(history, since, OPTION, arms)
    part = lever.kept(replace(history, runs=history.runs[:80]), since, OPTION, arms)
    assert whole == part


def test_on_the_way_back_no_arm_brings_back_speed_or_hills(lever, history):
    found = offer(lever, history, {key: OPTION[key] for key in lever.asks}, on_ladder=True)
    harder = bool({"descent", "intensity"} & set(lever.tests))
    assert lever.while_returning != harder
    assert (found.cannot is not None and found.cannot.id == "not.ladder") == harder


def test_its_file_fits_on_a_few_screens(lever):
    assert len((FOLDER / f"{lever.name}.py").read_text().splitlines()) <= 150


def test_every_sentence_of_the_room_has_its_class_and_says_it():
    for sentence in load_words(PACKAGE).values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        if sentence.kind in {"finding", "guideline"}:
            assert sentence.sources, sentence.id
        if sentence.kind == "precaution":
            assert "our precaution" in sentence.text, sentence.id
        if sentence.kind == "rule":
            assert "our rule" in sentence.text, sentence.id
        assert not re.search(FORBIDDEN, sentence.text.lower()), sentence.id


def test_every_sentence_of_the_room_is_used():
    root = FOLDER.parents[2]
    code = "".join(
        path.read_text()
        for folder in (FOLDER.parent, root / "cli", root / "journal")
        for path in folder.rglob("*.py")
    )
    names = {lever.name for lever in all_levers()}
    for sentence in load_words(PACKAGE):
        stem, _, part = sentence.partition(".")
        built = stem in {"state", "verdict"} or (stem in names and part in PARTS)
        built = built or (stem == "plan" and part in {"good", "fair", "poor"})
        assert built or f'"{sentence}"' in code, sentence
