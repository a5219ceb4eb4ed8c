"""Pages over https: which pairs are taken, what is marked for https, and a server that answers."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.certificates import make_old_pair, make_pair
from tests.web.test_serving import KNEEWISE, said_by

from kneewise.journal import open_journal
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.web import lan, passphrase
from kneewise.web.app import make_app
from kneewise.web.login import COOKIE
from kneewise.web.settings import Certificate, WebSettings
from kneewise.web.tls import known_as, read_certificate

SAID = "correct horse battery"
NAMES = ("IP:192.168.1.20", "DNS:Knee.Home.Arpa", "IP:127.0.0.1", "DNS:localhost", "DNS:*.lan")


@pytest.fixture(scope="module")
def pair(tmp_path_factory) -> tuple[Path, Path]:
    return make_pair(tmp_path_factory.mktemp("pair"), *NAMES)


@pytest.fixture
def hashed(home: Path) -> str:
    home.mkdir(exist_ok=True)
    return passphrase.keep(home, SAID)


def test_a_pair_that_works_says_what_it_is_for(pair):
    found = read_certificate(*pair)
    assert (found.file, found.key) == pair
    assert found.addresses == ("192.168.1.20",)
    assert found.names == ("knee.home.arpa",)


def test_the_addresses_it_was_made_for_come_first_and_others_not_at_all(pair):
    found = read_certificate(*pair)
    assert known_as(found, ("10.1.2.3", "192.168.1.20")) == ("192.168.1.20", "knee.home.arpa")
    assert known_as(found, ("10.1.2.3",)) == ("knee.home.arpa",)


def test_a_certificate_for_no_name_of_ours_is_known_as_nothing(tmp_path):
    found = read_certificate(*make_pair(tmp_path, "IP:10.9.9.9"))
    assert known_as(found, ("10.1.2.3",)) == ()


def refusal(cert: Path, key: Path) -> str:
    with pytest.raises(UsageError) as caught:
        read_certificate(cert, key)
    return str(caught.value)


def test_a_file_that_is_not_there_or_is_none_is_named(pair, tmp_path):
    cert, key = pair
    assert "nowhere.pem can't be read" in refusal(tmp_path / "nowhere.pem", key)
    assert f"{tmp_path} can't be read" in refusal(cert, tmp_path)


def test_what_is_no_certificate_or_no_key_is_said(pair, tmp_path):
    cert, key = pair
    text = tmp_path / "text.pem"
    text.write_text("hello")
    for wrong in ((text, key), (cert, text), (key, cert), (cert, cert)):
        assert "PEM form" in refusal(*wrong)


def test_the_key_of_another_certificate_is_said(pair, tmp_path):
    _, other = make_pair(tmp_path, "IP:192.168.1.20")
    assert "belongs to another certificate" in refusal(pair[0], other)


def test_a_locked_key_is_said_and_nobody_is_asked(tmp_path):
    assert "locked with a password" in refusal(*make_pair(tmp_path, locked=True))


def test_a_certificate_of_other_days_is_said(tmp_path):
    old = make_old_pair(tmp_path / "old", "20200101000000Z", "20200201000000Z")
    ahead = make_old_pair(tmp_path / "ahead", "20700101000000Z", "20700201000000Z")
    assert "has expired" in refusal(*old)
    assert "not valid yet" in refusal(*ahead)


def test_a_certificate_for_another_purpose_is_said(tmp_path):
    mail = make_pair(tmp_path, "IP:192.168.1.20", usage="emailProtection")
    assert "can't be used for pages" in refusal(*mail)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--lan", "--cert", "{cert}"], "--cert and --key go together"),
        (["--lan", "--key", "{key}"], "--cert and --key go together"),
        (["--cert", "{cert}", "--key", "{key}"], "--cert goes with --lan"),
        (["--lan", "--cert", "{cert}", "--key", "nowhere.pem"], "nowhere.pem can't be read"),
    ],
)
def test_half_a_wish_is_refused_in_a_sentence(home, pair, options, sentence):
    filled = [one.format(cert=pair[0], key=pair[1]) for one in options]
    told = said_by(*filled, home=home)
    assert told.returncode == 2
    assert told.stderr.startswith("kneewise: ")
    assert sentence in told.stderr.replace("\n", " ")


def secured(home: Path, hashed: str) -> TestClient:
    certificate = Certificate(Path("c"), Path("k"), (), ())
    settings = WebSettings(
        home=home,
        hosts=frozenset({"192.168.1.20"}),
        passphrase_hash=hashed,
        certificate=certificate,
    )
    base = "https://192.168.1.20:8377"
    return TestClient(make_app(settings), base_url=base, follow_redirects=False)


def test_every_cookie_is_sent_over_https_alone(home, hashed):
    client = secured(home, hashed)
    entered = client.post("/login", data={"passphrase": SAID})
    rated = client.post("/diary/rate", data={"value": "3", "window": "day_evening"})
    left = client.post("/logout")
    for answer in (entered, rated, left):
        for cookie in answer.headers.get_list("set-cookie"):
            assert cookie.lower().split("; ").count("secure") == 1, cookie
        assert answer.headers.get_list("set-cookie")


def test_a_change_comes_from_the_https_page_alone(home, hashed):
    client = secured(home, hashed)
    form = {"data": {"passphrase": SAID}}
    plain = client.post("/login", headers={"origin": "http://192.168.1.20:8377"}, **form)
    assert plain.status_code == 403
    assert "set-cookie" not in plain.headers
    ours = client.post("/login", headers={"origin": "https://192.168.1.20:8377"}, **form)
    assert ours.status_code == 303
    assert client.get("/today", headers={"host": "elsewhere.example"}).status_code == 403


def test_over_plain_http_cookies_are_as_they_were(client):
    rated = client.post("/diary/rate", data={"value": "3", "window": "day_evening"})
    assert "secure" not in rated.headers["set-cookie"].lower()


@contextmanager
def started(home: Path, cert: Path, key: Path) -> Iterator[str]:
    """`kneewise serve --lan` over https; what it prints until it is ready."""
    more = ("serve", "--lan", "--cert", str(cert), "--key", str(key))
    command = [*KNEEWISE, "--home", str(home), *more]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = ""
        while "https, with" not in said and (line := process.stdout.readline()):
            said += line
        try:
            yield said
        finally:
            process.kill()


def test_the_server_answers_over_https_and_prints_where(home, hashed, tmp_path):
    own = lan.addresses()
    cert, key = make_pair(tmp_path, "IP:127.0.0.1", *(f"IP:{address}" for address in own))
    trusting = ssl.create_default_context(cafile=str(cert))
    with started(home, cert, key) as said:
        printed = re.search(r"https://([\d.]+):(\d+)/", said)
        assert printed, said
        assert printed[1] == (own[0] if own else "127.0.0.1")
        assert "http://" not in said
        assert "plain http" not in said
        if own:
            drawn = lan.picture(f"https://{own[0]}:{printed[2]}/")
            assert drawn.splitlines()[3].strip() in said
        port = int(printed[2])
        with closing(
            http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
        ) as connection:
            connection.request("GET", "/why")
            answer = connection.getresponse()
            answer.read()
            assert (answer.status, answer.headers["location"]) == (303, "/login?next=/why")
            connection.request("GET", "/api/today")
            answer = connection.getresponse()
            assert (answer.status, list(json.loads(answer.read()))) == (401, ["error"])
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as plain:
            plain.request("GET", "/login")
            with pytest.raises((http.client.HTTPException, OSError)):
                plain.getresponse()


def test_a_runner_logs_in_and_rates_over_https(browser, simulated_home, serving, tmp_path):
    home = Path(shutil.copytree(simulated_home, tmp_path / "home"))
    hashed = passphrase.keep(home, SAID)
    certificate = read_certificate(*make_pair(tmp_path / "pair", "IP:127.0.0.1"))
    with (
        serving(home, passphrase_hash=hashed, certificate=certificate) as address,
        browser.new_context(
            viewport={"width": 360, "height": 780}, ignore_https_errors=True
        ) as context,
    ):
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.goto(f"{address}/diary")
        tab.get_by_label("passphrase").fill(SAID)
        tab.keyboard.press("Enter")
        tab.get_by_role("heading", name="Diary", exact=True).wait_for()
        (cookie,) = [one for one in context.cookies() if one["name"] == COOKIE]
        assert cookie["secure"]
        tab.locator('form[data-offline] [name="side"][value="left"]').first.check()
        tab.get_by_role("button", name="2 out of 10: save").click()
        tab.get_by_text("Noted: left 2/10").wait_for()
        assert not tab.get_by_text("Ratings need the connection").is_visible()
    with open_journal(home) as journal:
        assert journal.last_rating()[0].side is Side.LEFT
