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


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
        ({}, 403),
    ],
)
def test_of_another_site_only_a_link_that_somebody_follows_is_answered(client, site, how, status):
    assert client.get("/today", headers={"sec-fetch-site": site} | how).status_code == status


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_load_what_they_show(client, site):
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "style"}
    assert client.get("/assets/kneewise.css", headers=headers).status_code == 200


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
