"""A tray while a form fills it: gone with whatever went wrong, and a full disk in words."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool

from kneewise.journal import open_journal
from kneewise.journal.trays import Tray, open_tray
from kneewise.model.words import say
from kneewise.web.refusals import NoRoomError
from kneewise.web.settings import WebSettings


@asynccontextmanager
async def filled(settings: WebSettings) -> AsyncIterator[Tray]:
    """A new tray in the home; once the block ends well, it is the block's own to close.

    Whatever is raised in the block takes the tray with it. Raises NoRoomError where the disk
    takes no more.
    """
    tray = await run_in_threadpool(_opened, settings)
    try:
        yield tray
    except BaseException as error:  # also a request that was broken off
        await run_in_threadpool(tray.close)
        if not isinstance(error, OSError):
            raise
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise NoRoomError(say("kneewise.web", "upload.no_room", reason=reason)) from error


def _opened(settings: WebSettings) -> Tray:
    with open_journal(settings.home, settings.runner):  # makes the home where there is none yet
        return open_tray(settings.home)
