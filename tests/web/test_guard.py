"""Who may ask, and what a page may load."""

from __future__ import annotations

import pytest

OURS = "http://127.0.0.1:8377"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8377", 200),
        ("localhost:9000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8377", 200),
        ("kneewise.attacker.example", 403),
        ("127.0.0.1.attacker.example:8377", 403),
        ("192.168.1.4:8377", 403),
        ("", 403),
    ],
)
def test_only_this_machine_is_answered(client, host, status):
    assert client.get("/today", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": OURS}, 303),
        ({"origin": OURS, "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "https://attacker.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": OURS, "sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_change_is_taken_from_our_own_pages_alone(client, home, headers, status):
    answer = client.post(
        "/diary/rate", data={"value": "3", "window": "day_evening"}, headers=headers
    )
    assert answer.status_code == status


def test_every_answer_forbids_what_comes_from_elsewhere(client):
    for path in ("/today", "/assets/kneewise.css", "/nowhere"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_a_refused_answer_says_why_in_one_sentence(client):
    refused = client.get("/today", headers={"host": "elsewhere.example"})
    assert "address it printed" in refused.text
    assert "<" not in refused.text
