"""The API says what the journal says, with real numbers and keys, and asks again for long work."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import jsonschema_rs
import pytest
from starlette.testclient import TestClient
from tests.ground.routing.towns import place
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.journal.encoding import plain
from kneewise.journal.journal import Journal
from kneewise.web.api.describing import describe


def conforms(client: TestClient, method: str, path: str, answer) -> None:
    """Whether an answer is what the description says of it."""
    described = describe(client.app)
    said = described["paths"][path][method]["responses"][str(answer.status_code)]
    schema = said["content"]["application/json"]["schema"]
    whole = {**schema, "components": described["components"]}
    jsonschema_rs.validator_for(whole).validate(answer.json())


@pytest.mark.parametrize(
    ("path", "ask"),
    [
        ("/api/runs/{run}", ("/api/runs/latest", lambda j: j.run("latest"))),
        ("/api/causes/{name}", ("/api/causes/descent", lambda j: j.causes("descent"))),
        ("/api/why", ("/api/why", lambda j: j.why())),
        ("/api/runs", ("/api/runs?last=3", lambda j: j.runs(last=3))),
        ("/api/check", ("/api/check", lambda j: j.check())),
    ],
)
def test_it_says_what_the_journal_says_in_the_same_words(told_client, told_home, path, ask):
    address, question = ask
    answer = told_client.get(address)
    with open_journal(told_home) as journal:
        assert answer.json() == json.loads(json.dumps(plain(question(journal))))
    conforms(told_client, "get", path, answer)


def test_what_could_be_tried_answers_as_described(client):
    conforms(client, "get", "/api/trials/offers", client.get("/api/trials/offers"))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/ground", "/api/ground"),
        ("/api/ground/past", "/api/ground/past"),
        ("/api/ground/matching", "/api/ground/matching"),
        ("/api/runs/{run}/ground", "/api/runs/latest/ground"),
        ("/api/maps", "/api/maps"),
    ],
)
def test_what_runs_were_on_answers_as_described(client_of, town, path, address):
    client = client_of(town)
    conforms(client, "get", path, client.get(address))


def test_matching_is_begun_and_told(client_of, town):
    client = client_of(town)
    answer = client.post("/api/ground/matching")
    conforms(client, "post", "/api/ground/matching", answer)
    client.get("/ground/progress")
    job = client.get("/api/ground/matching").json()["job"]
    assert (job["stage"], job["matched"]["waiting"]) == ("done", 0)


def test_routes_are_asked_for_in_the_body(client_of, town):
    client = client_of(town)
    lon, lat = place(4, 4)
    answer = client.post("/api/routes", json={"lat_deg": lat, "lon_deg": lon, "km": 4, "count": 2})
    assert len(answer.json()["offers"]) == 2
    assert answer.json()["attribution"] == "© OpenStreetMap contributors, ODbL"
    conforms(client, "post", "/api/routes", answer)


def test_routes_without_a_map_are_refused_in_a_sentence(client):
    answer = client.post("/api/routes", json={"lat_deg": 48, "lon_deg": 9, "km": 4})
    assert answer.status_code == 409
    assert "No map is kept yet" in answer.json()["error"]


def test_a_study_is_found_by_its_key(client):
    key = client.get("/api/evidence").json()[0]["study"]["key"]
    answer = client.get(f"/api/evidence/{key}")
    assert [one["study"]["key"] for one in answer.json()] == [key]
    conforms(client, "get", "/api/evidence/{key}", answer)


@pytest.fixture
def ran(home, tmp_path) -> Journal:
    """A home with one run of this morning."""
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
        journal.import_paths([write_gpx(tmp_path / "run.gpx", start)])
    return journal


def test_a_rating_goes_in_and_stands_there(client, ran, home):
    answer = client.post("/api/ratings", json={"value": 4, "side": "left"})
    assert [entry["value"] for entry in answer.json()["entries"]] == [4]
    conforms(client, "post", "/api/ratings", answer)
    assert client.get("/api/runs").json()[0]["pain"] == {"left": 4}


@pytest.mark.parametrize(
    ("path", "address", "body"),
    [
        ("/api/runs/{run}/report", "/api/runs/1/report", {"shortened": True}),
        ("/api/runs/{run}/edit", "/api/runs/latest/edit", {"km": 5.5}),
        ("/api/runs/{run}/leave-out", "/api/runs/1/leave-out", None),
        ("/api/log", "/api/log", {"kind": "sleep", "value": 7.5}),
        ("/api/episodes", "/api/episodes", {"began_on": "2026-01-05", "side": "left"}),
        ("/api/profile", "/api/profile", {"key": "sex", "value": "female"}),
        ("/api/shoes", "/api/shoes", {"name": "Blue ones", "foam": "eva", "start_km": 12}),
        ("/api/check", "/api/check", {"answered": {"limp": "no", "locked": None}}),
        ("/api/relief", "/api/relief", {"answered": {}}),
        ("/api/crosstraining", "/api/crosstraining", {"answered": {}}),
    ],
)
def test_every_change_answers_as_described(client, ran, path, address, body):
    answer = client.post(address, json=body)
    assert answer.status_code == 200, answer.text
    conforms(client, "post", path, answer)


def test_a_run_that_was_left_out_comes_back(client, ran):
    client.post("/api/runs/1/leave-out")
    assert client.get("/api/runs").json() == []
    assert client.post("/api/runs/1/bring-back").status_code == 200
    assert len(client.get("/api/runs").json()) == 1


def test_shoes_are_worn(client, ran):
    client.post("/api/shoes", json={"name": "Blue ones"})
    assert client.post("/api/runs/1/shoe", json={"shoe": "Blue ones"}).status_code == 200
    assert client.get("/api/runs/1").json()["shoe"]["name"] == "Blue ones"


def test_why_is_said_to_be_on_its_way_until_it_is_there(told_client):
    asked = "/api/why?side=right"
    first = told_client.get(asked)
    assert first.status_code == 202
    assert first.json()["look_again"] == asked
    conforms(told_client, "get", "/api/why", first)
    for _ in range(600):
        answer = told_client.get(asked)
        if answer.status_code != 202:
            break
        time.sleep(0.1)
    assert answer.status_code == 200
    assert answer.json()["side"] == "right"


def test_why_can_not_be_asked_of_days_to_come(client):
    answer = client.get("/api/why?episode=2999-01-01")
    assert answer.status_code == 400
    assert "still to come" in answer.json()["error"]


def test_files_are_handed_in_and_what_became_of_them_is_asked(client, tmp_path):
    assert client.get("/api/import").json() == {"state": None}
    run = write_gpx(tmp_path / "run.gpx", datetime(2026, 3, 1, 8, tzinfo=UTC))
    began = client.post("/api/import", files={"files": ("run.gpx", run.read_bytes())})
    assert began.json()["state"]["number"] == 1
    conforms(client, "post", "/api/import", began)
    client.get("/import/progress")  # until it is over
    answer = client.get("/api/import")
    assert answer.json()["state"]["result"]["runs"]["runs"] == 1
    conforms(client, "get", "/api/import", answer)


@pytest.mark.parametrize("path", ["/api/ratings", "/api/import", "/api/profile"])
def test_a_change_from_another_site_is_refused_as_json(client, path):
    answer = client.post(path, json={"value": 3}, headers={"origin": "https://attacker.example"})
    assert answer.status_code == 403
    assert "another site" in answer.json()["error"]


def test_a_foreign_name_is_refused_as_json(client):
    answer = client.get("/api/today", headers={"host": "attacker.example"})
    assert answer.status_code == 403
    assert list(answer.json()) == ["error"]


def test_what_is_not_known_is_null_and_never_zero(client):
    status = client.get("/api/status").json()
    assert status["first_day"] is None
    assert status["runs"] == 0


def test_the_home_is_named_without_its_path(client, home):
    assert client.get("/api/status").json()["home"] == home.name


def test_the_list_for_programmers_names_every_route(client):
    page = client.get("/api").text
    for path, methods in describe(client.app)["paths"].items():
        assert f"<code>{path}</code>" in page
        assert methods
