"""Pages on the local network: which names are answered, and the picture for a phone."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from kneewise.web import lan


class Socket:
    """A UDP socket whose machine has one address towards each target."""

    def __init__(self, ways: dict[str, str]) -> None:
        self._ways = ways
        self._own = ""

    def connect(self, target: tuple[str, int]) -> None:
        if target[0] not in self._ways:
            raise OSError("no way there")
        self._own = self._ways[target[0]]

    def getsockname(self) -> tuple[str, int]:
        return self._own, 1

    def close(self) -> None:
        pass


def test_each_interface_is_found_once(monkeypatch):
    ways = dict(zip(lan.TARGETS, ["10.1.2.3", "192.168.1.20", "10.1.2.3"], strict=False))
    monkeypatch.setattr(lan.socket, "socket", lambda *_: Socket(ways))
    assert lan.addresses() == ("10.1.2.3", "192.168.1.20")


def test_a_machine_in_no_network_has_none(monkeypatch):
    monkeypatch.setattr(lan.socket, "socket", lambda *_: Socket({}))
    assert lan.addresses() == ()


def test_this_machines_own_loop_is_no_address_for_others(monkeypatch):
    monkeypatch.setattr(lan.socket, "socket", lambda *_: Socket({lan.TARGETS[0]: "127.0.0.1"}))
    assert lan.addresses() == ()


def test_what_is_found_here_is_an_address_of_this_machine():
    for found in lan.addresses():
        assert not ip_address(found).is_loopback
        with socket.socket() as tried:
            tried.bind((found, 0))


def test_no_name_server_is_asked(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("it asked for a name"))
    monkeypatch.setattr(socket, "gethostbyname", lambda *_: pytest.fail("it asked for a name"))
    lan.allowed_hosts(lan.addresses())


def test_the_names_that_are_answered_are_ours():
    assert lan.allowed_hosts(["192.168.1.20"], "Anns-Mac.local") == {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "192.168.1.20",
        "anns-mac",
        "anns-mac.local",
    }


def test_the_picture_holds_the_address_and_fits_a_terminal():
    drawn = lan.picture("http://192.168.178.120:8377/")
    lines = drawn.rstrip("\n").split("\n")
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert drawn != lan.picture("http://192.168.178.121:8377/")
