"""The score page: answers 0 to 10 or open, and what a change is worth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kneewise.care.scores import ITEMS
from kneewise.journal import open_journal
from kneewise.model.diary import Side

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


def test_an_empty_page_says_what_it_will_show_and_asks(client):
    page = client.get("/score").text
    assert "Here stands, for each knee" in page
    for item in ITEMS:
        assert page.count(f'name="a.{item.key}"') == 12, item.key


def test_answers_are_kept_and_what_is_open_stays_open(client, journal):
    form = {"side": "left", "day": TODAY.isoformat(), "a.stairs_down": "3", "a.walking": "0"}
    assert client.post("/score", data={**form, "a.squatting": ""}).status_code == 303
    (progress,) = journal.scores()
    answers = progress.scores[0].answers
    assert (answers["stairs_down"], answers["walking"], answers["squatting"]) == (3, 0, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"side": "left"},
        {"side": "left", "a.walking": "11"},
        {"a.walking": "3"},
        {"side": "left", "a.walking": "3", "day": "2999-01-01"},
    ],
)
def test_what_is_no_answer_is_refused(client, journal, wrong):
    assert client.post("/score", data=wrong).status_code == 400
    assert journal.scores() == ()


def test_the_history_is_drawn_with_its_table_and_the_words_of_the_change(client, journal):
    whole = {item.key: 5 for item in ITEMS}
    journal.score(whole, side=Side.LEFT, day=TODAY - timedelta(days=20))
    journal.score(whole | {"pain_run": 1}, side=Side.LEFT, day=TODAY)
    page = client.get("/score").text
    assert page.count('<circle class="middle"') == 2
    assert "5 to 1 of 10, better" in page
    assert "Can&#39;t tell what that is worth" in page
    assert "<caption>" in page
