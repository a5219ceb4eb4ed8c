"""Fetching a file the runner asked for: resumed where it was cut off, checked, from one host only.

Nothing here is called unless the runner said yes. What is sent is the address of the file and the
name of this program.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from kneewise import __version__
from kneewise.model.errors import MapError

TIMEOUT_S = 30.0
TRIES = 3
"""How often a connection that breaks is taken up again before the runner has to; our choice."""

CHUNK = 1 << 18
LONGEST_LIST = 64 << 20
"""Bytes of a list of regions at the most; Geofabrik's is far smaller. Our choice."""

Progress = Callable[[int, int | None], None]
"""Called with (bytes that are here, bytes in all; None where the service does not say)."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file as the service described it."""

    address: str
    size: int | None
    tag: str | None  # changes when the file does

    @property
    def host(self) -> str:
        """Whose file it is."""
        return host_of(self.address)


def host_of(address: str) -> str:
    """The host of an address, with its port where it has one. Raises MapError for none."""
    parts = urlsplit(address)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise MapError(f"{address!r} is no address of a file (https://…).")
    return parts.netloc.rpartition("@")[2]


def look_up(address: str) -> Remote:
    """Size and state of a file, without fetching it. Raises MapError."""
    with _asked(urllib.request.Request(address, method="HEAD")) as answer:  # noqa: S310
        return _remote(address, answer, 0)


def fetch_small(address: str, longest: int = LONGEST_LIST) -> bytes:
    """A short file whole. Raises MapError, also for one that is longer than expected."""
    with _asked(urllib.request.Request(address)) as answer:  # noqa: S310 - host_of saw the scheme
        content = bytes(answer.read(longest + 1))
    if len(content) > longest:
        raise MapError(f"{address} is longer than {longest >> 20} MB, which no such list is.")
    return content


@dataclass(frozen=True, slots=True)
class Fetch:
    """Fetches one file into a place of its own; what is there already is not fetched again."""

    remote: Remote
    to: Path
    on_progress: Progress = lambda *_: None
    sha256: str | None = None  # known beforehand; else the service is asked for its .md5

    def run(self) -> Path:
        """The whole file, its length and, where the service gives one, its checksum right.

        Raises MapError: what came so far stays and is taken up again, unless it is wrong or the
        disk is full.
        """
        self._check_room()
        for left in reversed(range(TRIES)):
            if self._go_on():
                break
            if not left:
                raise MapError(
                    f"The connection to {self.remote.host} broke {TRIES} times, after "
                    f"{self._have() / 1e6:.0f} MB. They are kept: repeat the command to go on."
                )
        self._check_sum()
        return self.to

    def forget(self) -> None:
        """Nothing of it stays here."""
        self.to.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.to.with_name(self.to.name + ".json")

    def _have(self) -> int:
        return self.to.stat().st_size if self.to.exists() else 0

    def _check_room(self) -> None:
        wanted = (self.remote.size or 0) - self._have()
        free = shutil.disk_usage(self.to.parent).free
        if wanted > free:
            raise MapError(
                f"{self.remote.address} takes {wanted / 1e6:.0f} MB and {free / 1e6:.0f} MB are "
                f"free at {self.to.parent}. Make room, or add a smaller region by hand."
            )

    def _go_on(self) -> bool:
        """One connection's worth; whether the file is whole now."""
        if not self._is_the_same():
            self.forget()
        have = self._have()
        if have and have == self.remote.size:
            return True
        request = urllib.request.Request(self.remote.address)  # noqa: S310
        if have and self.remote.tag:
            request.add_header("Range", f"bytes={have}-")
            request.add_header("If-Range", self.remote.tag)
        try:
            with _asked(request) as answer:
                return self._take(answer, have)
        except (http.client.HTTPException, TimeoutError, ConnectionError):
            return False

    def _take(self, answer: Any, have: int) -> bool:  # noqa: ANN401 - urllib's answer
        goes_on = answer.status == 206 and _range_start(answer) == have
        begin = have if goes_on else 0
        now = _remote(self.remote.address, answer, begin)
        with self._written(), self.to.open("ab" if goes_on else "wb") as file:
            self._note.write_text(json.dumps([now.address, now.tag]), encoding="utf-8")
            here = begin
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                here += len(chunk)
                self.on_progress(here, now.size)
        return now.size is None or here == now.size

    def _is_the_same(self) -> bool:
        """Whether what is here is the beginning of the file that is there now."""
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return self.remote.tag is not None and noted == [self.remote.address, self.remote.tag]

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except (ConnectionError, TimeoutError):
            raise
        except OSError as error:
            if error.errno == errno.ENOSPC:
                self.forget()  # gives the room back
                raise MapError(
                    f"The disk at {self.to.parent} is full; what was fetched is gone again."
                ) from error
            raise MapError(f"{self.to} cannot be written: {error.strerror}.") from error

    def _check_sum(self) -> None:
        """Compare with what is known, else with the service's `.md5`, where there is one."""
        if self.sha256 is not None:
            with self.to.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != self.sha256:
                self.forget()
                raise MapError(
                    f"{self.remote.address} came with another checksum than is known here, and "
                    "was thrown away."
                )
            return
        try:
            said = fetch_small(self.remote.address + ".md5", 4096).split()
        except NotThereError:
            return
        with self.to.open("rb") as file:
            found = hashlib.file_digest(
                file, lambda: hashlib.md5(usedforsecurity=False)
            ).hexdigest()
        if not said or said[0].decode("ascii", "replace").lower() != found:
            self.forget()
            raise MapError(
                f"{self.remote.address} came with another checksum than {self.remote.host} gives "
                "for it, and was thrown away. Perhaps it was replaced meanwhile: try again later."
            )


class NotThereError(MapError):
    """The service has no such file."""


class UnreachableError(MapError):
    """The service does not answer at all."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a service within its own host, and never from https to http."""

    def redirect_request(  # urllib's own signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,  # noqa: ANN401
        newurl: str,
    ) -> urllib.request.Request | None:
        here, there = host_of(req.full_url), host_of(newurl)
        if here != there or (req.full_url.startswith("https:") and newurl.startswith("http:")):
            raise MapError(
                f"{here} sends on to {newurl}, which you did not choose. If you trust it, say so "
                "with `kneewise profile map_address`."
            )
        found = super().redirect_request(req, fp, code, msg, headers, newurl)
        if found is not None:
            found.method = req.get_method()  # a question for the size stays one
        return found


@contextmanager
def _asked(request: urllib.request.Request) -> Iterator[Any]:
    """The service's answer. Raises MapError in words; a broken connection passes while reading."""
    host = host_of(request.full_url)
    request.add_header("User-Agent", f"kneewise/{__version__}")
    opener = urllib.request.build_opener(_SameHost())
    try:
        answer = opener.open(request, timeout=TIMEOUT_S)
    except urllib.error.HTTPError as error:
        with error:
            kind = NotThereError if error.code in {404, 410} else MapError
            raise kind(
                f"{host} answers {error.code} ({error.reason}) for {request.full_url}."
            ) from error
    except (urllib.error.URLError, TimeoutError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise UnreachableError(
            f"{host} cannot be reached ({reason}). A file you already have can be added with "
            "`kneewise map add FILE.osm.pbf`."
        ) from error
    with answer:
        yield answer


def _remote(address: str, answer: Any, begun_at: int) -> Remote:  # noqa: ANN401
    length = answer.headers.get("Content-Length")
    size = begun_at + int(length) if length is not None and length.isdigit() else None
    tag = answer.headers.get("ETag")
    if tag is None or tag.startswith("W/"):  # a weak one says nothing of bytes
        tag = answer.headers.get("Last-Modified")
    return Remote(address, size, tag)


def _range_start(answer: Any) -> int | None:  # noqa: ANN401
    said = answer.headers.get("Content-Range", "")
    start = said.removeprefix("bytes ").partition("-")[0]
    return int(start) if start.isdigit() else None
