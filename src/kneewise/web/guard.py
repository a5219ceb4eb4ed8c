"""What stands before every page: who may ask, from where, and what a page may load.

Plain ASGI, so that streams stay streams. A change (anything but GET, HEAD, OPTIONS) is taken only
from our own pages: browsers say where a request comes from (Sec-Fetch-Site, Origin), and what is
no browser says neither and carries nobody's cookies but its own. From another site a person may
follow a link here; nothing else of it is answered, so that it can't set us to work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {whence}" for what, whence in _SOURCES.items())
"""Nothing from elsewhere, nothing inline. `data:` and `blob:` are pictures that a chart draws."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses foreign hosts and what foreign pages ask; sets the headers of every answer.

    Over https (`secure`) the plain page of the same name is another site: a change comes from
    https alone, and so does every cookie.
    """

    app: ASGIApp
    hosts: frozenset[str]
    secure: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or refuse; see the module."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            await _refuse(refused, send, as_json=scope["path"].startswith("/api/"))
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    found.setdefault(name, value)
                found.setdefault("Cache-Control", "no-store")
                if self.secure:
                    message["headers"] = [_over_https(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, guarded)

    def _refused(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return "kneewise does not answer under this name; use the address it printed."
        foreign = headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
        if method in SAFE:
            asked = foreign and not _followed(headers)
            return "This was asked by another site and is not answered." if asked else None
        if foreign:
            return "This change came from another site and was not made."
        origin = headers.get("origin")
        if origin is not None and not self._ours(origin, host):
            return "This change came from another site and was not made."
        return None

    def _ours(self, origin: str, host: str) -> bool:
        asked = urlsplit(origin)
        plain = self.secure and asked.scheme.lower() != "https"
        return asked.netloc.lower() == host.lower() and not plain


def _followed(headers: Headers) -> bool:
    """Whether a person followed a link to a page of its own, not one in a frame."""
    dest = headers.get("sec-fetch-dest", "document")
    return headers.get("sec-fetch-mode") == "navigate" and dest == "document"


def _over_https(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it was; a cookie sent over https alone."""
    marked = name.lower() != b"set-cookie" or b"; secure" in value.lower()
    return name, value if marked else value + b"; Secure"


def _name(host: str) -> str:
    """A Host header without its port, in lower case."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


async def _refuse(sentence: str, send: Send, *, as_json: bool) -> None:
    body = (json.dumps({"error": sentence}) if as_json else sentence).encode()
    kind = b"application/json" if as_json else b"text/plain; charset=utf-8"
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        *((name.lower().encode(), value.encode()) for name, value in HEADERS.items()),
    ]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
