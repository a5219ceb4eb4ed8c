"""The Evidence page: the article with its verdicts, the record, and what rests on each study."""

from __future__ import annotations

import re

import pytest

from kneewise.causes import all_causes
from kneewise.evidence import article, calibration, coefficients, priors, studies

PARTS = ("", "/record", "/priors", "/causes", "/studies")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_page_and_leads_to_the_others(client, part):
    page = client.get(f"/evidence{part}")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert all(f'href="/evidence{other}"' in page.text for other in PARTS)


def test_every_statement_of_the_article_stands_there_with_its_verdict(client):
    page = client.get("/evidence").text
    assert all(f'id="{name}"' in page for name in article())
    assert page.count('class="verdict ') == len(article())


def test_a_line_of_the_record_that_was_missed_says_so(client):
    page = client.get("/evidence/record").text
    missed = sum(not line.met for line in calibration().lines.values())
    assert page.count("missed") == missed
    assert "48.0 % of 204" in page


def test_every_prior_is_drawn(client):
    page = client.get("/evidence/priors").text
    assert page.count('class="effect-axis"') == len(priors())
    assert page.count("<tr>") == len(coefficients()) + 1


def test_every_cause_says_whether_it_can_be_learnt(client):
    page = client.get("/evidence/causes").text
    assert all(f'id="{cause.name}"' in page for cause in all_causes())
    assert len(re.findall(r"Can(?:&#39;t)? be learnt", page)) == len(all_causes())


ONE_OF_EACH = {
    (one.seen, one.doi is None, one.where is None): key for key, one in studies().items()
}
"""A study of every kind: how it was seen, with and without a doi and a place."""


@pytest.mark.parametrize("key", ONE_OF_EACH.values())
def test_a_study_of_every_kind_has_its_page(client, key):
    page = client.get(f"/evidence/{key}")
    assert page.status_code == 200
    assert key in page.text


def test_a_study_shows_what_rests_on_it(client):
    page = client.get("/evidence/FRANDSEN2025").text
    assert 'href="/evidence/causes#session_spike"' in page
    assert 'id="session_spike_over_100"' in page
    assert 'href="/evidence#load"' in page


def test_a_study_that_only_gives_a_number_of_the_load_shows_it(client):
    assert "peak speed" in client.get("/evidence/starbuck2021").text


def test_a_misspelt_key_is_answered_with_near_ones(client):
    page = client.get("/evidence/FRANSEN2025")
    assert page.status_code == 404
    assert "FRANDSEN2025" in page.text


@pytest.mark.parametrize("part", PARTS)
def test_whoever_follows_a_source_finds_it(client, part):
    keys = set(re.findall(r'href="/evidence/([A-Z0-9]+)"', client.get(f"/evidence{part}").text))
    assert keys <= set(studies())
