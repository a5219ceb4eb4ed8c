"""Serve the pages on this machine until somebody stops it."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from types import FrameType

import uvicorn

from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.app import make_app
from kneewise.web.settings import WebSettings
from kneewise.web.sweeping import Waiting, swept_when_quiet
from kneewise.web.tls import over_https
from kneewise.web.warming import Warmth, warmed_when_quiet

HOST = "127.0.0.1"
FIRST_PORT = 8377
PORTS_TRIED = 20

AT_WORK = frozenset({"warm", "import", "filming", "ground", "route", "why"})
"""The names of threads that work for a page and end with the process."""


def free_port(host: str = HOST, first: int = FIRST_PORT) -> int:
    """The first port from `first` on that nobody holds. Raises UsageError where all are held."""
    for port in range(first, first + PORTS_TRIED):
        with closing(_bound(host, port)) as tried:
            if tried.fileno() >= 0:
                return port
    last = first + PORTS_TRIED - 1
    raise UsageError(f"The ports {first} to {last} are all in use; name another with --port.")


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket on that port, held from now on. Raises UsageError where it is in use."""
    bound = _bound(host, port)
    if bound.fileno() < 0:
        raise UsageError(say("kneewise.web", "serve.port", port=port))
    bound.listen()  # from now on nobody else gets it
    return bound


def _bound(host: str, port: int) -> socket.socket:
    """A bound socket; a closed one where the port can't be had."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would share a port that is in use
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError):
        made.close()
    return made


def serve(
    settings: WebSettings, at: socket.socket, *, on_ready: Callable[[], None] | None = None
) -> None:
    """Answer on a socket until Ctrl-C; `on_ready` is called once the first page can be asked for.

    An import on its way is ended between two files. Where other work is still under way then, the
    process ends with it, at once: the store keeps a step as a whole or not at all.
    """
    app = make_app(settings)
    waiting = Waiting(app)
    warmth = Warmth(app, waiting)

    def ending() -> None:
        app.state.importer.end()
        warmth.ended.set()

    config = uvicorn.Config(
        waiting,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # guesses are counted by who really sent them
        timeout_graceful_shutdown=3,
        **over_https(settings.certificate),
    )
    server = _Server(config, ending)
    if on_ready is not None:
        threading.Thread(target=_when_ready, args=(server, on_ready), daemon=True).start()
    # The server has ended by itself when the interrupt is raised again.
    with (
        swept_when_quiet(waiting),
        warmed_when_quiet(warmth),
        suppress(KeyboardInterrupt),
    ):
        server.run(sockets=[at])
    if any(thread.name in AT_WORK for thread in threading.enumerate()):
        _end_at_once()


def _end_at_once() -> None:
    """Nothing is waited for, and no thread is left to fall over a Python that is taken down."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


class _Server(uvicorn.Server):
    """Tells pages that look on for long at once that the server ends."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending()
        super().handle_exit(sig, frame)


def open_browser(address: str) -> None:
    """Show an address in the browser of this machine; nothing where there is none."""
    webbrowser.open(address)


def _when_ready(server: uvicorn.Server, on_ready: Callable[[], None]) -> None:
    pause = threading.Event()
    while not server.started:
        if server.should_exit:
            return
        pause.wait(0.02)
    on_ready()
