"""The Evidence page: the article with its verdicts, the record, and what rests on each study."""

from __future__ import annotations

import re
from dataclasses import replace

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


def test_what_is_done_instead_leads_to_its_page(client):
    page = client.get("/evidence").text
    assert "(kneewise " not in page
    assert 'from a video with its error (<a href="/form">' in page


def test_a_line_of_the_record_that_was_missed_says_so(client, monkeypatch):
    assert "missed" not in client.get("/evidence/record").text
    known = calibration()
    missed = replace(known.lines["wrong_names"], share=0.189, of=106, met=False)
    changed = replace(known, lines={**known.lines, "wrong_names": missed})
    monkeypatch.setattr("kneewise.evidence.calibration", lambda: changed)
    page = client.get("/evidence/record").text
    assert page.count("missed") == 1
    assert "18.9 % of 106" in page


def test_every_line_of_the_record_says_how_many_suspects_its_runners_had(client):
    page = client.get("/evidence/record").text
    lines = calibration().lines.values()
    assert page.count("Suspects each had") == len(lines)
    assert all(f"<dd>{line.suspects}</dd>" in page for line in lines)


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


def test_the_drawn_priors_say_their_finding_before_their_legend(client):
    page = client.get("/evidence/priors").text
    known = priors().values()
    highest = max(known, key=lambda one: one.rr.mid)
    above = sum(one.rr.low > 1 for one in known)
    (said,) = re.findall(r"<figcaption><strong>(.*?)</strong> The square", page)
    assert f"Of these {len(known)}, {above} lie" in said
    assert highest.name.replace("_", " ") in said


def test_the_priors_of_a_study_say_theirs(client):
    keys = {key for one in priors().values() for key in one.studies}
    pages = [client.get(f"/evidence/{key}").text for key in keys]
    assert all(re.search(r"<figcaption><strong>\S", page) for page in pages)
