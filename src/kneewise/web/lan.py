"""Pages on the local network: under which addresses, and the picture that a phone reads."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterable
from contextlib import closing
from ipaddress import ip_address

from kneewise.web.settings import LOOPBACK

EVERYWHERE = "0.0.0.0"  # noqa: S104 - that is what --lan asks for
"""All of this machine's IPv4 addresses."""

TARGETS = ("192.0.2.1", "192.168.0.1", "10.0.0.1", "172.16.0.1", "100.64.0.1")
"""An address that never exists (TEST-NET-1) asks for the usual way out; the private ranges ask
for the interface that each would take."""


def addresses() -> tuple[str, ...]:
    """The IPv4 addresses under which others in the network reach this machine; may be none.

    Connecting a UDP socket only makes the system choose an interface: no packet is sent. Asking
    for the own host name instead would ask the network's name server.
    """
    found: dict[str, None] = {}
    for target in TARGETS:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked:
            try:
                asked.connect((target, 9))
            except OSError:
                continue  # no way there
            own = asked.getsockname()[0]
        if not ip_address(own).is_loopback and not ip_address(own).is_unspecified:
            found[own] = None
    return tuple(found)


def allowed_hosts(own: Iterable[str], name: str | None = None) -> frozenset[str]:
    """The names under which a browser may ask: this machine's addresses and its own name."""
    named = (socket.gethostname() if name is None else name).lower().removesuffix(".local")
    names = {named, f"{named}.local"} if named else set()
    return LOOPBACK | frozenset(own) | names


def picture(address: str) -> str:
    """A QR code of an address for a terminal. It holds the address alone, never the passphrase."""
    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(out=drawn, border=2, compact=True)
    return drawn.getvalue()
