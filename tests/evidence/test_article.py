from __future__ import annotations

import pytest

from kneewise.evidence import Holds, article, studies

ROWS = {f"A{number}" for number in range(1, 25)}


@pytest.mark.parametrize("one", article().values(), ids=lambda one: one.name)
def test_every_study_a_statement_is_held_against_is_listed(one):
    assert set(one.studies) <= set(studies())


@pytest.mark.parametrize("one", article().values(), ids=lambda one: one.name)
def test_a_statement_without_a_study_says_that_none_was_found(one):
    assert one.studies or "No study was found" in one.evidence


def test_every_row_of_the_article_is_judged_and_no_other():
    assert {row for one in article().values() for row in one.article} == ROWS


def test_every_verdict_is_used():
    assert {one.verdict for one in article().values()} == set(Holds)


@pytest.mark.parametrize("one", article().values(), ids=lambda one: one.name)
def test_a_statement_says_what_is_done_instead_in_a_sentence(one):
    assert one.instead.endswith(".")
    assert one.evidence.endswith(".")
