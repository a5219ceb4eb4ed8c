"""How the pages are served: read once at the edge and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which a browser on this machine may ask. Any other Host is refused, so that a
foreign page can't reach the journal by a name that it lets point here (DNS rebinding)."""

MAX_UPLOAD_BYTES = 2 * 1024**3
MAX_UPLOAD_FILES = 5_000
"""Our choice: an export of many years is some 1 GB; more comes by `kneewise import`."""

MAX_FORM_BYTES = 256 * 1024
"""Every other form is a few lines."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A pair of PEM files that works (`tls.py`); `addresses` and `names` are what it was made for.

    Addresses and names of the own loop and names with a wildcard are left out.
    """

    file: Path
    key: Path
    addresses: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebSettings:
    """One home, one runner, and who may ask.

    `hosts` are the names allowed in the Host header, without port. `passphrase_hash` is asked for
    where it is not None: pages that other machines on the network can reach have one. With a
    `certificate` they come over https alone.
    """

    home: Path
    runner: str = "me"
    hosts: frozenset[str] = field(default=LOOPBACK)
    passphrase_hash: str | None = None
    certificate: Certificate | None = None
    max_upload_bytes: int = MAX_UPLOAD_BYTES
    max_upload_files: int = MAX_UPLOAD_FILES

    @property
    def scheme(self) -> str:
        """How an address of these pages begins."""
        return "http" if self.certificate is None else "https"
