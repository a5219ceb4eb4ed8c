"""Clips of the runner's form that were to be kept: files named by their content, nothing else is.

Frames of other clips are looked at and forgotten.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kneewise.store.files import to_disk
from kneewise.store.writing import writing

FOLDER = "clips"


@dataclass(frozen=True, slots=True)
class ClipShelf:
    """The folder `clips/` of a home."""

    home: Path

    @property
    def folder(self) -> Path:
        """Where they lie; may not be there yet."""
        return self.home / FOLDER

    def path(self, sha256: str) -> Path:
        """Where the clip of that content is."""
        return self.folder / sha256[:2] / sha256

    def all(self) -> tuple[Path, ...]:
        """Every clip that is kept."""
        return tuple(sorted(self.folder.glob("??/*")))

    def keep(self, clip: Path) -> str:
        """Copy a clip here, whole or not at all; its sha256. Raises StoreError."""
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".making-", dir=self.folder) as making:
                copy = Path(making) / "clip"
                shutil.copyfile(clip, copy)
                with copy.open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                to_disk(str(self.home), [str(copy)], [])
                target = self.path(sha256)
                target.parent.mkdir(exist_ok=True)
                copy.replace(target)
        return sha256

    def remove(self, sha256: str) -> None:
        """Delete a clip for good, if it is there. Raises StoreError."""
        with writing(self.folder):
            self.path(sha256).unlink(missing_ok=True)
