"""Prevention: every tip with how sure it is, and insoles as a trial with a start and an end."""

from __future__ import annotations

import re

import pytest

from kneewise.care.prevention import all_rules
from kneewise.journal import open_journal
from kneewise.model.words import say

ROOM, PAGE = "kneewise.care.prevention", "kneewise.web.pages.prevention"


@pytest.fixture
def screened(client_of, regular):
    return client_of(regular)


def test_every_tip_stands_with_its_certainty_its_class_and_its_sources(screened, regular):
    page = screened.get("/prevention").text
    with open_journal(regular) as journal:
        tips = journal.prevention().tips
    assert len(tips) == len(all_rules())
    for tip in tips:
        card = page.partition(f'id="{tip.name}"')[2].partition("</article>")[0]
        assert tip.label in card
        assert say(ROOM, f"certainty.{tip.certainty}") in card
        for advice in tip.advice:
            assert say("kneewise.web", f"basis.{advice.basis}") in card.lower()
            assert all(f'href="/evidence/{key}"' in card for key in advice.sources)
        assert (tip.article is None) or tip.article.says in card


def test_no_tip_is_left_without_a_heading_of_its_own(screened):
    page = screened.get("/prevention").text
    assert say(PAGE, "group.more") not in re.findall(r"<h2>(.*?)</h2>", page)


def test_the_best_supported_comes_first(screened):
    page = screened.get("/prevention").text
    assert page.index('id="volume"') < page.index('id="hip_core"') < page.index('id="stretching"')


def test_insoles_are_begun_worn_and_ended(screened, regular):
    assert say(PAGE, "insoles.begin") in screened.get("/prevention").text
    worn = screened.post("/prevention/insoles", data={"done": "worn"})
    assert worn.headers["location"] == "/prevention#insoles"
    page = screened.get("/prevention").text
    assert say(PAGE, "insoles.begin") not in page
    assert say(PAGE, "insoles.end") in page
    assert screened.post("/prevention/insoles", data={"done": "ended"}).is_redirect
    page = screened.get("/prevention").text
    assert say(PAGE, "insoles.begin") in page
    with open_journal(regular) as journal:
        assert [entry.value for entry in journal.log_entries() if entry.kind == "insoles"] == [1, 0]
        assert journal.prevention().insoles.ended_on is not None


def test_a_warning_sign_allows_no_trial_but_its_end(screened, regular):
    screened.post("/prevention/insoles", data={"done": "worn"})
    with open_journal(regular) as journal:
        journal.answer_symptoms({"chest": "chest-pain"})
        assert journal.screening().flags
    page = screened.get("/prevention").text
    assert say(PAGE, "insoles.worn") not in page
    assert say(PAGE, "insoles.end") in page
    refused = screened.post("/prevention/insoles", data={"done": "worn"})
    assert refused.status_code == 400
    assert "warning sign" in refused.text
    assert screened.post("/prevention/insoles", data={"done": "ended"}).is_redirect


@pytest.mark.parametrize("done", ["ended", "eaten", ""])
def test_what_can_not_be_noted_is_said(screened, done):
    assert screened.post("/prevention/insoles", data={"done": done}).status_code in {400, 422}
