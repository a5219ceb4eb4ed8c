"""The journal a request asks: its own connection, what was worked out before shared by all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.web.settings import WebSettings


def settings_of(request: Request) -> WebSettings:
    """How this app is served."""
    found: WebSettings = request.app.state.settings
    return found


def open_for(app: FastAPI) -> Journal:
    """A journal of the app's home, for a request or for work beside them; close it.

    Raises StoreError where the home can't be read.
    """
    settings: WebSettings = app.state.settings
    return open_journal(settings.home, settings.runner, memory=app.state.memory)


def journal_of(request: Request) -> Iterator[Journal]:
    """A journal for one request. Raises StoreError where the home can't be read."""
    with open_for(request.app) as journal:
        yield journal


JournalDep = Annotated[Journal, Depends(journal_of)]
SettingsDep = Annotated[WebSettings, Depends(settings_of)]
