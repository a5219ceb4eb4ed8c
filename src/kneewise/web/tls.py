"""Pages over https: a certificate and its key, tried on themselves before anybody is let in.

The pair shakes hands with a client that trusts this certificate alone, in memory. That finds what
a browser would stumble over (expired, of the wrong purpose, a key of another certificate), and
tells for which names it was made. Whether a phone trusts it can't be known here.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.settings import LOOPBACK, Certificate

ROOM = "kneewise.web"
EXPIRED, NOT_YET = 10, 9
"""X509_V_ERR_CERT_HAS_EXPIRED and X509_V_ERR_CERT_NOT_YET_VALID of OpenSSL."""
ROUNDS = 4
"""A handshake of TLS 1.2 takes two rounds of messages; more than that is none."""


def read_certificate(file: Path, key: Path) -> Certificate:
    """Read and try a pair. Raises UsageError where one can't be read or they don't work."""
    for each in (file, key):
        try:
            each.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(say(ROOM, "tls.unreadable", file=each, reason=reason)) from error
    seen = _seen(_context(file, key), file)
    said = [(kind, name.lower()) for kind, name in seen.get("subjectAltName", ())]
    return Certificate(
        file=file,
        key=key,
        addresses=tuple(
            name for kind, name in said if kind == "IP Address" and not ip_address(name).is_loopback
        ),
        names=tuple(
            name
            for kind, name in said
            if kind == "DNS" and "*" not in name and name not in LOOPBACK
        ),
    )


def known_as(certificate: Certificate, own: tuple[str, ...]) -> tuple[str, ...]:
    """This machine's addresses (`own`) that it was made for, then its names; may be none."""
    named = [address for address in own if address in certificate.addresses]
    return *named, *certificate.names


def over_https(certificate: Certificate | None) -> dict[str, Any]:
    """How uvicorn is told of it: nothing for plain http."""
    if certificate is None:
        return {}
    return {"ssl_certfile": certificate.file, "ssl_keyfile": certificate.key}


def _context(file: Path, key: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def locked() -> str:
        raise UsageError(say(ROOM, "tls.locked", key=key))

    try:
        made.load_cert_chain(file, key, password=locked)
    except ssl.SSLError as error:
        mixed = error.reason == "KEY_VALUES_MISMATCH"
        sentence = "tls.mismatch" if mixed else "tls.no_pair"
        raise UsageError(say(ROOM, sentence, file=file, key=key)) from error
    return made


def _seen(server: ssl.SSLContext, file: Path) -> Mapping[str, Any]:
    """What a client that trusts this certificate reads in it. Raises UsageError."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False  # it is asked under no name here
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # it need not be its own authority
    try:
        client.load_verify_locations(file)
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        ours = server.wrap_bio(to_server, to_client, server_side=True)
        theirs = client.wrap_bio(to_client, to_server)
        for _ in range(ROUNDS):
            for end in (theirs, ours):
                with suppress(ssl.SSLWantReadError):
                    end.do_handshake()
        return theirs.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        known = {EXPIRED: "tls.expired", NOT_YET: "tls.not_yet"}
        sentence = known.get(error.verify_code, "tls.unfit")
        said = say(ROOM, sentence, file=file, reason=error.verify_message)
        raise UsageError(said) from error
    except (ssl.SSLError, ValueError) as error:
        raise UsageError(say(ROOM, "tls.unfit", file=file, reason=str(error))) from error
