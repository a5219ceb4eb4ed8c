"""Trays: folders inside a home where files stand between a browser and the import.

A tray is held by a lock that dies with its process, so what a killed server left behind is known
by its lock and swept by the next one; a tray in use is never touched.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kneewise.model.errors import StoreBusyError, StoreError
from kneewise.store.lock import hold

FOLDER = "uploads"


@dataclass(frozen=True, slots=True)
class Tray:
    """One folder for the files of one handing-in; names in it are ours alone."""

    folder: Path
    _held: ExitStack = field(repr=False)

    def place(self, number: int) -> Path:
        """Where the file of that number goes."""
        return self.folder / f"{number:06d}"

    def close(self) -> None:
        """Remove the tray with all that lies in it."""
        self._held.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def open_tray(home: Path) -> Tray:
    """A new tray in a home. Raises StoreError where it can't be made."""
    folder = home / FOLDER / secrets.token_hex(8)
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error.strerror}.") from error
    held = ExitStack()
    held.enter_context(hold(folder / "lock", "upload", wait_s=0))
    return Tray(folder, held)


def sweep_trays(home: Path) -> int:
    """Remove the trays that nobody holds any more; how many there were."""
    swept = 0
    for folder in sorted(path for path in (home / FOLDER).glob("*") if path.is_dir()):
        try:
            with hold(folder / "lock", "sweep", wait_s=0):
                pass
        except (StoreBusyError, StoreError):
            continue  # in use, or not ours to remove
        shutil.rmtree(folder, ignore_errors=True)
        swept += not folder.exists()
    return swept
