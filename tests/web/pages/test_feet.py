"""The feet page: a photo handed in and not kept, its drawing, and the six things to look at."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.footprints import a_blank_sheet, a_scan

from kneewise.body.foot import ITEMS
from kneewise.journal import open_journal
from kneewise.journal.feet import FootPhoto
from kneewise.model.diary import Side

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


def hand_in(client, content: bytes, **said: str):
    return client.post("/feet/photo", files=[("photo", ("foot.jpg", content))], data=said)


def test_an_empty_page_says_what_it_will_show_and_how_to_photograph(client):
    page = client.get("/feet").text
    assert "Here stands, for each foot" in page
    assert 'class="good"' in page
    for item in ITEMS:
        assert page.count(f'name="a.{item}"') == 6, item


def test_a_photo_is_measured_drawn_and_not_left_on_disk(client, home):
    answer = hand_in(client, a_scan().data)
    assert answer.headers["location"] == "/feet"
    page = client.get("/feet").text
    assert 'class="footprint"' in page
    assert 'class="index"' in page
    assert "Arch index (90 % interval)" in page
    assert not [path for path in (home / "uploads").rglob("*") if path.is_file()]


def test_the_sheet_from_above_is_shown_while_the_server_has_it(client, client_of, home):
    hand_in(client, a_scan().data)
    (path,) = re.findall(r"/feet/picture/\d+", client.get("/feet").text)
    picture = client.get(path)
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["cache-control"] == "no-store"
    assert client_of(home).get(path).status_code == 404


def test_a_picture_that_is_no_print_is_refused_with_the_reason(client):
    answer = hand_in(client, a_blank_sheet())
    assert answer.headers["location"] == "/feet?refused=blank#photo"
    assert "The sheet is empty" in client.get("/feet?refused=blank").text
    assert client.get("/feet?refused=nonsense").status_code == 200


@pytest.mark.parametrize("said", [{"side": "middle"}, {"sheet": "a3"}])
def test_nonsense_beside_a_photo_is_refused(client, said):
    assert hand_in(client, a_scan().data, **said).status_code == 400


def test_a_light_install_says_what_to_add(client, monkeypatch):
    monkeypatch.setattr("kneewise.journal.feet.can_look", lambda: False)
    page = client.get("/feet").text
    assert "pip install &#39;kneewise[video]&#39;" in page
    assert 'type="file"' not in page
    assert 'name="a.heel"' in page


def test_a_form_without_a_photo_is_refused(client):
    assert hand_in(client, b"").status_code in {303, 400}
    assert client.post("/feet/photo", data={"side": "left"}).status_code == 400


def test_the_six_things_are_kept_and_deleted(client, journal):
    said = {f"a.{item}": "2" for item in ITEMS} | {"side": "left"}
    assert client.post("/feet/posture", data=said).status_code == 303
    page = client.get("/feet").text
    assert "Sum +12 of -12 to 12, give or take 3. Pronated" in page
    (one,) = journal.feet().postures
    assert client.post("/feet/remove", data={"number": one.number}).status_code == 303
    assert journal.feet().postures == ()


@pytest.mark.parametrize(
    "wrong", [{"a.heel": "1"}, {"side": "left"}, {"side": "left", "a.heel": "9"}]
)
def test_what_is_no_answer_is_refused(client, journal, wrong):
    assert client.post("/feet/posture", data=wrong).status_code == 400
    assert journal.feet().postures == ()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1600, "dark")])
def test_it_fits_and_passes_aa(browser, serving, home, width, scheme):
    with open_journal(home) as journal:
        journal.measure_foot(FootPhoto(a_scan().data))
        journal.keep_posture(Side.LEFT, dict.fromkeys(ITEMS, 1))
    with (
        serving(home) as address,
        browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
        ) as context,
    ):
        tab = context.new_page()
        wrong = []
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        assert tab.goto(f"{address}/feet").status == 200
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(tab, options=WCAG).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        assert wrong == []
