"""Work that tests have done apart."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from kneewise.model.errors import ClipError


def count(to: int, on_progress) -> int:
    for number in range(to):
        on_progress(number + 1, to)
    return to


def refuse(why: str, on_progress) -> None:
    raise ClipError(why)


def fall_over(on_progress) -> None:
    os._exit(3)


def ways_out(on_progress) -> dict[str, str | None]:
    return {name: os.environ.get(name) for name in ("https_proxy", "HTTPS_PROXY", "no_proxy")}


def reach_out(on_progress) -> str:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.connect(("192.0.2.1", 53))  # no packet leaves; without a network there is no way
    except OSError:
        return "no way"
    return "a way"


def network(on_progress) -> str:
    return str(Path("/proc/self/ns/net").readlink())


def fail(on_progress) -> None:
    raise KeyError("a fault of our own")


def print_much(on_progress) -> int:
    for _ in range(1000):
        os.write(1, b"noise\n")
        os.write(2, b"noise\n")
    return 1
