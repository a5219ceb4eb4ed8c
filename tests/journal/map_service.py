"""A service of maps on this machine: it counts, cuts off, lies and sends elsewhere as told."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Service:
    """What it serves, and how it behaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: list[int] = field(default_factory=list)  # bytes of each answer in turn
    redirects: dict[str, str] = field(default_factory=dict)
    with_ranges: bool = True
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def put(self, path: str, content: bytes, md5: str | None = "right") -> str:
        """Serve a file, with its checksum beside it ("right", a wrong one, or None)."""
        self.files[path] = content
        if md5 is not None:
            found = hashlib.md5(content).hexdigest() if md5 == "right" else md5  # noqa: S324
            self.files[path + ".md5"] = f"{found}  {path}\n".encode()
        return self.url(path)

    def gets(self, path: str) -> list[str | None]:
        """The Range of every GET of a file."""
        return [span for how, what, span in self.asked if how == "GET" and what == path]


class Answers(BaseHTTPRequestHandler):
    """Answers as its service says."""

    service: Service

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, *, body: bool) -> None:
        path = self.path.removeprefix("/")
        self.service.asked.append((self.command, path, self.headers.get("Range")))
        if path in self.service.redirects:
            self.send_response(302)
            self.send_header("Location", self.service.redirects[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path in self.service.files:
            self._serve(path, self.service.files[path], body=body)
        else:
            self.send_error(404)

    def _serve(self, path: str, content: bytes, *, body: bool) -> None:
        tag = '"' + hashlib.sha256(content).hexdigest()[:12] + '"'
        begin = self._begin(tag)
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.send_header("ETag", tag)
        self.end_headers()
        if body:
            part = content[begin:]
            if self.service.cut_after and not path.endswith((".md5", ".json")):
                part = part[: self.service.cut_after.pop(0)]
            self.wfile.write(part)
            self.close_connection = True

    def _begin(self, tag: str) -> int:
        span, only_if = self.headers.get("Range"), self.headers.get("If-Range")
        if span is None or not self.service.with_ranges or only_if not in {None, tag}:
            return 0
        return int(span.removeprefix("bytes=").partition("-")[0])


@contextmanager
def serving() -> Iterator[Service]:
    """The service, until the block ends."""
    service = Service()
    handler = type("Handler", (Answers,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
