"""Other sports, the outlook and the way back: the answers of the journal, shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneewise.journal import open_journal
from kneewise.model.diary import Side, Site
from kneewise.model.words import say


@pytest.mark.parametrize("path", ["/crosstraining", "/outlook", "/return"])
def test_an_empty_home_has_its_pages(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_a_site_that_is_said_takes_its_sports_away(client):
    calm = dict.fromkeys(
        (
            "fever",
            "hot_joint",
            "clot_signs",
            "bone_injury",
            "locking",
            "anticoagulant",
            "pregnant",
            "osteoporosis",
        ),
        "no",
    )
    label = say("kneewise.care.crosstraining", "breaststroke.label")
    outer = client.post("/crosstraining", data=calm | {"site": "outside-above"}).text
    inner = client.post("/crosstraining", data=calm | {"site": "inside-joint-line"}).text
    assert f"<h2>{label}</h2>" in outer
    assert f"<h2>{label}</h2>" not in inner
    assert label in inner


def test_what_was_answered_stays_in_the_form(client):
    page = client.post("/crosstraining", data={"fever": "no", "hot_joint": "unknown"}).text
    assert '<input type="hidden" name="fever" value="no">' in page


def test_a_site_that_is_none_is_said(client):
    assert client.post("/crosstraining", data={"site": "elbow"}).status_code == 400


def test_the_outlook_is_a_curve_with_its_table(client, home):
    began = date.today() - timedelta(days=20)  # noqa: DTZ011 - a local date, as the diary counts
    with open_journal(home) as journal:
        journal.start_episode(began, Side.LEFT, Site.AROUND_KNEECAP)
        journal.rate(4, side=Side.LEFT)
    page = client.get("/outlook").text
    assert page.count('class="curve"') == 1
    assert page.count("<tr>") > 5
    assert client.get("/outlook", params={"diagnosis": "kneecap"}).status_code == 200
    assert client.get("/outlook", params={"diagnosis": "gout"}).status_code == 400
    assert client.get("/outlook", params={"side": "middle"}).status_code == 400


def test_without_an_episode_there_is_no_curve_but_a_way_to_one(client):
    page = client.get("/outlook").text
    assert 'class="curve"' not in page
    assert 'href="/diary#episodes"' in page


def test_the_way_back_shows_the_step_and_what_happened(told_client):
    page = told_client.get("/return").text
    assert 'aria-current="step"' in page
    assert page.count("/runs/") >= 1
