"""The journal a request asks: its own connection, what was worked out before shared by all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.store.memory import Memory
from kneewise.web.guard import SAFE
from kneewise.web.onlooking import Onlooker
from kneewise.web.settings import WebSettings


def settings_of(request: Request) -> WebSettings:
    """How this app is served."""
    found: WebSettings = request.app.state.settings
    return found


def open_for(app: FastAPI, memory: Memory | None = None) -> Journal:
    """A journal of the app's home, for a request or for work beside them; close it.

    `memory` is another one than the app's. Raises StoreError where the home can't be read.
    """
    settings: WebSettings = app.state.settings
    shared = app.state.memory if memory is None else memory
    return open_journal(settings.home, settings.runner, memory=shared)


def journal_of(request: Request) -> Iterator[Journal]:
    """A journal for one request, which sees one state of the home while an import goes on.

    Raises StoreError where the home can't be read.
    """
    onlooker: Onlooker | None = request.app.state.importer.onlooker
    if onlooker is None:
        yield from _own(request)
        return
    if request.method not in SAFE:
        onlooker.renew()
        yield from _own(request)
        onlooker.renew()
        return
    with onlooker.journal() as journal:
        if journal is not None:
            yield journal
            return
    yield from _own(request)


def _own(request: Request) -> Iterator[Journal]:
    with open_for(request.app) as journal, journal.one_moment():
        yield journal


JournalDep = Annotated[Journal, Depends(journal_of)]
SettingsDep = Annotated[WebSettings, Depends(settings_of)]
