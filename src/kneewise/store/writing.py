"""Writing to a disk that may be full, read-only or gone: one clear sentence for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kneewise.model.errors import StoreError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Work that writes to `path`. Raises StoreError where it could not be written."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror or error}.") from error
