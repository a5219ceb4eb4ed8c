"""The planner: what may be asked, what is shown of a route, and that no address tells where."""

from __future__ import annotations

import re

import pytest
from tests.ground.routing.towns import place
from tests.web.towned import HOME

from kneewise.journal import open_journal
from kneewise.web.pages.route.searching import KEPT, searches_for

LON, LAT = place(*HOME)
HERE = f"{LAT}, {LON}"
MOST_BYTES = 300_000


def main(answer) -> str:
    page = answer.text
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])


@pytest.fixture
def client(client_of, town):
    return client_of(town)


def ask(client, **said: str):
    return client.post("/route", data={"place": HERE, "km": "4", "wish": "plain"} | said)


def found(client, **said: str):
    """The page of a search once it is over."""
    address = ask(client, **said).headers["location"]
    client.get(f"{address}/progress")
    return client.get(address)


def test_no_command_is_left_on_a_page_of_routes(client):
    page = main(found(client, wish="flatter"))
    assert "kneewise map" not in page
    assert '<a href="/ground#maps">Ground: maps</a> adds a tile' in page
    assert "`" not in page


def test_without_a_map_it_leads_to_one(client_of, home):
    page = main(client_of(home).get("/route"))
    assert "Routes come from a map on this machine" in page
    assert 'href="/ground#maps"' in page
    assert "<form" not in page


def test_the_usual_start_is_chosen_and_the_length_is_the_usual_one(client):
    page = main(client.get("/route"))
    assert "1: High Street (16 runs" in page
    assert re.search(r'name="start" value="[\d.,]+" checked', page)
    assert 'name="km" inputmode="decimal" size="6" maxlength="20" value="3"' in page
    assert 'name="wish" value="suggested" checked' in page


def test_the_map_of_the_form_is_drawn_from_the_local_data_with_its_attribution(client):
    page = main(client.get("/route"))
    assert page.count('id="ways"') == 1
    assert '<use href="#ways"' in page
    assert "© OpenStreetMap contributors, ODbL" in page
    assert "http" not in re.sub(r'href="/[^"]*"', "", page)


def test_the_map_of_the_form_says_first_where_runs_begin(client):
    caption = re.search(r"<figcaption>(.*?)</figcaption>", main(client.get("/route")))[1]
    finding = re.match(
        r"<strong>Of your latest runs .*, (\d+) of (\d+) began at 1\.</strong>", caption
    )
    assert 0 < int(finding[1]) <= int(finding[2])


def test_each_route_says_first_how_far_it_leads(client):
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", main(found(client)))
    assert captions
    for caption in captions:
        far = re.match(
            r"<strong>At its farthest it is ([\d.]+) km from the start\.</strong>", caption
        )
        assert 0 < float(far[1]) < 2.1


def test_a_route_whose_start_is_hidden_says_what_is_drawn_of_it(client, town):
    with open_journal(town) as journal:
        journal.set_fact("privacy_zone", f"{LAT},{LON},300")
    page = main(found(client))
    assert "from the start." not in page
    assert "What is drawn of it spans" in page


def test_routes_are_shown_with_all_that_is_known_of_them(client):
    page = main(found(client))
    assert "Route 1: 4.0 km" in page
    assert page.count('class="sheet"') == page.count("FIT course") >= 2
    assert page.count('id="ways"') == 1
    assert "not known: no elevation tile covers it" in page
    assert "easy km at" in page
    assert "no big road without a pavement" in page
    assert page.count("© OpenStreetMap contributors, ODbL") == page.count('class="sheet"')
    assert "Your usual way" in page
    assert "Not screened" in page


def test_what_is_asked_for_comes_with_its_evidence(client):
    page = main(found(client, wish="softer"))
    assert "You asked for routes that are softer." in page
    assert "The evidence for softer routes is null." in page
    assert 'href="/evidence/FERRIS1999"' in page


def test_by_default_it_is_what_the_own_answer_suggests(client):
    page = main(found(client, wish="suggested"))
    assert "Routes as they come" in page or "Routes that are" in page
    assert "--plain" not in page
    assert "`" not in page


def test_a_chosen_start_counts_unless_another_place_is_filled_in(client):
    page = main(found(client, place="", start=f"{LAT},{LON}"))
    assert "Route 1" in page
    page = main(found(client, place="10, 20", start=f"{LAT},{LON}"))
    assert "No map of yours covers 10,20" in page


def test_out_and_back_comes_when_asked_for(client):
    assert "out and back the same way" in main(found(client, km="2", back="yes"))


def test_a_page_stays_small(client):
    assert len(found(client, km="6").text) < MOST_BYTES
    assert len(client.get("/route").text) < MOST_BYTES


def test_no_address_holds_a_place(client):
    address = ask(client).headers["location"]
    page = found(client).text
    addresses = [address, *re.findall(r'(?:href|action|data-progress)="([^"]+)"', page)]
    for one in addresses:
        assert not re.search(r"\d\.\d", one.split("?")[0].replace(".gpx", "").replace(".fit", ""))
    assert 'method="post" action="/route"' in page


def test_nothing_of_the_place_stands_in_the_log(client, town, monkeypatch):
    monkeypatch.setattr(
        "kneewise.journal.routing.routes", lambda *_a, **_k: (_ for _ in ()).throw(ValueError("no"))
    )
    page = main(found(client))
    log = (town / "web.log").read_text()
    assert "Number" in page or "web.log" in page
    assert str(LAT) not in log
    assert str(LON) not in log


@pytest.mark.parametrize(("file", "head"), [("1.gpx", b"<?xml"), ("1.fit", b".FIT")])
def test_each_route_goes_out_as_gpx_and_as_fit_course(client, file, head):
    address = ask(client).headers["location"]
    client.get(f"{address}/progress")
    answer = client.get(f"{address}/{file}")
    assert answer.status_code == 200
    assert head in answer.content[:16]
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("file", ["0.gpx", "9.gpx", "1.txt", "x", "1", "-1.gpx", "\u0661.gpx"])
def test_a_file_that_is_not_there(client, file):
    address = ask(client).headers["location"]
    client.get(f"{address}/progress")
    assert client.get(f"{address}/{file}").status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"place": "home"}, "latitude, longitude in degrees"),
        ({"place": "48"}, "latitude, longitude in degrees"),
        ({"place": ""}, "latitude, longitude in degrees"),
        ({"km": ""}, "how long"),
        ({"km": "far"}, "a number"),
        ({"wish": "faster"}, "no kind of route"),
    ],
)
def test_bad_input_is_one_sentence(client, said, sentence):
    answer = ask(client, **said)
    assert answer.status_code == 400
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"place": "91, 9"}, "A latitude of 91 is none"),
        ({"place": "nan, 9"}, "in degrees"),
        ({"place": f"{LON}, {LAT}"}, "latitude comes first"),
        ({"km": "0"}, "from 1 km to 60 km"),
        ({"km": "500"}, "from 1 km to 60 km"),
    ],
)
def test_what_the_planner_refuses_is_said_on_the_page(client, said, sentence):
    page = found(client, **said)
    assert page.status_code == 200
    assert sentence in main(page)


def test_where_there_is_no_loop_it_says_why_and_what_else(client):
    page = main(found(client, km="40"))
    assert "There is no loop of 40.0 km from here" in page
    assert "go out and back the same way" in page
    assert "--km" not in page


def test_old_searches_are_forgotten_and_said_to_be(client):
    searches = searches_for(client.app)
    first = ask(client).headers["location"].rpartition("/")[2]
    for _ in range(KEPT):
        searches.begin(searches.at(first).asked) if searches.at(first) else ask(client)
    answer = client.get(f"/route/{first}")
    assert answer.status_code == 404
    assert "ask again" in answer.text


def test_the_privacy_zone_hides_its_part_of_every_route(client, town):
    with open_journal(town) as journal:
        journal.set_fact("privacy_zone", f"{LAT},{LON},150")
    page = main(found(client))
    assert "What lies in your privacy zone is not drawn" in page
    assert 'class="start"' not in page


def test_miles_are_asked_and_told_in_miles(client, town):
    with open_journal(town) as journal:
        journal.set_fact("units", "imperial")
    page = main(found(client, km="2.5"))
    assert "Route 1: 2.5 mi" in page
    assert "How long, mi" in page


def test_it_is_found_from_the_ground_and_from_prevention(client):
    assert 'href="/route"' in main(client.get("/ground"))
    assert 'href="/route"' in main(client.get("/prevention"))
