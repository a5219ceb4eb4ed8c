"""One run: what is known is shown, what is not is said, and every change is a POST that is kept."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.model.sport import Sport

NOW = datetime(2025, 6, 12, 8, 0, tzinfo=UTC)
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def ridden(home, tmp_path):
    """A home with two runs and a ride; the ids of the runs, oldest first, and of the ride."""
    with open_journal(home) as journal:
        for day, sport in ((9, "running"), (2, "running"), (5, "cycling")):
            file = write_gpx(tmp_path / f"{day}.gpx", NOW - timedelta(days=day), sport=sport)
            journal.import_paths([file])
        first, second = sorted(line.id for line in journal.runs())
        return first, second, journal.runs(others=True)[0].id


def test_the_latest_run_is_shown_and_without_one_the_next_step(client, ridden):
    assert f'action="/runs/{ridden[1]}/edit"' in client.get("/runs/latest").text


def test_without_any_run_latest_says_the_next_step(client):
    page = client.get("/runs/latest")
    assert page.status_code == 200
    assert 'href="/import"' in page.text


@pytest.mark.parametrize(("run", "status"), [("999", 404), ("x", 400), ("1/burn", 404)])
def test_a_run_that_is_not_there_is_said(client, ridden, run, status):
    assert client.get(f"/runs/{run}").status_code == status


def test_a_full_run_has_strips_a_map_and_its_past(told_client):
    page = told_client.get("/runs/latest").text
    for name in ("pace", "slope", "cadence", "heart", "load"):
        assert f'class="strip-row {name}"' in page
    assert 'class="track"' in page
    assert page.count('class="dots"') > 3
    assert "higher than in" in page


def test_what_was_measured_has_the_digits_that_a_watch_can_give(told_client):
    page = told_client.get("/runs/latest").text
    rows = re.findall(r'<p>([^<]*)</p>\s*<div class="row-of-dots">(.*?)</div>', page, re.DOTALL)
    said = " ".join([*(row[0] for row in rows), *re.findall(r"<span>([^<]*)</span>", str(rows))])
    assert re.search(r"\d:\d\d /km", said)
    assert "m/s" not in said
    assert not re.search(r"\d\d\.\d|\d\.\d\d\d|[1-9]\.\d\d", said)


def test_the_cursor_reads_a_value_of_every_strip_at_every_place(told_client):
    page = told_client.get("/runs/latest").text
    data = json.loads(unescape(re.search(r'data-cursor="([^"]*)"', page)[1]))
    count = len(data["at"])
    assert data["at"] == sorted(data["at"])
    assert all(0 <= at <= 1000 for at in data["at"])
    lengths = [len(data["where"]), len(data["places"]), *map(len, data["read"].values())]
    assert lengths == [count] * len(lengths)
    assert set(data["read"]) == set(re.findall(r'class="at" data-of="(\w+)"', page))


def test_a_bare_run_says_what_was_not_recorded_and_assumed(client, ridden):
    page = client.get("/runs/latest").text
    assert "Not recorded: steps a minute, heart beats a minute." in page
    assert "was assumed" in page


def test_a_ride_has_speed_and_nothing_of_knees(client, ridden):
    page = client.get(f"/runs/{ridden[2]}").text
    assert 'class="strip-row speed"' in page
    for absent in ('id="rate"', 'class="suspects"', "easy km a kilometre", '/shoe"'):
        assert absent not in page


def test_neighbours_are_linked(client, ridden):
    assert f'href="/runs/{ridden[0]}" rel="prev"' in client.get(f"/runs/{ridden[1]}").text
    assert f'href="/runs/{ridden[1]}" rel="next"' in client.get(f"/runs/{ridden[0]}").text


def test_a_privacy_zone_takes_the_start_off_the_map(client, home, ridden):
    shown = client.get("/runs/latest").text
    assert 'class="start"' in shown
    with open_journal(home) as journal:
        journal.set_fact("privacy_zone", "48.0,9.0,500")
    page = client.get("/runs/latest").text
    assert 'class="start"' not in page
    assert 'class="end"' in page
    assert "privacy zone is not drawn" in page
    data = json.loads(unescape(re.search(r'data-cursor="([^"]*)"', page)[1]))
    assert data["places"][0] is None
    assert data["places"][-1] is not None


def test_a_rating_given_here_comes_back_here_and_is_shown(client, ridden):
    said = {"value": "4", "side": "left", "run": ridden[1], "back": f"/runs/{ridden[1]}#rate"}
    answer = client.post("/diary/rate", data=said)
    assert answer.headers["location"] == f"/runs/{ridden[1]}#rate"
    page = client.get(f"/runs/{ridden[1]}").text
    assert "left 4/10" in page
    client.post("/diary/rate", data=said | {"value": "1", "window": "before"})
    page = client.get(f"/runs/{ridden[1]}").text
    assert re.search(r"Before the start:\s*<span[^>]*>.*?left 1/10", page, re.DOTALL)


def test_more_is_told_and_what_is_left_empty_stays(client, home, ridden):
    url = f"/runs/{ridden[1]}/report"
    client.post(url, data={"pain_began": "2,5", "shortened": "yes", "planned": ""})
    client.post(url, data={"planned": "8", "painkiller_before": "no"})
    with open_journal(home) as journal:
        told = journal.run(ridden[1]).report
    assert (told.pain_began_km, told.shortened, told.planned_km) == (2.5, True, 8.0)
    assert (told.painkiller_before, told.painkiller_after) == (False, None)
    assert client.post(url, data={"pain_began": "800"}).status_code == 400


def test_miles_that_are_told_are_kept_as_kilometres(client, home, ridden):
    with open_journal(home) as journal:
        journal.set_fact("units", "imperial")
    client.post(f"/runs/{ridden[1]}/report", data={"planned": "10"})
    with open_journal(home) as journal:
        assert journal.run(ridden[1]).report.planned_km == pytest.approx(16.09, abs=0.01)


def test_what_is_put_right_is_kept_and_named(client, home, ridden):
    answer = client.post(
        f"/runs/{ridden[1]}/edit",
        data={"km": "6.5", "name": "Round the lake", "sport": "trail_running"},
    )
    assert answer.status_code == 303
    with open_journal(home) as journal:
        run = journal.run(ridden[1]).run
    assert (run.distance_m, run.name, run.sport) == (6500.0, "Round the lake", Sport.TRAIL_RUNNING)
    page = client.get(f"/runs/{ridden[1]}").text
    assert "You put right: the sport, the distance, the name." in page


def test_a_pair_is_chosen_and_taken_away(client, home, ridden):
    with open_journal(home) as journal:
        pair = journal.add_shoe("Feather").id
    client.post(f"/runs/{ridden[1]}/shoe", data={"shoe": pair})
    assert f'<option value="{pair}" selected dir="auto">' in client.get("/runs/latest").text
    client.post(f"/runs/{ridden[1]}/shoe", data={"shoe": ""})
    assert f'<option value="{pair}" selected dir="auto">' not in client.get("/runs/latest").text


def test_leaving_out_is_asked_first_and_can_be_taken_back(client, home, ridden):
    url = f"/runs/{ridden[1]}"
    assert f'action="{url}/leave-out"' in client.get(f"{url}/leave-out").text
    with open_journal(home) as journal:
        assert not journal.run(ridden[1]).run.deleted, "asking changes nothing"
    client.post(f"{url}/leave-out")
    page = client.get(url).text
    assert f'action="{url}/restore"' in page
    assert 'id="rate"' not in page
    client.post(f"{url}/restore")
    assert 'id="rate"' in client.get(url).text
    assert client.post(f"{url}/restore").status_code == 400


def test_a_run_of_two_watches_can_be_taken_apart(client, home, tmp_path):
    with open_journal(home) as journal:
        for name, km in (("a", 5.0), ("b", 4.95)):
            journal.import_paths([write_gpx(tmp_path / f"{name}.gpx", NOW - timedelta(days=3), km)])
        (line,) = journal.runs()
    assert f"/runs/{line.id}/split" in client.get("/runs/latest").text
    assert f'action="/runs/{line.id}/split"' in client.get(f"/runs/{line.id}/split").text
    client.post(f"/runs/{line.id}/split")
    with open_journal(home) as journal:
        assert len(journal.runs()) == 2
    assert "/split" not in client.get("/runs/latest").text


def test_a_file_is_named_without_its_folders(client, home, tmp_path):
    file = write_gpx(tmp_path / "cut.gpx", NOW - timedelta(days=2))
    file.write_text(file.read_text().replace("</trkseg></trk></gpx>", ""))
    with open_journal(home) as journal:
        journal.import_paths([file])
        assert journal.run("latest").problems
    page = client.get("/runs/latest").text
    assert "cut.gpx" in page
    assert str(tmp_path) not in page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1600, "light")])
def test_it_fits_follows_the_pointer_and_passes_aa(browser, served_home, width, scheme):
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
    ) as context:
        tab = context.new_page()
        wrong = []
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto(f"{served_home}/runs/latest")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        slider = tab.locator(".reading input")
        slider.focus()
        slider.press("End")
        assert tab.locator(".reading output").inner_text()
        assert tab.locator(".strip .cursor").first.get_attribute("x1") != "0"
        assert tab.locator(".track .cursor").get_attribute("cx")
        assert tab.locator(".at").first.inner_text()
        found = Axe().run(tab, options=WCAG).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert wrong == []


def test_the_ground_stands_along_the_way_with_its_unknown_and_its_table(client_of, town):
    page = re.sub(r"\s+", " ", client_of(town).get("/runs/latest").text)
    assert 'class="strip-row even"' in page
    assert 'class="strip-row hard"' in page
    assert page.count('class="strip stack') == 2
    assert "not known" in page
    assert "The ground, piece by piece" in page
    names = re.findall(r"<summary>([^<]*numbers as a table)</summary>", page)
    assert len(names) == len(set(names)) > 1
    assert "© OpenStreetMap contributors, ODbL" in page


def test_the_cursor_reads_the_likeliest_ground_of_its_piece(client_of, town):
    page = client_of(town).get("/runs/latest").text
    cursor = json.loads(unescape(re.search(r'data-cursor="([^"]+)"', page)[1]))
    assert len(cursor["read"]["hard"]) == len(cursor["at"])
    assert any(said.startswith(("hard ", "firm ", "giving ")) for said in cursor["read"]["hard"])


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (lambda journal: journal.remove_map("town"), "no map is kept"),
        (
            lambda journal: journal.edit_run("latest", sport=Sport.TREADMILL_RUNNING),
            "was not looked up yet",
        ),
    ],
)
def test_where_no_ground_is_known_it_says_why(client_of, town, done, said):
    with open_journal(town) as journal:
        done(journal)
    page = client_of(town).get("/runs/latest").text
    assert said in page
    assert 'class="strip stack' not in page


def test_a_name_that_turns_its_line_turns_nothing_and_stays_as_it_was(client, home, ridden):
    turned = "Morning \u202elake\u2066 round"
    client.post(f"/runs/{ridden[1]}/edit", data={"name": turned})
    with open_journal(home) as journal:
        journal.add_shoe("\u202eFast \u2067pair")
        assert journal.run(ridden[1]).run.name == turned
    one = client.get(f"/runs/{ridden[1]}").text
    assert "<h1><bdi>Morning lake round</bdi></h1>" in one
    assert '<bdi class="name">Morning lake round</bdi>' in client.get("/runs").text
    assert "<h3><bdi>Fast pair</bdi></h3>" in client.get("/shoes").text
    pages = one + client.get("/runs").text + client.get("/shoes").text + client.get("/why").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", pages)
