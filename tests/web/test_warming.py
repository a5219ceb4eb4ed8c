"""What the next page would wait for is worked out while nobody waits, and never beside somebody."""

from __future__ import annotations

import threading

import pytest

from kneewise.journal.past import PAST
from kneewise.model.diary import Window
from kneewise.web import warming
from kneewise.web.app import make_app
from kneewise.web.journals import open_for
from kneewise.web.settings import WebSettings
from kneewise.web.sweeping import QUIET_S, Waiting
from kneewise.web.warming import LOOKED_S, Warmth, warmed_when_quiet


class Place:
    """An app over a home, its clocks, and whether somebody waits."""

    def __init__(self, home) -> None:
        self.now_s = 600_000.0
        self.app = make_app(WebSettings(home=home))
        self.waiting = Waiting(self.app, clock=lambda: self.now_s)
        self.warmth = Warmth(self.app, self.waiting, clock=lambda: self.now_s)

    def answered(self) -> None:
        """Somebody got a page just now."""
        self.waiting.answered += 1
        self.waiting._last = self.now_s

    def later(self, seconds: float = QUIET_S) -> None:
        self.now_s += seconds

    def stands(self) -> bool:
        with open_for(self.app) as journal:
            return journal.store.known("exposures", PAST, "me") is not None


@pytest.fixture
def place(told_home):
    return Place(told_home)


def test_it_waits_for_the_first_page_and_for_quiet(place):
    place.later()
    assert not place.warmth.warm()
    place.answered()
    assert not place.warmth.warm()
    assert not place.stands()
    place.later()
    assert place.warmth.warm()
    assert place.stands()
    assert not place.warmth.warm(), "nothing is missing now"


def test_it_gives_way_to_who_comes_and_goes_on_afterwards(place, monkeypatch):
    came = []

    def somebody(_journal: object) -> None:
        came.append(1)
        if len(came) == 1:
            place.answered()

    monkeypatch.setattr(warming, "STEPS", (somebody, *warming.STEPS))
    place.answered()
    place.later()
    assert not place.warmth.warm()
    assert not place.stands()
    place.later()
    assert place.warmth.warm()
    assert place.stands()


def test_once_the_server_ends_no_further_step_is_begun(place, monkeypatch):
    monkeypatch.setattr(
        warming, "STEPS", (lambda _journal: place.warmth.ended.set(), *warming.STEPS)
    )
    place.answered()
    place.later()
    assert not place.warmth.warm()
    assert not place.stands()


def test_a_step_under_way_is_not_waited_for(place, monkeypatch):
    begun, release, ended = threading.Event(), threading.Event(), threading.Event()
    order: list[str] = []

    def long(_journal: object) -> None:
        begun.set()
        release.wait(4)
        order.append("step ended")
        ended.set()

    monkeypatch.setattr(warming, "STEPS", (long,))
    place.answered()
    place.later()
    with warmed_when_quiet(place.warmth, every_s=0.001):
        assert begun.wait(10)
    order.append("left")
    release.set()
    assert ended.wait(10)
    assert order == ["left", "step ended"]


def test_a_change_has_it_worked_out_anew(place):
    place.answered()
    place.later()
    place.warmth.warm()
    with open_for(place.app) as journal:
        journal.rate(3, window=Window.DAY_EVENING)
    place.answered()
    assert not place.stands()
    place.later()
    assert place.warmth.warm()
    assert place.stands()


def test_a_new_minute_is_worked_out_only_while_somebody_looks(place):
    place.answered()
    place.later()
    assert place.warmth.warm()
    place.later(60)
    assert place.warmth.warm()
    place.later(LOOKED_S)
    assert not place.warmth.warm()


def test_what_fails_is_logged_and_the_thread_goes_on(place, monkeypatch):
    again = threading.Event()

    def broken(_journal: object) -> None:
        if tried:
            again.set()
        tried.append(1)
        raise ZeroDivisionError

    tried: list[int] = []

    monkeypatch.setattr(warming, "STEPS", (broken,))
    place.answered()
    place.later()
    with pytest.raises(ZeroDivisionError):
        place.warmth.warm()
    assert not place.warmth.warm(), "it is not tried again and again"
    place.later(60)
    with warmed_when_quiet(place.warmth, every_s=0.001):
        assert again.wait(10)
    log = place.app.state.settings.home / "web.log"
    assert "ZeroDivisionError" in log.read_text()
