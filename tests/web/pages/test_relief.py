"""Relief: nothing shown before it is asked, use noted, and never to make a run possible."""

from __future__ import annotations

import pytest
from tests.care.check.answering import clear

from kneewise.care.relief import ICE_QUESTIONS, QUESTIONS
from kneewise.journal import open_journal
from kneewise.model.words import say

NO_ICE_HARM = dict.fromkeys(ICE_QUESTIONS, "no")
NO_TO_ALL = {question.key: "no" for question in QUESTIONS} | {"country": "DE", "age": "41"}
RELIEF = "kneewise.care.relief"


def test_no_gel_is_shown_before_the_questions_are_answered(client):
    page = client.get("/relief").text
    assert say(RELIEF, "offer.not_shown") in page
    assert "left today" not in page


def test_one_yes_of_the_hard_ones_shows_none(client):
    page = client.post("/relief", data=NO_TO_ALL | {"kidney": "yes"}).text
    assert say(RELIEF, "offer.not_shown") in page


def test_an_unscreened_adult_sees_none_whatever_is_answered(client):
    assert say(RELIEF, "offer.not_shown") in client.post("/relief", data=NO_TO_ALL).text


def test_a_screened_adult_without_reasons_sees_them_with_limits(client, home):
    with open_journal(home) as journal:
        journal.answer_symptoms(clear() | {"consent": "yes"})
    page = client.post("/relief", data=NO_TO_ALL).text
    assert say(RELIEF, "offer.shown") in page
    assert "left today" in page


def test_ice_is_noted_only_where_it_may_be_used(client, home):
    assert client.post("/relief/ice", data={"minutes": "10"}).is_redirect
    with open_journal(home) as journal:
        assert journal.log_entries() == ()
    assert client.post("/relief/ice", data=NO_ICE_HARM | {"minutes": "10"}).is_redirect
    with open_journal(home) as journal:
        assert [(e.kind, e.value) for e in journal.log_entries()] == [("ice", 10.0)]


@pytest.mark.parametrize("minutes", ["", "-3", "600", "ten"])
def test_minutes_that_can_not_be_are_said(client, minutes):
    assert client.post("/relief/ice", data=NO_ICE_HARM | {"minutes": minutes}).status_code == 400


def test_a_gel_that_was_used_counts_its_day(client, home):
    answer = client.post("/relief/gel", data={"name": "diclofenac-2.32", "grams": "2,5"})
    assert answer.headers["location"] == "/relief#gel"
    with open_journal(home) as journal:
        kinds = {entry.kind for entry in journal.log_entries()}
    assert kinds == {"gel", "painkiller"}
    assert client.post("/relief/gel", data={"name": "snake oil", "grams": "2"}).status_code == 400
    assert client.post("/relief/gel", data={"name": "ibuprofen-5", "grams": "x"}).status_code == 400


def test_every_visit_says_that_it_is_not_for_running(client):
    assert say("kneewise.web.pages.relief", "never_to_run") in client.get("/relief").text
