"""Serve the pages on this machine until somebody stops it."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing

import uvicorn

from kneewise.model.errors import UsageError
from kneewise.web.app import make_app
from kneewise.web.settings import WebSettings

HOST = "127.0.0.1"
FIRST_PORT = 8377
PORTS_TRIED = 20


def free_port(host: str = HOST, first: int = FIRST_PORT) -> int:
    """The first port from `first` on that nobody holds. Raises UsageError where all are held."""
    for port in range(first, first + PORTS_TRIED):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    last = first + PORTS_TRIED - 1
    raise UsageError(f"The ports {first} to {last} are all in use; name another with --port.")


def serve(
    settings: WebSettings,
    port: int,
    *,
    host: str = HOST,
    on_ready: Callable[[], None] | None = None,
) -> None:
    """Answer until Ctrl-C; `on_ready` is called once the first page can be asked for."""
    config = uvicorn.Config(
        make_app(settings),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    if on_ready is not None:
        threading.Thread(target=_when_ready, args=(server, on_ready), daemon=True).start()
    server.run()


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
