"""The form page: a clip handed in, what came of it, what it can't say, and what stays of it."""

from __future__ import annotations

import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.body.form.filmed import pretend
from tests.body.form.walkers import runner

from kneewise.journal import form_model, open_journal
from kneewise.journal.form_measuring import FormWish
from kneewise.model.form import View

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(autouse=True)
def with_model(monkeypatch, tmp_path):
    """A model is there, as far as the page looks."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / form_model.NAME).touch()
    monkeypatch.setenv("KNEEWISE_MODELS", str(folder))


@pytest.fixture
def filmed(monkeypatch, tmp_path):
    return pretend(monkeypatch, tmp_path)


def hand_in(client, name: str = "clip.mp4", content: bytes = b"frames", **said: str):
    return client.post("/form", files=[("clip", (name, content))], data=said)


def until_over(client) -> str:
    """What was told until the clip was done, as the page hears it."""
    return client.get("/form/progress").text


def main(client, path: str = "/form") -> str:
    page = client.get(path).text
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])


def uploads(home):
    return [path for path in (home / "uploads").rglob("*") if path.name.startswith("clip-")]


def test_an_empty_home_says_what_will_stand_here_and_how_to_film(client):
    page = main(client)
    assert "Here stand the figures of your clips" in page
    assert page.count('type="file"') == 1
    assert "60 pictures a second" in page


def test_a_clip_is_measured_and_shown_with_its_limits(client, filmed):
    filmed(runner(spm=172))
    answer = hand_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/form")
    told = until_over(client)
    assert "event: done" in told
    page = main(client)
    assert "Form from the side, left leg" in page
    assert "172.0 steps a minute" in page
    assert page.count('class="gait"') == 3
    assert '<a href="/evidence/NEALHADD2019">' in page
    assert "none is a fault" in page
    assert "No earlier clip of this view" in page


def test_the_skeleton_clip_is_shown_until_it_is_thrown_away(client, filmed, home):
    filmed(runner())
    hand_in(client)
    until_over(client)
    assert "<video controls" in main(client)
    video = client.get("/form/picture/1")
    assert video.headers["content-type"] == "video/webm"
    assert video.content == b"a clip with a skeleton"
    assert uploads(home)
    client.post("/form/forget")
    assert not uploads(home)
    assert "<video" not in main(client)
    assert client.get("/form/picture/1").status_code == 404
    assert "Form from the side" in main(client)


def test_what_was_said_of_the_clip_is_heard(client, filmed):
    filmed(runner())
    hand_in(client, view="rear")
    assert "event: failed" in until_over(client)
    page = main(client)
    assert "You said from behind, but the clip is filmed from the side" in page


def test_a_refused_clip_says_why_and_leaves_nothing(client, filmed, home):
    filmed(runner(spm=110, lift=0.05))
    hand_in(client)
    until_over(client)
    assert "This is walking" in main(client)
    assert not uploads(home)
    assert client.get("/form/picture/1").status_code == 404


def test_a_clip_is_kept_only_where_that_was_ticked(client, filmed, home):
    filmed(runner())
    hand_in(client)
    until_over(client)
    assert not list((home / "clips").glob("??/*"))
    hand_in(client, keep="yes")
    until_over(client)
    assert [path.read_bytes() for path in (home / "clips").glob("??/*")] == [b"frames"]
    assert "clip kept" in main(client)


def test_a_second_clip_while_one_is_looked_at_is_refused(client_of, home, monkeypatch, tmp_path):
    go_on = threading.Event()
    pretend(monkeypatch, tmp_path, lambda: go_on.wait(10))(runner())
    with client_of(home) as client:
        try:
            assert hand_in(client).status_code == 303
            page = main(client)
            assert "Looking at the clip" in page
            assert 'type="file"' not in page
            second = hand_in(client)
            assert second.status_code == 409
            assert "A clip is being looked at since" in second.text
            assert client.post("/form/model").status_code == 409
        finally:
            go_on.set()
        until_over(client)
        assert len(uploads(home)) == 1


def test_the_next_clip_takes_the_place_of_the_last(client, filmed, home):
    filmed(runner())
    for _ in range(2):
        hand_in(client)
        until_over(client)
    assert len(uploads(home)) == 1
    page = main(client)
    assert "Nothing changed beyond its error." in page
    assert 'class="clips"' in page


def test_when_the_server_ends_the_clip_goes(client_of, filmed, home):
    filmed(runner())
    with client_of(home) as client:
        hand_in(client)
        until_over(client)
    assert not uploads(home)


def test_a_form_is_deleted_with_all_that_is_here_of_it(client, filmed, home):
    filmed(runner())
    hand_in(client, keep="yes")
    until_over(client)
    client.post("/form/remove", data={"number": "1"})
    page = main(client)
    assert "Here stand the figures" in page
    assert not uploads(home)
    assert not list((home / "clips").glob("??/*"))


def test_both_legs_are_told_apart_from_behind(client, filmed):
    filmed(runner(View.REAR))
    hand_in(client)
    until_over(client)
    page = main(client)
    assert "Left less right" in page
    assert "pelvic drop, left" in page
    assert "Left is drawn through, right dashed." in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"slow": "fast"}, "That is a number"), ({"view": "above"}, "from the side, from behind")],
)
def test_nonsense_beside_the_clip_is_refused_and_leaves_nothing(client, home, said, sentence):
    answer = hand_in(client, **said)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not uploads(home)


def test_no_file_is_said(client):
    answer = client.post("/form", files=[("clip", ("", b""))])
    assert answer.status_code == 400
    assert "no video in it" in answer.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..", "", "a/b\\c.mp4", "x" * 300, "é\x00.mp4"]
)
def test_a_hostile_name_stays_on_its_tray(client, filmed, home, name):
    filmed(runner())
    hand_in(client, name=name)
    until_over(client)
    assert all(path.parent.parent == home / "uploads" for path in uploads(home))


def test_without_a_model_the_page_asks_before_anything_is_fetched(client, monkeypatch):
    monkeypatch.delenv("KNEEWISE_MODELS")
    page = main(client)
    assert "fetched once from storage.googleapis.com" in page
    assert 'action="/form/model"' in page
    assert 'type="file"' not in page


def test_without_the_extra_the_page_says_its_install_line(client, monkeypatch):
    monkeypatch.setattr(form_model, "find_spec", lambda _: None)
    assert "pip install &#39;kneewise[video]&#39;" in main(client)


def test_a_number_that_is_none_is_not_found(client, filmed):
    assert client.get("/form?number=7").status_code == 404
    filmed(runner())
    hand_in(client)
    until_over(client)
    assert client.get("/form?number=1").status_code == 200
    assert client.get("/form?number=99999999999999999999").status_code == 404


@pytest.mark.parametrize("screen", [(360, "light"), (1600, "dark")])
def test_a_result_fits_a_phone_and_passes_aa(browser, serving, filmed, home, tmp_path, screen):
    width, scheme = screen
    filmed(runner(View.REAR))
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"frames")
    with open_journal(home) as journal:
        for _ in range(2):
            journal.measure_form(FormWish(clip))
    with (
        serving(home) as address,
        browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
        ) as context,
    ):
        tab = context.new_page()
        wrong = []
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto(f"{address}/form")
        for closed in tab.locator("details > summary").all():
            closed.click()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(tab, options=WCAG).response["violations"] == []
    assert wrong == []


def test_a_clip_is_sent_with_a_bar_and_shown_when_it_is_done(
    browser, serving, filmed, home, tmp_path
):
    filmed(runner())
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"frames" * 1000)
    with serving(home) as address, browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{address}/form")
        tab.set_input_files('input[type="file"]', clip)
        tab.click("#hand-in button")
        tab.wait_for_selector("table.measured")
        assert "Form from the side" in tab.locator("main").inner_text()


def test_on_a_day_without_running_nobody_is_sent_to_film(client, home):
    assert "Today is no day to run" not in main(client)
    with open_journal(home) as journal:
        journal.answer_symptoms({"foot_drop": "yes"})
    page = main(client)
    assert "Today is no day to run, so none to film." in page
    assert "Our precaution: film only a run" in page
