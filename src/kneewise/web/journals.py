"""The journal a request asks: its own connection, closed when the answer is out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from kneewise.journal.journal import Journal
from kneewise.web.settings import WebSettings


def settings_of(request: Request) -> WebSettings:
    """How this app is served."""
    found: WebSettings = request.app.state.settings
    return found


def journal_of(request: Request) -> Iterator[Journal]:
    """A journal for one request. Raises StoreError where the home can't be read."""
    from kneewise.journal import open_journal

    settings = settings_of(request)
    with open_journal(settings.home, settings.runner) as journal:
        yield journal


JournalDep = Annotated[Journal, Depends(journal_of)]
SettingsDep = Annotated[WebSettings, Depends(settings_of)]
