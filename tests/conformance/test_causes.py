"""What every suspected cause must hold to; the members are found, never listed."""

from __future__ import annotations

import importlib
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.builders import DAY_0, busy_history, history_of, rated

import kneewise.causes
from kneewise.causes import PACKAGE, Cause, all_causes, exposure_table, learnable
from kneewise.causes.cause import NEEDS
from kneewise.evidence import priors, studies
from kneewise.model.diary import LOG_KINDS
from kneewise.model.exposure import Kind, Known, ReferenceKind, Timing
from kneewise.model.history import History
from kneewise.model.words import CLASSES, load_words

PARTS = ("label", "what", "step", "measured", "evidence")
FOLDER = Path(kneewise.causes.__file__).parent


@pytest.fixture(params=all_causes(), ids=lambda cause: cause.name)
def cause(request) -> Cause:
    return request.param


@pytest.fixture(scope="module")
def busy() -> History:
    return busy_history(seed=7)


def test_every_file_that_holds_a_cause_is_found():
    holders = {path.stem for path in FOLDER.glob("*.py") if "\nCAUSE: Cause" in path.read_text()}
    assert holders == {cause.name for cause in all_causes()}
    assert len(holders) >= 21


def test_it_is_named_as_its_file(cause):
    module = importlib.import_module(f"kneewise.causes.{cause.name}")
    assert module.CAUSE is cause
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", cause.name)


def test_its_file_fits_on_a_few_screens(cause):
    assert len((FOLDER / f"{cause.name}.py").read_text().splitlines()) <= 150


def test_its_prior_stands_in_the_evidence_with_the_same_kind_and_step(cause, busy):
    for column in cause.exposure(busy):
        prior = priors()[column.prior]
        assert column.kind is cause.kind is prior.kind
        assert column.step == prior.step_size


def test_its_words_are_there_and_each_has_a_class_and_known_sources(cause, busy):
    words = load_words(PACKAGE)
    ids = [f"{cause.name}.{part}" for part in PARTS]
    ids += [f"{column.name}.label" for column in cause.exposure(busy)]
    ids += [] if cause.lever is None else [cause.lever]
    assert cause.label == f"{cause.name}.label"
    for sentence_id in ids:
        sentence = words[sentence_id]
        assert sentence.text.strip()
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        assert bool(sentence.sources) == (sentence.kind == "finding")


def test_no_sentence_says_that_anything_causes_pain():
    for sentence in load_words(PACKAGE).values():
        assert not re.search(r"\b(caused|causes|prevents?|because of your)\b", sentence.text)


def test_what_it_needs_and_asks_for_is_known(cause):
    assert cause.needs
    assert set(cause.needs) <= set(NEEDS)
    assert set(cause.asks) <= set(LOG_KINDS)
    assert len(set(cause.asks)) == len(cause.asks)


def test_steps_and_references_are_finite(cause, busy):
    for column in cause.exposure(busy):
        assert column.cause == cause.name
        assert column.unit
        assert column.step is None or (math.isfinite(column.step) and column.step > 0)
        given = column.reference.value
        assert (given is not None) == (column.reference.kind is ReferenceKind.VALUE)
        assert given is None or math.isfinite(given)


def test_one_cell_a_run_with_a_finite_value_or_null(cause, busy):
    for column in cause.exposure(busy):
        assert len(column.cells) == len(busy.runs)
        for cell in column.cells:
            assert (cell.value is None) == (cell.known is Known.UNKNOWN)
            assert cell.value is None or math.isfinite(cell.value)
            assert not column.binary or cell.value in (None, 0.0, 1.0)
            if cell.known is Known.NOT_APPLICABLE:
                assert cell.reason


def test_a_full_diary_gives_it_something_to_go_by(cause, busy):
    for column in cause.exposure(busy):
        known = [cell.value for cell in column.cells if cell.value is not None]
        assert known
        assert cause.kind is Kind.TRAIT or len(set(known)) > 1


def test_the_docs_say_what_it_is(cause):
    page = FOLDER.parents[2] / "docs" / "causes.md"
    assert f"`{cause.name}`" in page.read_text()


def test_it_is_deterministic(cause, busy):
    assert cause.exposure(busy) == cause.exposure(busy)


def test_later_runs_and_ratings_never_change_an_earlier_row(cause, busy):
    whole = cause.exposure(busy)
    for cut in (1, 20, 61, 110):
        past = _until(busy, cut)
        for column, full in zip(cause.exposure(past), whole, strict=True):
            values = [cell.value for cell in column.cells]
            assert values == [cell.value for cell in full.cells[: len(past.runs)]], column.name


def test_its_own_rating_never_changes_a_row_s_value(cause, busy):
    last = busy.runs[-1]
    ratings = tuple(e for e in busy.diary if e.run_id != last.id)
    without = replace(busy, diary=ratings)
    day = (last.day - DAY_0).days
    hurt = replace(busy, diary=(*ratings, rated(last.id, day, 8)))
    for column, painful in zip(cause.exposure(without), cause.exposure(hurt), strict=True):
        assert column.cells[-1].value == painful.cells[-1].value


def test_the_order_of_the_rows_never_matters(cause, busy):
    order = np.random.default_rng(3).permutation(len(busy.runs))
    mixed = replace(
        busy,
        runs=tuple(busy.runs[i] for i in order),
        others=busy.others[::-1],
        diary=busy.diary[::-1],
        log=busy.log[::-1],
        episodes=busy.episodes[::-1],
    )
    for column, other in zip(cause.exposure(busy), cause.exposure(mixed), strict=True):
        assert tuple(column.cells[i] for i in order) == other.cells


def test_without_any_input_it_is_null_and_not_zero(cause):
    bare = history_of([(day, None, {"minutes": 0}) for day in range(0, 60, 2)])
    by_time_alone = cause.needs == ("start",)
    for column in cause.exposure(bare):
        if not by_time_alone:
            assert all(cell.value is None for cell in column.cells), column.name


@pytest.mark.parametrize("runs", [[], [(0, 10.0)]], ids=["no run", "one run"])
def test_an_empty_log_and_a_first_run_are_fine(cause, runs):
    for column in cause.exposure(history_of(runs)):
        assert len(column.cells) == len(runs)


def test_only_what_can_follow_pain_is_reactive(cause, busy):
    columns = cause.exposure(busy)
    assert columns[0].timing is cause.timing
    if cause.timing is Timing.REACTIVE:
        assert {column.timing for column in columns} == {Timing.REACTIVE, Timing.BEFORE}
    else:
        assert {column.timing for column in columns} == {cause.timing}


def test_what_is_planned_reads_the_plan_and_what_is_early_reads_where_pain_began(cause):
    assert (cause.timing is Timing.PLANNED) == ("plan" in cause.needs)
    assert cause.timing is not Timing.EARLY or "pain_began" in cause.needs


def test_it_says_whether_a_diary_can_teach_it(cause):
    answer = learnable(cause, priors())
    assert answer.why
    if cause.kind is Kind.TRAIT or cause.timing is Timing.REACTIVE:
        assert not answer.possible


def test_variants_hold_only_columns_that_differ_and_no_undeclared_cause_reads_the_plan(busy):
    table = exposure_table(busy)
    assert table.run_ids == tuple(run.id for run in busy.runs)
    assert set(table.variants) == {"realised", "plain"}
    main = {column.name: column for column in table.columns}
    assert len(main) == len(table.columns)
    for columns in table.variants.values():
        assert columns
        for column in columns:
            assert column.cells != main[column.name].cells


def _until(history: History, count: int) -> History:
    """The history as it stood before run number `count`: nothing of later days."""
    last = history.runs[count - 1].day
    runs = tuple(run for run in history.runs if run.day <= last)
    return replace(
        history,
        runs=runs,
        others=tuple(run for run in history.others if run.day <= last),
        diary=tuple(entry for entry in history.diary if entry.day <= last),
        log=tuple(entry for entry in history.log if entry.day <= last),
        episodes=tuple(
            replace(e, ended_on=None if e.ended_on is None or e.ended_on > last else e.ended_on)
            for e in history.episodes
            if e.began_on <= last
        ),
    )
