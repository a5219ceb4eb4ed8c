"""The shoes page: every pair with what is known and not known, added, put right and put away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.model.words import load_words


def _shoes(home):
    with open_journal(home) as journal:
        return {story.line.shoe.name: story.line.shoe for story in journal.shoe_shelf()}


def test_no_pair_yet_says_the_next_step(client):
    page = client.get("/shoes").text
    assert 'href="#add"' in page
    assert "<details open>" in page


def test_a_pair_is_added_put_right_and_put_away(client, home):
    said = {"name": "Feather", "kind": "road", "foam": "eva", "start": "12,5", "drop_mm": "8"}
    assert client.post("/shoes", data=said).status_code == 303
    shoe = _shoes(home)["Feather"]
    assert (shoe.kind, shoe.foam, shoe.start_km, shoe.midsole) == ("road", "eva", 12.5, None)
    edit = client.get(f"/shoes/{shoe.id}").text
    assert 'value="Feather"' in edit
    client.post(f"/shoes/{shoe.id}", data={"name": "Feather 2", "midsole": "soft"})
    changed = _shoes(home)["Feather 2"]
    assert (changed.id, changed.foam, changed.midsole) == (shoe.id, None, "soft")
    client.post(f"/shoes/{shoe.id}/retire")
    assert _shoes(home)["Feather 2"].retired
    assert f'action="/shoes/{shoe.id}/use"' in client.get("/shoes").text
    client.post(f"/shoes/{shoe.id}/use")
    assert not _shoes(home)["Feather 2"].retired


def test_every_pair_shows_its_distance_and_leads_to_its_runs(told_client, told_home):
    page = told_client.get("/shoes").text
    with open_journal(told_home) as journal:
        worn = [line for line in journal.shoes() if line.runs]
    assert worn
    for line in worn:
        assert line.shoe.name in page
        assert f"{line.km:.0f} km in {line.runs} runs" in page
        assert f"/runs?shoe={line.shoe.id}#list" in page


def test_cushioning_is_said_for_eva_and_not_known_for_the_rest(client):
    client.post("/shoes", data={"name": "Old", "foam": "eva", "start": "500"})
    client.post("/shoes", data={"name": "Fast", "foam": "super", "start": "500"})
    client.post("/shoes", data={"name": "Odd"})
    page = client.get("/shoes").text
    assert "about 73 % of new" in page
    assert "this kind of foam was not measured" in page
    assert "say which foam it has" in page
    assert "whether that hurts knees is unknown" in page


def test_what_research_says_leads_to_its_studies(client):
    page = client.get("/shoes").text
    sentence = load_words("kneewise.causes")["shoe_km.evidence"]
    assert sentence.text in page
    for key in sentence.sources:
        assert f'href="/evidence/{key}"' in page


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "A", "kind": "clogs"},
        {"name": "A", "start": "many"},
        {"name": "A", "bought_on": "2999-01-01"},
    ],
)
def test_what_no_pair_can_be_is_said_and_nothing_is_kept(client, home, said):
    assert client.post("/shoes", data=said).status_code in {400, 422}
    assert _shoes(home) == {}


def test_a_pair_that_is_not_there_is_said(client):
    assert client.get("/shoes/9").status_code == 404
    assert client.post("/shoes/9", data={"name": "Ghost"}).status_code == 404


def test_a_name_stays_text(client):
    client.post("/shoes", data={"name": "<script>x</script>"})
    assert "<script>x" not in client.get("/shoes").text


def test_advice_on_shoes_is_that_of_prevention_with_its_certainty(client, home):
    page = client.get("/shoes").text
    with open_journal(home) as journal:
        tips = {tip.name: tip for tip in journal.prevention().tips}
    for name in ("soft_midsole", "rotation"):
        assert f'href="/prevention#{name}"' in page
        certainty = load_words("kneewise.care.prevention")[f"certainty.{tips[name].certainty}"]
        assert certainty.text in page


def test_what_is_said_of_the_own_pairs_stands_apart_from_the_certainty(client, home, monkeypatch):
    real = Journal.prevention

    def with_own(self):
        found = real(self)
        tips = tuple(replace(tip, yours=("One of yours.", "And another.")) for tip in found.tips)
        return replace(found, tips=tips)

    monkeypatch.setattr(Journal, "prevention", with_own)
    page = client.get("/shoes").text
    assert page.count('<p class="small">One of yours.</p><p class="small">And another.</p>') >= 2
