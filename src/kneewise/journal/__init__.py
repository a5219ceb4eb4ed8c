"""One runner's journal: one file a use case; the only place where the rooms meet the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kneewise.journal.journal import Journal
    from kneewise.store.memory import Memory

__all__ = ["open_journal", "restore_home"]


def open_journal(
    home: Path | str | None = None, runner: str = "me", *, memory: Memory | None = None
) -> Journal:
    """The journal of a home (else `KNEEWISE_HOME`, else the user's data folder).

    A context manager. `memory` is what several journals of one home in one process share, so that
    what one of them worked out the others need not. Raises StoreError where the home can't be
    read or written.
    """
    from kneewise.journal.journal import Journal
    from kneewise.journal.settings import settings_from
    from kneewise.store import open_store

    settings = settings_from(home, runner)
    store = open_store(settings.home, write="if possible", memory=memory)
    return Journal(store=store, runner=settings.runner)


def restore_home(file: Path, home: Path | str | None = None) -> Path:
    """A backup into a home that holds nothing yet; the home. Raises StoreError, UsageError."""
    from kneewise.journal.keeping import restore
    from kneewise.journal.settings import settings_from

    settings = settings_from(home)
    restore(file, settings.home)
    return settings.home
