"""The diary page: rate on a map, note everything else, leaf through it; without a script too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.model.diary import LOG_KINDS, Side, Site, Window
from kneewise.web.pages.diary.log_forms import the_groups

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


def logged(journal: Journal) -> dict[str, float | None]:
    return {entry.kind: entry.value for entry in journal.log_entries()}


def test_an_empty_diary_says_what_it_will_show(client):
    assert "Here stands everything you tell" in client.get("/diary").text


def test_every_place_can_be_chosen_and_is_named_in_words(client):
    page = client.get("/diary").text
    for site in Site:
        assert page.count(f'type="radio" name="site" value="{site}"') == 1
    assert "inner side, at the joint line" in page


def test_a_rating_is_kept_as_it_was_said_coarse_ones_coarse(client, journal):
    said = {"value": "4", "side": "left", "site": "inside", "window": "day_evening"}
    answer = client.post("/diary/rate", data={**said, "back": "/diary#told"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/diary#told")
    (entry,) = journal.store.diary.pain()
    assert (entry.side, entry.site, entry.value) == (Side.LEFT, Site.INSIDE, 4)


def test_the_sentence_of_what_was_kept_is_said_on_the_next_page(client):
    client.post("/diary/rate", data={"value": "4", "side": "left", "window": "day_evening"})
    assert "Noted: left 4/10" in client.get("/diary").text


def test_a_day_of_the_past_is_rated_by_its_date(client, journal):
    day = TODAY - timedelta(days=3)
    form = {"value": "1", "side": "right", "window": "day_morning", "day": day.isoformat()}
    client.post("/diary/rate", data=form)
    (entry,) = journal.store.diary.pain()
    assert (entry.day, entry.window) == (day, Window.DAY_MORNING)


def test_todays_date_in_the_field_says_nothing_of_a_run(told_client, told_home):
    with open_journal(told_home) as journal:
        run = journal.runs(last=1)[0]
    form = {"value": "2", "side": "left", "window": "during", "run": str(run.id)}
    told_client.post("/diary/rate", data={**form, "day": TODAY.isoformat()})
    with open_journal(told_home) as journal:
        assert journal.last_rating()[0].run_id == run.id


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "11"},
        {"value": ""},
        {"value": "3", "site": "elbow"},
        {"value": "3", "side": "middle"},
        {"value": "3", "window": "sometime"},
        {"value": "3", "day": "yesterday"},
        {"value": "3", "at": "2026-01-01T10:00:00"},
        {"value": "3", "at": "soon"},
    ],
)
def test_what_is_no_rating_is_refused_with_a_sentence(client, journal, wrong):
    answer = client.post("/diary/rate", data=wrong)
    assert answer.status_code in {400, 422}
    assert "<h1>" in answer.text
    assert journal.store.diary.pain() == ()


def test_every_kind_of_log_has_one_field_with_its_limits(client):
    page = client.get("/diary").text
    for kind in LOG_KINDS:
        assert page.count(f'name="{kind}"') == 1, kind
    assert 'name="sleep" min="0" max="24"' in page


def test_every_kind_has_its_words_and_a_new_one_is_not_lost(monkeypatch):
    monkeypatch.setitem(LOG_KINDS, "mood", "0-10")
    groups = the_groups(())
    assert [field.kind for field in groups[-1].fields] == ["mood"]


def test_what_causes_ask_for_says_what_for(client):
    assert "Used for: " in client.get("/diary").text


def test_several_lines_of_a_day_are_noted_at_once_and_empty_is_not_said(client, journal):
    day = (TODAY - timedelta(days=1)).isoformat()
    client.post("/diary/log", data={"day": day, "sleep": "6,5", "stress": "0", "soreness": ""})
    assert logged(journal) == {"sleep": 6.5, "stress": 0}
    assert {entry.day.isoformat() for entry in journal.log_entries()} == {day}


def test_all_lines_are_noted_or_none(client, journal):
    answer = client.post(
        "/diary/log", data={"day": TODAY.isoformat(), "sleep": "7", "stress": "99"}
    )
    assert answer.status_code == 400
    assert logged(journal) == {}


def test_a_warm_up_may_name_its_run(told_client, told_home):
    with open_journal(told_home) as journal:
        run = journal.runs(last=1)[0]
    form = {"day": TODAY.isoformat(), "warm_up": "8", "run": str(run.id)}
    told_client.post("/diary/log", data=form)
    with open_journal(told_home) as journal:
        entry = journal.log_entries()[-1]
        assert (entry.run_id, entry.day) == (run.id, run.day)


def test_a_note_says_which_or_why(client, journal):
    client.post(
        "/diary/log", data={"day": TODAY.isoformat(), "skipped": "1", "note.skipped": "sore"}
    )
    assert journal.log_entries()[0].note == "sore"


def test_a_line_is_taken_back_and_what_speaks_against_running_is_not(client, journal):
    client.post("/diary/log", data={"day": TODAY.isoformat(), "sleep": "7"})
    client.post("/diary/log", data={"day": TODAY.isoformat(), "limp": "1"})
    numbers = {entry.kind: number for number, entry in journal.log_lines()}
    page = client.get("/diary").text
    assert f"/diary/log/{numbers['sleep']}/remove" in page
    assert f"/diary/log/{numbers['limp']}/remove" not in page
    assert "what speaks against running is not taken back" in page
    assert client.post(f"/diary/log/{numbers['sleep']}/remove").status_code == 303
    assert client.post(f"/diary/log/{numbers['limp']}/remove").status_code == 400
    assert logged(journal) == {"limp": 1}


def test_an_episode_begins_and_ends(client, journal):
    began = (TODAY - timedelta(days=5)).isoformat()
    client.post("/diary/episode", data={"day": began, "side": "right", "site": "back"})
    (episode,) = journal.episodes()
    assert (episode.side, episode.began_on, episode.site) == (
        Side.RIGHT,
        date.fromisoformat(began),
        Site.BACK,
    )
    assert "Right knee, since" in client.get("/diary").text
    client.post(f"/diary/episode/{episode.id}/end", data={"day": TODAY.isoformat()})
    assert journal.episodes()[0].ended_on == TODAY


def test_an_episode_needs_its_day_and_knee(client, journal):
    assert client.post("/diary/episode", data={"day": "", "side": "left"}).status_code in {400, 422}
    assert journal.episodes() == ()


def test_the_diary_is_leafed_through_to_its_beginning(told_client):
    page = told_client.get("/diary").text
    assert "What you told, day by day" in page
    earlier = page.partition('href="/diary?until=')[2][:10]
    older = told_client.get(f"/diary?until={earlier}").text
    assert date.fromisoformat(earlier) < TODAY
    assert older != page


def test_two_painful_runs_offer_an_episode(told_client, told_home):
    with open_journal(told_home) as journal:
        for episode in journal.episodes():
            if episode.ended_on is None:
                journal.end_episode(max(episode.began_on, TODAY), episode.id)
        for run in journal.runs(last=3):
            journal.rate(6, run=run.id, side=Side.RIGHT)
    assert "Two of your last three rated runs hurt the right knee" in told_client.get("/diary").text


def test_get_changes_nothing(told_client, told_home):
    with open_journal(told_home) as journal:
        before = journal.store.diary.pain_history(), journal.log_lines(), journal.episodes()
    told_client.get("/diary?side=left&site=back&window=during")
    with open_journal(told_home) as journal:
        assert (
            journal.store.diary.pain_history(),
            journal.log_lines(),
            journal.episodes(),
        ) == before


def test_the_map_is_tapped_and_told_by_keyboard(browser, served_home):
    """Each spot is 44 px at 360 px, named, reached by arrow keys, and one tap rates."""
    with browser.new_context(
        viewport={"width": 360, "height": 780}, service_workers="block"
    ) as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/diary")
        for site in Site:
            target = tab.locator(f'input[name="site"][value="{site}"]')
            box = target.locator("xpath=..") if target.bounding_box()["width"] < 44 else target
            size = box.bounding_box()
            assert min(size["width"], size["height"]) >= 44, site
            assert 0 <= size["x"] <= 360 - size["width"] + 1
        spot = tab.get_by_role("radio", name="behind the kneecap", exact=True)
        spot.click()
        assert spot.is_checked()
        spot.press("ArrowDown")
        assert tab.get_by_role("radio", name="bottom edge of the kneecap").is_checked()


def test_the_right_knee_is_the_left_turned_over(browser, served_home):
    with browser.new_context(
        viewport={"width": 360, "height": 780}, service_workers="block"
    ) as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/diary")
        spot = tab.locator('input[value="front-around-kneecap"]')
        tab.locator('#rate [name="side"][value="left"]').check()
        left = spot.bounding_box()["x"]
        tab.locator('#rate [name="side"][value="right"]').check()
        assert spot.bounding_box()["x"] > left + 40
