"""Searches for routes beside the pages, each under a name that tells nothing of where it began.

A start is mostly somebody's door. It comes in the body of a form, and the address of what was
found holds a name drawn by chance: nothing of the place stands in an address, a history or a log.
Searches live in memory alone and are gone with the server.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request

from kneewise.journal.journal import Journal
from kneewise.model.route import RouteWish
from kneewise.web.journals import open_for
from kneewise.web.mistakes import sentence_of

if TYPE_CHECKING:  # they bring the knee load, without which the server starts sooner
    from kneewise.journal.routing import RoutesAnswer
    from kneewise.journal.sheets import RouteSheet

KEPT = 10
"""Searches that are kept, the latest (our choice: a dense town takes some megabyte)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; with `suggest` of the kind the diary speaks for."""

    wish: RouteWish
    suggest: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search: an answer with its map, or why there is none."""

    answer: RoutesAnswer | None = None
    sheet: RouteSheet | None = None
    failed: str | None = None


@dataclass(slots=True)
class Search:
    """One search; `found` is None until it is over."""

    asked: Asked
    name: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    found: Found | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self, opened: Callable[[], Journal], home: Path) -> None:
        """Search; whatever happens ends it."""
        try:
            with opened() as journal, journal.one_moment():
                answer = journal.routes(self.asked.wish, suggest=self.asked.suggest)
                self.found = Found(answer, journal.route_sheet(answer))
        except Exception as error:  # noqa: BLE001 - the edge of a thread: a sentence, and the log
            self.found = Found(failed=sentence_of(error, home, "route"))
        self._over.set()

    def wait(self, most_s: float) -> None:
        """Wait until it is over, but no longer than so many seconds."""
        self._over.wait(most_s)


@dataclass(slots=True)
class Searches:
    """The searches of one server, one at a time; who asks meanwhile waits for a turn."""

    home: Path
    opened: Callable[[], Journal]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _kept: OrderedDict[str, Search] = field(default_factory=OrderedDict)

    def begin(self, asked: Asked) -> Search:
        """Begin one."""
        search = Search(asked)
        with self._lock:
            self._kept[search.name] = search
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        threading.Thread(target=self._run, args=(search,), name="route", daemon=True).start()
        return search

    def at(self, name: str) -> Search | None:
        """The search of that name; None for one that is not kept any more."""
        return self._kept.get(name)

    def _run(self, search: Search) -> None:
        with self._turn:
            search.run(self.opened, self.home)


_MAKING = threading.Lock()


def searches_for(app: FastAPI) -> Searches:
    """The searches of an app, made with the first one."""
    with _MAKING:
        found: Searches | None = getattr(app.state, "route_searches", None)
        if found is None:
            home = app.state.settings.home
            found = app.state.route_searches = Searches(home, lambda: open_for(app))
        return found


def searches_of(request: Request) -> Searches:
    """The searches of the app that was asked."""
    return searches_for(request.app)
