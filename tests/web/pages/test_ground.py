"""The ground page: shares with the unknown kept, beside pain, matching, and the maps."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.ground.osm import straight, write_pbf
from tests.web.towned import RUNS, make_home, write_way

from kneewise.journal import grounding, open_journal
from kneewise.web.pages.ground.working import jobs_for


def main(answer) -> str:
    page = answer.text if hasattr(answer, "text") else answer
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])


@pytest.fixture
def waiting(tmp_path) -> Path:
    """The town's home before anything was matched."""
    return make_home(tmp_path / "waiting", match=False)


def over(client) -> str:
    """What was told until the work ended."""
    return client.get("/ground/progress").text


def add(client, file: Path, name: str | None = None):
    return client.post("/ground/maps", files={"file": (name or file.name, file.read_bytes())})


def test_an_empty_home_is_asked_for_runs_first(client):
    page = main(client.get("/ground"))
    assert "Here will stand what your runs were on" in page
    assert 'href="/import"' in page
    assert "kneewise map get" in page


def test_without_a_map_it_says_how_to_get_one(client_of, waiting):
    with open_journal(waiting) as journal:
        journal.remove_map("town")
    page = main(client_of(waiting).get("/ground"))
    assert "No map is kept yet" in page
    assert 'href="#maps"' in page
    assert "Match them now" not in page


def test_runs_that_wait_are_matched_by_one_press(client_of, waiting):
    client = client_of(waiting)
    assert f"{RUNS} runs wait to be matched" in main(client.get("/ground"))
    answer = client.post("/ground/match")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ground#work")
    assert "event: done" in over(client)
    page = main(client.get("/ground"))
    assert f"Done: {RUNS} matched" in page
    assert "wait to be matched" not in page


def test_what_was_stopped_is_taken_up_by_the_next_press(client_of, waiting, monkeypatch):
    monkeypatch.setattr(grounding, "BATCH_RUNS", 4)
    first = client_of(waiting)
    jobs = jobs_for(first.app)
    put = jobs._put

    def stop_after_one(**changes: object) -> None:
        put(**changes)
        if changes.get("done"):
            jobs.stop()

    monkeypatch.setattr(type(jobs), "_put", lambda _self, **changes: stop_after_one(**changes))
    first.post("/ground/match")
    jobs.wait(20)
    monkeypatch.undo()
    assert jobs.state.stage.value == "stopped"
    assert 0 < jobs.state.done < RUNS
    assert "What was done is kept" in main(first.get("/ground"))
    second = client_of(waiting)
    assert f"{RUNS - jobs.state.done} runs wait" in main(second.get("/ground"))
    second.post("/ground/match")
    assert "event: done" in over(second)
    assert second.get("/api/ground").json()["waiting"] == 0


def test_only_one_piece_of_work_at_a_time(client_of, town, monkeypatch):
    client = client_of(town)
    monkeypatch.setattr(type(jobs_for(client.app)), "busy", lambda _self: object())
    assert client.post("/ground/match").status_code == 409
    answer = client.post("/ground/maps", files={"file": ("a.osm.pbf", b"x")})
    assert answer.status_code == 409
    assert "wait for it to end" in answer.text
    assert not list(town.glob("uploads/*"))


def test_shares_stand_with_their_ranges_and_the_unknown_as_one_of_them(client_of, town):
    page = main(client_of(town).get("/ground"))
    assert page.count("not known: off the map, or no position") == 2
    assert "even, like asphalt or a running track" in page
    assert "of it is not known" in page
    assert page.count("so they need not add up") == 2
    assert not re.search(r"\([^()]*\([^()]*\)[^()]*\)", re.sub("<[^>]*>", " ", page))
    assert page.count('class="share"') >= 9
    assert page.count('class="strip stack') == 2
    assert "© OpenStreetMap contributors, ODbL" in page


def test_the_unknown_is_never_dropped(client_of, town, tmp_path):
    far = datetime.now(UTC) - timedelta(hours=30)
    with open_journal(town) as journal:
        file = write_way(tmp_path / "far.gpx", far, ((40, 40), (60, 40), (60, 60)))
        journal.import_paths([file])
        journal.match_ground()
    page = main(client_of(town).get("/ground"))
    assert "1 where no map of yours is" in page
    assert "100 % (where no map of yours is)" in page
    assert 'class="hatch"' in page


def test_every_chart_has_its_table(client_of, town):
    page = main(client_of(town).get("/ground"))
    assert "How even, by month: the numbers as a table" in page
    assert "How hard, by month: the numbers as a table" in page
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert heads.count("Month") == 2
    assert heads.count("very rough") == 1
    assert heads.count("giving") == 1


def test_beside_pain_it_counts_and_names_no_cause(client_of, town):
    page = main(client_of(town).get("/ground"))
    assert "Painful runs followed rough ground more often." in page
    assert "8 of 8 painful" in page
    assert "say what leads to what" in page
    assert "whether rough ground hurts knees was never compared" in page
    assert 'href="/evidence/FERRIS1999"' in page
    assert "caused" not in page
    assert '<a href="/why">' in page


def test_a_map_is_added_through_the_page_and_named_after_its_file(client_of, waiting, tmp_path):
    client = client_of(waiting)
    file = write_pbf(tmp_path / "x.pbf", [straight({"highway": "path"}, (20.0, 60.0))])
    add(client, file, "../../Far Away-latest.osm.pbf")
    over(client)
    assert "It is here: 1 ways" in main(client.get("/ground"))
    names = {line["name"] for line in client.get("/api/maps").json()}
    assert names == {"town", "Far Away"}
    assert not list((waiting / "uploads").iterdir())


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.osm.pbf", b"no map at all"), ("b.hgt", b"short"), ("c.zip", b"PK\x03\x04")],
)
def test_a_file_that_is_none_is_one_sentence_without_a_path(client_of, waiting, name, data):
    client = client_of(waiting)
    client.post("/ground/maps", files={"file": (name, data)})
    over(client)
    page = main(client.get("/ground"))
    assert name in page
    assert str(waiting) not in page
    assert "uploads/" not in page
    assert [line["name"] for line in client.get("/api/maps").json()] == ["town"]
    assert not list((waiting / "uploads").iterdir())


def test_a_form_without_a_file_is_refused(client_of, waiting):
    client = client_of(waiting)
    answer = client.post("/ground/maps", data={"file": ""})
    assert answer.status_code == 400


def test_a_map_goes_only_after_it_was_asked_once_more(client_of, town):
    client = client_of(town)
    asked = main(client.get("/ground/maps/town/remove"))
    assert "Remove <bdi>town</bdi>?" in asked
    assert "become unknown ground" in asked
    assert client.get("/api/maps").json()
    assert client.post("/ground/maps/town/remove").status_code == 303
    over(client)
    assert client.get("/api/maps").json() == []
    assert "town is gone" in main(client.get("/ground"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_map_that_is_not_there(client_of, town, method):
    answer = getattr(client_of(town), method)("/ground/maps/nowhere/remove")
    assert answer.status_code == 404
    assert "No map of that name" in answer.text


def test_a_change_from_another_site_is_refused(client_of, town):
    answer = client_of(town).post("/ground/match", headers={"origin": "https://attacker.example"})
    assert answer.status_code == 403
