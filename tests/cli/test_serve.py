"""`kneewise serve --lan`: the addresses, the picture, and what a runner is told of the way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.web.certificates import make_pair

from kneewise.cli.serve_view import show_in_network
from kneewise.journal.settings import settings_from
from kneewise.web import lan, passphrase, serving

OWN = ("10.1.2.3", "192.168.1.20")


@pytest.fixture
def shown(home, monkeypatch, capsys):
    """What is printed once the pages can be asked for, and how they are served."""
    home.mkdir()
    passphrase.keep(home, "correct horse battery")

    def show(pair: tuple[Path, Path] | None) -> tuple[str, object]:
        served = []

        def serve(settings, at, *, on_ready):
            served.append(settings)
            on_ready()

        with closing(serving.listen(0)) as bound:
            port = bound.getsockname()[1]
            monkeypatch.setattr(lan, "addresses", lambda: OWN)
            monkeypatch.setattr(serving, "listen", lambda *_: bound)
            monkeypatch.setattr(serving, "serve", serve)
            show_in_network(settings_from(home), port, new_passphrase=False, pair=pair)
        out = " ".join(capsys.readouterr().out.replace(str(port), "PORT").split())
        return out, (served[0], port)

    return show


def test_over_plain_http_it_says_who_could_read_along_and_what_ends_that(shown):
    said, (settings, _) = shown(None)
    assert "kneewise is at http://10.1.2.3:PORT/" in said
    assert "also http://192.168.1.20:PORT/" in said
    assert "plain http" in said
    assert "With --cert and --key it is https" in said
    assert settings.certificate is None


def test_over_https_the_address_of_the_certificate_is_printed_and_drawn(shown, tmp_path):
    pair = make_pair(tmp_path / "pair", "IP:192.168.1.20", "DNS:knee.home.arpa")
    said, (settings, port) = shown(pair)
    assert "kneewise is at https://192.168.1.20:PORT/" in said
    assert "also https://knee.home.arpa:PORT/" in said
    assert "10.1.2.3" not in said
    assert "http://" not in said
    assert "plain http" not in said
    drawn = lan.picture(f"https://192.168.1.20:{port}/")
    assert " ".join(drawn.split()) in said
    assert settings.certificate.file == pair[0]
    assert {"192.168.1.20", "knee.home.arpa", "10.1.2.3"} <= settings.hosts


def test_a_certificate_for_another_address_is_said(shown, tmp_path):
    said, _ = shown(make_pair(tmp_path / "pair", "IP:203.0.113.7"))
    assert "kneewise is at https://10.1.2.3:PORT/" in said
    assert "The certificate was not made for https://10.1.2.3:PORT/" in said
