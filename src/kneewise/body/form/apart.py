"""Work on clips in a process of its own, from which nothing can reach the network.

Decoders of foreign files may fall over, and the pose library reports its use to its maker
(https://github.com/google-ai-edge/mediapipe/issues/6291) and has no switch for that. So both run
apart: their traffic is sent to a port of this machine where nobody listens, and on Linux the
process has, where the system allows it, no network at all. What it prints is thrown away.

Loads nothing heavy itself: leaving the network is only possible before a second thread starts.
"""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kneewise.model.errors import ClipError, KneewiseError
from kneewise.model.words import say

PACKAGE = "kneewise.body.form"

NOBODY = "http://127.0.0.1:9"
"""The discard port: a connection is refused by this machine itself."""

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def run_apart(
    work: str, *args: object, on_progress: Callable[[int, int], None] = lambda *_: None
) -> Any:  # noqa: ANN401 - whatever the work returns
    """Run `module:function` apart with these arguments and `on_progress`; what it returns.

    Raises what the work raised where that is a KneewiseError, ClipError where the process fell
    over, and RuntimeError with its trace for a fault of our own. Ends the process when what is
    called here raises.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, work, args), daemon=True)
    process.start()
    there.close()
    try:
        while True:
            try:
                kind, said = here.recv()
            except EOFError:
                raise ClipError(say(PACKAGE, "refuse.fell_over")) from None
            if kind == "progress":
                on_progress(*said)
            elif kind == "refused":
                raise said
            elif kind == "fault":
                raise RuntimeError(f"{work} failed apart:\n{said}")
            else:
                return said
    finally:
        here.close()
        process.terminate()
        process.join()


def _work(told: Connection, work: str, args: tuple[object, ...]) -> None:
    leave_the_network()
    _be_silent()
    try:
        module, _, name = work.partition(":")
        done = getattr(importlib.import_module(module), name)

        def on_progress(*counts: int) -> None:
            told.send(("progress", counts))

        told.send(("done", done(*args, on_progress=on_progress)))
    except KneewiseError as error:
        told.send(("refused", error))
    except BrokenPipeError:
        return  # nobody waits any more
    except Exception:  # noqa: BLE001 - the edge of a process: the trace goes to who waits
        told.send(("fault", traceback.format_exc()))


def leave_the_network() -> None:
    """From now on nothing this process does can leave the machine (see the module)."""
    for name in PROXIES:
        os.environ[name] = NOBODY
    for name in ("no_proxy", "NO_PROXY"):
        os.environ.pop(name, None)
    if sys.platform == "linux":
        # The first is root's alone. The second is refused where user namespaces are off; the
        # proxies above then stand alone.
        leave = ctypes.CDLL(None).unshare
        if leave(_NEW_NETWORK) != 0:
            leave(_NEW_USER | _NEW_NETWORK)


def _be_silent() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
