"""The Why page: a kept answer at once, a new one as it comes, worked out once for all."""

from __future__ import annotations

import asyncio
import re
import threading
from contextlib import aclosing
from datetime import UTC, datetime
from html import unescape

import pytest
from tests.journal.test_why_words import cause, ranking
from tests.running import run
from tests.web.conftest import served

import kneewise.why
from kneewise.journal import open_journal
from kneewise.journal.why_words import why_view
from kneewise.model.ranking import CauseVerdict, Ranking, RankingVerdict
from kneewise.model.words import say
from kneewise.web.pages.why.answering import Answering, Asked, Work, answers_for
from kneewise.web.pages.why.showing import shown
from kneewise.web.wording import Wording

PAGE = "kneewise.web.pages.why"
WAIT_S = 30
"""Only reached when something is broken: what waits here is set by the test itself."""


class Slow:
    """An analysis that gives its first fits, waits until it is let go, then gives the whole."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()
        self.calls = 0

    def __call__(self, _history, _table, _question, on_progress):
        """The stages, as `rank_stages` gives them."""
        self.calls += 1
        yield answer(complete=False)
        on_progress(1, 2, "the first check")
        self.begun.set()
        assert self.let_go.wait(WAIT_S)
        on_progress(2, 2, "the last check")
        yield answer(complete=True)


def answer(*, complete: bool) -> Ranking:
    """An answer with nothing in it."""
    return Ranking(
        verdict=RankingVerdict.CANT_TELL,
        side=None,
        episode=None,
        index_run=None,
        rated_runs=7,
        painful_runs=0,
        at_risk_runs=0,
        unexplained=None,
        next=("Rate your runs.",),
        causes=(),
        complete=complete,
    )


@pytest.fixture
def slow(monkeypatch):
    """The analysis, held up."""
    held = Slow()
    monkeypatch.setattr(kneewise.why, "rank_stages", held)
    yield held
    held.let_go.set()


@pytest.fixture
def kept(told_home):
    """An answer that is kept."""
    with open_journal(told_home) as journal:
        return journal.why()


@pytest.fixture
def asked_anew(told_home):
    """Something was told since, so that no kept answer holds."""
    with open_journal(told_home) as journal:
        journal.rate(0, run="latest")


def events(text: str) -> list[str]:
    """The names of the events of a stream."""
    return re.findall(r"^event: (\w+)$", text, re.MULTILINE)


def finished(client) -> Answering:
    """The state of the plain question once it is over."""

    async def last() -> Answering:
        work = answers_for(client.app).at(Asked())
        assert work is not None
        async with asyncio.timeout(WAIT_S), aclosing(work.states()) as states:
            found = [state async for state in states]
        return found[-1]

    return run(last())


def test_an_empty_home_says_what_it_will_show_and_works_nothing_out(client, slow):
    page = client.get("/why").text
    assert "/import" in page
    assert slow.calls == 0


def test_a_kept_answer_is_shown_at_once(told_client, kept, slow):
    page = told_client.get("/why").text
    assert slow.calls == 0
    assert "effect-axis" in page
    assert 'id="working"' not in page


def test_the_page_answers_while_the_answer_is_worked_out(told_client, asked_anew, slow):
    page = told_client.get("/why")
    assert page.status_code == 200
    assert not slow.let_go.is_set()
    assert 'id="working"' in page.text
    assert 'class="timeline' in page.text
    assert slow.begun.wait(WAIT_S)
    again = told_client.get("/why").text
    assert "the first check" in again
    slow.let_go.set()
    finished(told_client)
    assert "Rate your runs." in told_client.get("/why").text
    assert slow.calls == 1


def test_who_asks_at_once_is_answered_by_one_working_out(told_client, asked_anew, slow):
    pages = []
    asking = [
        threading.Thread(target=lambda: pages.append(told_client.get("/why").status_code))
        for _ in range(6)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(WAIT_S)
    slow.let_go.set()
    finished(told_client)
    assert pages == [200] * 6
    assert slow.calls == 1


def test_another_question_waits_for_its_turn_and_gets_it(told_client, asked_anew, slow):
    told_client.get("/why")
    assert slow.begun.wait(WAIT_S)
    slow.begun.clear()
    assert told_client.get("/why?side=right").status_code == 200
    assert slow.calls == 1
    slow.let_go.set()
    assert slow.begun.wait(WAIT_S)
    assert slow.calls == 2


def test_the_stream_gives_main_fits_then_checks_then_the_answer(told_client, asked_anew, slow):
    told_client.get("/why")
    assert slow.begun.wait(WAIT_S)
    streamed = []
    looking = threading.Thread(
        target=lambda: streamed.append(told_client.get("/why/progress").text)
    )
    looking.start()
    slow.let_go.set()
    looking.join(WAIT_S)
    (text,) = streamed
    names = events(text)
    assert (names[0], names[-1]) == ("first", "answer")
    assert "Rate your runs." in text


def test_a_stream_of_a_question_nobody_asked_says_to_ask_again(told_client):
    assert events(told_client.get("/why/progress?side=right").text) == ["again"]


def test_a_browser_that_leaves_does_not_end_it(told_client, asked_anew, slow):
    told_client.get("/why")

    async def look_and_leave() -> None:
        work = answers_for(told_client.app).at(Asked())
        async with aclosing(work.states()) as states:
            async for _state in states:
                return

    run(look_and_leave())
    slow.let_go.set()
    assert finished(told_client).answer is not None


def test_asked_anew_the_kept_answer_stands_until_the_new_one(told_client, kept, slow):
    before = told_client.get("/why").text
    assert told_client.post("/why").headers["location"] == "/why"
    meanwhile = told_client.get("/why").text
    assert 'id="working"' in meanwhile
    assert meanwhile.count("effect-axis") == before.count("effect-axis")
    slow.let_go.set()
    finished(told_client)
    assert "Rate your runs." in told_client.get("/why").text


def test_asking_anew_twice_works_it_out_once(told_client, slow):
    told_client.post("/why")
    told_client.post("/why")
    slow.let_go.set()
    finished(told_client)
    assert slow.calls == 1


def test_what_is_told_meanwhile_ends_it_and_begins_anew(told_client, told_home, asked_anew, slow):
    told_client.get("/why")
    assert slow.begun.wait(WAIT_S)
    old = answers_for(told_client.app).at(Asked())
    with open_journal(told_home) as journal:
        journal.rate(2, run="latest")
    told_client.get("/why")
    new = answers_for(told_client.app).at(Asked())
    assert new is not old
    slow.let_go.set()
    assert finished(told_client).answer is not None

    async def end_of_old() -> Answering:
        async with asyncio.timeout(WAIT_S), aclosing(old.states()) as states:
            return [state async for state in states][-1]

    assert run(end_of_old()).stopped


def test_the_end_of_the_server_ends_it(client_of, told_home, asked_anew, slow):
    with client_of(told_home) as client:
        client.get("/why")
        assert slow.begun.wait(WAIT_S)
        app = client.app
    slow.let_go.set()
    assert finished(client).stopped
    assert answers_for(app).ask(Asked(), "later").state.answer is None


def test_what_goes_wrong_is_a_sentence_and_can_be_tried_again(told_client, asked_anew, monkeypatch):
    def broken(*_args):
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(kneewise.why, "rank_stages", broken)
    told_client.get("/why")
    assert finished(told_client).failed
    page = told_client.get("/why").text
    assert "went wrong inside" in page
    assert "secret" not in page
    assert '<form method="post" action="/why">' in page


@pytest.mark.parametrize("asked", ["?side=middle", "?episode=soon", "?episode=2999-01-01"])
def test_what_is_no_knee_and_no_day_is_a_sentence(told_client, asked):
    page = told_client.get(f"/why{asked}")
    assert page.status_code == 400
    assert "<h1" in page.text


def test_every_study_of_a_suspect_has_its_page(told_client, kept):
    page = told_client.get("/why?every=1").text
    keys = set(re.findall(r'href="/evidence/([A-Z0-9]+)"', page))
    assert keys
    assert {told_client.get(f"/evidence/{key}").status_code for key in keys} == {200}


def test_the_states_of_a_work_end_with_the_one_that_is_over(tmp_path):
    work = Work(Asked(), "mark", tmp_path)

    async def all_of_them() -> list[Answering]:
        async with aclosing(work.states()) as states:
            out = [await anext(states)]
            work._put(done=1, total=2)
            out.append(await anext(states))
            work._put(stopped=True)
            out += [state async for state in states]
        return out

    assert [(one.done, one.over) for one in run(all_of_them())] == [
        (0, False),
        (1, False),
        (1, True),
    ]


def test_the_answer_takes_its_place_in_the_page(browser, told_home, asked_anew, slow):
    with served(told_home) as address, browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{address}/why")
        tab.wait_for_selector("#working")
        slow.let_go.set()
        tab.wait_for_selector("#answer [data-title]")
        assert tab.locator("#working").count() == 0


def test_on_paper_everything_is_open_and_nothing_leads_on(browser, served_home):
    with browser.new_context(
        service_workers="block", viewport={"width": 700, "height": 900}
    ) as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/why")
        tab.wait_for_selector(".suspects")
        tab.emulate_media(media="print")
        assert tab.locator(".suspects details li").first.is_visible()
        assert not tab.locator("nav.bar").is_visible()
        assert not tab.locator(".asked").is_visible()
        assert tab.pdf(format="A4").startswith(b"%PDF")


def test_a_suspect_that_a_route_can_have_less_of_leads_to_the_planner():
    told = cause("descent", CauseVerdict.SUSPECTED)
    other = cause("shoe_km", CauseVerdict.SUSPECTED)
    untold = cause("hard_surface", CauseVerdict.CANT_TELL)
    cards = shown(ranking(told, other, untold), Wording(), every=True).cards
    assert {card.suspect.names[0]: card.route for card in cards} == {
        "descent": True,
        "shoe_km": False,
        "hard_surface": False,
    }


def linked(page: str, words: str) -> list[str]:
    """Where links with these words lead."""
    return re.findall(rf'href="([^"]+)"[^>]*>{re.escape(words)}<', page)


def test_what_was_seen_at_a_run_opens_that_run(told_client, kept):
    page = told_client.get("/why?every=1").text
    assert kept.index_run is not None
    found = linked(page, say(PAGE, "that_run"))
    assert len(found) > page.count('class="effect-axis"') // 2
    assert set(found) == {f"/runs/{kept.index_run}"}


def test_every_run_of_the_time_line_opens_from_the_drawing(told_client, kept):
    page = told_client.get("/why").text
    drawing = page[page.index('<svg class="timeline') :].partition("</figure>")[0]
    opened = re.findall(r'<a href="(/runs/\d+)"', drawing)
    table = page.partition("</figure>")[2].rpartition('class="behind"')[2]
    assert opened
    assert set(opened) == set(re.findall(r'href="(/runs/\d+)"', table))


def test_what_is_not_explained_leads_to_what_that_means(told_client, kept):
    assert kept.unexplained is not None
    (to,) = linked(told_client.get("/why").text, say(PAGE, "unexplained.how"))
    path, _, place = to.partition("#")
    assert f'id="{place}"' in told_client.get(path).text


def test_the_picture_says_its_finding_before_its_legend(told_client, kept):
    page = unescape(told_client.get("/why").text)
    finding = why_view(kept).finding
    assert f"<figcaption><strong>{finding}</strong> {say(PAGE, 'effect.caption')}" in page


def test_on_paper_stands_whose_answer_it_is_and_of_which_day(browser, served_home):
    with browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/why")
        head = tab.locator(".sheet-head")
        assert not head.is_visible()
        tab.emulate_media(media="print")
        assert head.is_visible()
        said = head.inner_text()
    today = datetime.now(UTC).astimezone().date()
    assert said == say(PAGE, "sheet", runner="me", day=Wording().day(today))
