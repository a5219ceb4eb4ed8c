"""The API of feet says what the journal says, as described."""

from __future__ import annotations

from tests.footprints import a_scan
from tests.web.api.test_answers import conforms

from kneewise.body.foot import ITEMS
from kneewise.journal import open_journal
from kneewise.journal.feet import FootPhoto


def test_both_feet_are_told_as_described(client, home):
    with open_journal(home) as journal:
        journal.measure_foot(FootPhoto(a_scan().data))
    said = {"side": "left", "seen": dict.fromkeys(ITEMS, 1)}
    kept = client.post("/api/feet/posture", json=said)
    assert kept.json()["total"] == 6
    conforms(client, "post", "/api/feet/posture", kept)
    answer = client.get("/api/feet")
    assert len(answer.json()["prints"]) == 1
    conforms(client, "get", "/api/feet", answer)


def test_nonsense_is_refused(client):
    said = {"side": "left", "seen": {"heel": 9}}
    assert client.post("/api/feet/posture", json=said).status_code in {400, 422}
