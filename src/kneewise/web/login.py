"""Who may look when the pages are on a network: a passphrase, then a session of this browser.

Everybody is asked, also on this machine: another user of it is as foreign as one in the network.
Sessions live in memory alone and end with the server.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kneewise.model.words import say
from kneewise.web.guard import SAFE
from kneewise.web.mistakes import answer
from kneewise.web.page import INSIDE
from kneewise.web.passphrase import matches
from kneewise.web.refusals import TooManyGuessesError

COOKIE = "kneewise_session"

IDLE_S = 7 * 24 * 3600
"""A session that is not used for a week ends: a diary is kept daily or weekly (our choice)."""

MOST_SESSIONS = 100
"""More browsers than a household has; the one unused longest goes first."""

FREE_OF_ONE, FREE_OF_ALL = 5, 20
LONGEST_OF_ONE_S, LONGEST_OF_ALL_S = 300.0, 60.0
FORGET_S = 3600.0
"""Wrong guesses that cost nothing, then a wait that doubles up to these ends, per address and
over all of them (an attacker in the network has many addresses); forgotten after an hour without
one. Our choice: a runner who mistypes waits seconds, a program gets some 1,500 guesses a day."""

FIRST = frozenset({"/", "/today"})
"""Where a login leads of itself."""

OPEN = frozenset(
    {
        "/login",
        "/manifest.webmanifest",
        "/assets/kneewise.css",
        "/assets/pages/login.css",
        "/assets/icon.svg",
        "/assets/icon-180.png",
        "/assets/icon-192.png",
        "/assets/icon-512.png",
    }
)
"""What is answered without a session: the login and what it is drawn with."""


@dataclass(slots=True)
class Sessions:
    """Open sessions by the hash of their token, so that memory holds nothing that opens one."""

    clock: Callable[[], float] = time.monotonic
    _used: dict[bytes, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> str:
        """A new session; its token, which only the browser keeps."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._sweep()
            while len(self._used) >= MOST_SESSIONS:
                del self._used[min(self._used, key=self._used.__getitem__)]
            self._used[_hashed(token)] = self.clock()
        return token

    def knows(self, token: str | None) -> bool:
        """Whether the session is open; it stays so for another week.

        A lookup by hash tells nothing of the token by the time it takes.
        """
        if not token:
            return False
        key = _hashed(token)
        with self._lock:
            self._sweep()
            if key not in self._used:
                return False
            self._used[key] = self.clock()
            return True

    def end(self, token: str | None) -> None:
        """Close a session."""
        if token:
            with self._lock:
                self._used.pop(_hashed(token), None)

    def _sweep(self) -> None:
        now = self.clock()
        for key in [key for key, used in self._used.items() if now - used > IDLE_S]:
            del self._used[key]


@dataclass(slots=True)
class _Misses:
    count: int = 0
    last: float = 0.0


@dataclass(slots=True)
class Guesses:
    """Wrong guesses, and how long the next must wait."""

    clock: Callable[[], float] = time.monotonic
    _of_one: dict[str, _Misses] = field(default_factory=dict)
    _of_all: _Misses = field(default_factory=_Misses)

    def wait_s(self, address: str) -> float:
        """Seconds until a guess from there is looked at; 0 for at once."""
        now = self.clock()
        self._forget(now)
        one = self._of_one.get(address, _Misses())
        return max(
            0.0,
            one.last + _pause_s(one.count, FREE_OF_ONE, LONGEST_OF_ONE_S) - now,
            self._of_all.last + _pause_s(self._of_all.count, FREE_OF_ALL, LONGEST_OF_ALL_S) - now,
        )

    def missed(self, address: str) -> None:
        """A wrong guess came from there."""
        now = self.clock()
        for misses in (self._of_one.setdefault(address, _Misses()), self._of_all):
            misses.count += 1
            misses.last = now

    def hit(self, address: str) -> None:
        """The right one came from there; the total stays, it may be of others."""
        self._of_one.pop(address, None)

    def _forget(self, now: float) -> None:
        for address in [a for a, m in self._of_one.items() if now - m.last > FORGET_S]:
            del self._of_one[address]
        if now - self._of_all.last > FORGET_S:
            self._of_all = _Misses()


def _pause_s(count: int, free: int, longest_s: float) -> float:
    if count < free:
        return 0.0
    return min(longest_s, 2.0 ** min(count - free, 30))


@dataclass(slots=True)
class Door:
    """What is asked at the login of one server."""

    hashed: str
    sessions: Sessions = field(default_factory=Sessions)
    guesses: Guesses = field(default_factory=Guesses)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, passphrase: str, address: str) -> str | None:
        """A session's token for the right passphrase, None for a wrong one.

        Raises TooManyGuessesError where too many were wrong; nothing is looked at then. One is
        looked at at a time, since argon2 takes 64 MB.
        """
        with self._one_at_a_time:
            wait = self.guesses.wait_s(address)
            if wait > 0:
                raise TooManyGuessesError(say("kneewise.web", "login.wait", seconds=int(wait) + 1))
            if not matches(self.hashed, passphrase):
                self.guesses.missed(address)
                return None
            self.guesses.hit(address)
        return self.sessions.begin()


@dataclass(frozen=True, slots=True)
class Login:
    """Lets through who has a session; everybody else is shown the login."""

    app: ASGIApp
    door: Door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, send to the login, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks anything else
        request = Request(scope, receive)
        if scope["path"] in OPEN:
            await self.app(scope, receive, send)
            return
        if self.door.sessions.knows(request.cookies.get(COOKIE)):
            scope[INSIDE] = True
            await self.app(scope, receive, send)
            return
        if scope["method"] in SAFE and not scope["path"].startswith("/api/"):
            await RedirectResponse(_way_in(scope), status_code=303)(scope, receive, send)
            return
        said = say("kneewise.web", "error.login")
        await answer(request, 401, said)(scope, receive, send)


def _way_in(scope: Scope) -> str:
    """The login, with the page that was asked for where that is not the first one anyway."""
    asked = scope.get("raw_path", scope["path"].encode()).decode("ascii", "replace")
    if scope["query_string"]:
        asked += f"?{scope['query_string'].decode('ascii', 'replace')}"
    return "/login" if asked in FIRST else f"/login?next={quote(asked)}"


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
