"""Experiments: what could be tried and why not, one begun, followed without a look, and its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kneewise.care.trial import Plan, all_levers
from kneewise.care.trial.blocks import draw_blocks
from kneewise.journal import open_journal, trying
from kneewise.model.diary import Side
from kneewise.model.trial import Trial, TrialDesign
from kneewise.model.words import say

ROOM, PAGE = "kneewise.care.trial", "kneewise.web.pages.trials"
PROPOSED = "/trials/propose?lever=warm_up&side=left"


@pytest.fixture
def ready(client_of, regular):
    """Pages of a green runner who may begin one."""
    return client_of(regular)


def began(home, days: int, **more) -> Trial:
    """A trial of 16 runs that began so many days ago."""
    entered = datetime.now(UTC) - timedelta(days=days, hours=8)
    design = TrialDesign(draw_blocks(4, 5), 2, 48.0, 5)
    one = Trial("warm_up", Side.LEFT, design, entered.date(), entered, **more)
    with open_journal(home) as journal:
        return journal.store.trials.add(one)


def test_an_empty_home_lists_every_change_and_why_none_may_begin(client):
    page = client.get("/trials").text
    assert all(say(ROOM, f"{lever.name}.label") in page for lever in all_levers())
    assert say(PAGE, "not_now") in page
    assert "symptom check is not complete" in page
    assert "on the way back to running" not in page
    assert "Too few runs are known (0 runs)" in page
    assert client.post("/trials/start", data={"lever": "warm_up"}).status_code == 400


def test_power_is_said_in_words_and_drawn(ready, monkeypatch):
    plan = Plan(pairs=4, power=0.62, stopped=0.1, weeks=7.0, past_runs=40, trials=150)
    monkeypatch.setattr(trying, "plan_for", lambda *_, **__: plan)
    page = ready.get("/trials?whole=1").text
    assert "That is middling" in page
    assert say(PAGE, "power.said", count=6) in page
    assert say(PAGE, "stopped.said", count=1) in page
    assert page.count('class="tenths"') == 2
    for name, count in (("power", 6), ("stopped", 1)):
        said = say(PAGE, f"{name}.said", count=count)
        assert f"<figcaption><strong>{said}</strong> {say(PAGE, f'{name}.legend')}" in page


def test_the_page_does_not_wait_for_what_is_simulated(ready, monkeypatch):
    plan = Plan(pairs=4, power=0.62, stopped=0.1, weeks=7.0, past_runs=40, trials=150)
    made = []
    monkeypatch.setattr(trying, "plan_for", lambda *_, **__: made.append(1) or plan)
    page = ready.get("/trials").text
    assert made == []
    assert say(PAGE, "takes.waiting") in page
    assert 'data-takes="/trials/takes?side=' in page
    assert say(ROOM, "warm_up.what")[:20] in page
    assert "That is middling" in ready.get("/trials/takes").text
    assert "That is middling" in ready.get("/trials").text
    assert made == [1]


def test_a_rating_has_it_simulated_anew(ready, monkeypatch):
    plan = Plan(pairs=4, power=0.62, stopped=0.1, weeks=7.0, past_runs=40, trials=150)
    monkeypatch.setattr(trying, "plan_for", lambda *_, **__: plan)
    ready.get("/trials/takes")
    ready.post("/diary/rate", data={"value": "1", "window": "day_evening"})
    assert say(PAGE, "takes.waiting") in ready.get("/trials").text


def test_a_proposal_begins_nothing_and_names_both_ways(ready, regular):
    page = ready.get(PROPOSED).text
    assert say(ROOM, "warm_up.usual") in page
    assert say(ROOM, "warm_up.never") in page
    assert say(PAGE, "consent", side="left") in page
    with open_journal(regular) as journal:
        assert journal.trials() == ()


def test_one_is_begun_once_and_followed(ready, regular):
    said = {"lever": "warm_up", "side": "left"}
    assert ready.post("/trials/start", data=said).headers["location"] == "/trials"
    page = ready.get("/trials").text
    assert say(PAGE, "running") in page
    assert say(PAGE, "next") in page
    assert say(ROOM, "stop.rule") in page
    assert ready.post("/trials/start", data=said).status_code == 400
    with open_journal(regular) as journal:
        assert len(journal.trials()) == 1
    assert say(PAGE, "consent", side="left") not in ready.get(PROPOSED).text


def test_a_running_one_tells_no_result_and_no_rating(ready, regular):
    began(regular, 21)
    page = ready.get("/trials").text
    assert say(ROOM, "state.silent") in page
    assert say(PAGE, "run.rated.yes") in page
    assert "0/10" not in page
    assert say(PAGE, "result") not in page


def test_breaking_off_is_confirmed_first_and_draws_no_answer(ready, regular):
    began(regular, 21)
    page = ready.get("/trials").text
    assert page.index(say(PAGE, "stop.what")) < page.index(say(PAGE, "stop.yes"))
    assert ready.post("/trials/stop").headers["location"] == "/trials"
    page = ready.get("/trials").text
    assert say(ROOM, "given_up.silent") in page
    assert say(PAGE, "result") not in page
    assert ready.post("/trials/stop").status_code == 404


def test_an_ended_one_says_so_honestly(ready, regular):
    number = began(regular, 60).id
    page = ready.get(f"/trials/{number}").text
    assert say(ROOM, "verdict.too_few") in page
    assert "0/10" in page


def test_a_result_is_drawn_with_its_range_and_said(ready, regular):
    with open_journal(regular) as journal:
        journal.rate(3, run=journal.runs()[7].id, side=Side.LEFT)
    number = began(regular, 60).id
    page = ready.get(f"/trials/{number}").text
    assert 'class="effect-axis"' in page
    assert "90 % intervals" in page


def test_earlier_ones_stay_within_reach(ready, regular):
    first = began(regular, 60, ended_on=datetime.now(UTC).date(), ended_why="given_up").id
    began(regular, 6)
    assert f'href="/trials/{first}"' in ready.get("/trials").text


def test_two_pairs_are_chosen_where_a_change_asks_for_them(ready, regular):
    assert say(PAGE, "shoes.two") in ready.get("/trials").text
    with open_journal(regular) as journal:
        ids = [journal.add_shoe(name, kind="road", midsole="soft").id for name in ("one", "two")]
    page = ready.get("/trials").text
    assert page.count('name="shoe_a"') == 1
    asked = {"lever": "shoes", "side": "left", "shoe_a": ids[0], "shoe_b": ids[1]}
    page = ready.get("/trials/propose", params=asked).text
    assert "one has 0 runs here" in page
    assert say(PAGE, "consent", side="left") not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/trials/7", 404),
        ("/trials/first", 422),
        ("/trials/99999999999999999999", 404),
        ("/trials/propose?lever=magic", 404),
        ("/trials/propose", 404),
        ("/trials?side=middle", 400),
    ],
)
def test_what_is_not_there_is_said(ready, path, status):
    assert ready.get(path).status_code == status
