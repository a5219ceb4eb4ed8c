"""The journal: every question and all that may be told; each a use case in a file beside."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kneewise.journal.asking import Asking
from kneewise.journal.caring import Caring
from kneewise.journal.telling import Telling


@dataclass(frozen=True, slots=True)
class Journal(Asking, Telling, Caring):
    """One runner's journal over one home; close it, or use it as a context manager."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def one_moment(self) -> AbstractContextManager[None]:
        """All that is asked inside is answered from one state, while an import may go on."""
        return self.store.one_moment()

    def told_state(self) -> tuple[int, ...]:
        """Changes with all that is told or put right, and with nothing that an import does."""
        from kneewise.store.fingerprint import SAID

        return self.store.database.stamp(SAID, self.runner)

    def close(self) -> None:
        """Let go of the home."""
        self.store.close()

    def backup(self, file: Path, *, force: bool = False) -> Path:
        """Everything in one file; `force` replaces an older one. Raises StoreError, UsageError."""
        from kneewise.journal.keeping import backup

        return backup(self.store, file, force=force)

    def export(self, folder: Path, format_: str = "csv") -> tuple[Path, ...]:
        """Everything as tables (csv, parquet or json); the files written. Raises StoreError."""
        from kneewise.journal.keeping import export

        return export(self.store, folder, format_)

    def delete_everything(self, word: str) -> None:
        """Delete all of the home for good. Raises UsageError, StoreBusyError."""
        from kneewise.journal.forgetting import delete_everything

        delete_everything(self.store, word)
