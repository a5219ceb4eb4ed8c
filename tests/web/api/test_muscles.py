"""The API of self-tests, sore muscles and routines says what the journal says, as described."""

from __future__ import annotations

import pytest
from tests.care.check.answering import clear
from tests.web.api.test_answers import conforms

from kneewise.journal import open_journal


@pytest.fixture
def checked(home):
    with open_journal(home) as journal:
        journal.set_fact("birth_year", "1985")
        journal.answer_symptoms(clear() | {"consent": "yes"})


def test_results_are_kept_and_told_as_described(client, checked):
    answer = client.post("/api/tests/lunge", json={"left": 9.5})
    assert answer.json()["sides"][0]["points"][0]["value"] == 9.5
    conforms(client, "post", "/api/tests/{name}", answer)
    for path in ("/api/tests", "/api/soreness", "/api/routines"):
        conforms(client, "get", path, client.get(path))
    conforms(client, "get", "/api/tests/{name}", client.get("/api/tests/side-plank"))


def test_before_the_check_nothing_is_taken(client):
    answer = client.post("/api/tests/squats", json={"left": 8})
    assert answer.status_code == 400
    assert "Unknown is not no" in answer.json()["error"]


def test_soreness_is_rated_by_muscle_and_side(client):
    rated = [{"muscle": "calf", "side": "left", "rating": 4}]
    answer = client.post("/api/soreness", json={"rated": rated})
    assert [(one["kind"], one["value"]) for one in answer.json()] == [("sore_calf_left", 4.0)]
    conforms(client, "post", "/api/soreness", answer)
    wrong = [{"muscle": "calf", "side": "left", "rating": 11}]
    assert client.post("/api/soreness", json={"rated": wrong}).status_code in {400, 422}


def test_a_routine_is_logged_by_its_steps(client, checked):
    answer = client.post("/api/routines/hip-and-core", json={"done": ["clam"]})
    assert answer.json()["kind"] == "strength"
    conforms(client, "post", "/api/routines/{name}", answer)
