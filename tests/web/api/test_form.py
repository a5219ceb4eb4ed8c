"""The API of form says what the journal says, as described."""

from __future__ import annotations

from tests.body.form.filmed import pretend
from tests.body.form.walkers import runner
from tests.web.api.test_answers import conforms

from kneewise.journal import open_journal
from kneewise.journal.form_measuring import FormWish


def test_what_is_kept_of_clips_is_told_as_described(client, home, monkeypatch, tmp_path):
    pretend(monkeypatch, tmp_path)(runner())
    with open_journal(home) as journal:
        for _ in range(2):
            journal.measure_form(FormWish(tmp_path / "pretended.task"))
    answer = client.get("/api/forms")
    assert [form["id"] for form in answer.json()] == [1, 2]
    conforms(client, "get", "/api/forms", answer)
    latest = client.get("/api/forms/latest")
    assert latest.json() == client.get("/api/forms/2").json()
    conforms(client, "get", "/api/forms/latest", latest)
    conforms(client, "get", "/api/forms/{number}", client.get("/api/forms/1"))


def test_a_form_that_is_not_there_is_not_found(client):
    assert client.get("/api/forms/latest").status_code == 404
    assert client.get("/api/forms/7").status_code == 404
