"""What went wrong inside, kept in a file of the home under a number; nothing is sent anywhere."""

from __future__ import annotations

import os
import secrets
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

LOG_NAME = "web.log"
LARGEST_BYTES = 1 << 20
"""A full log becomes `web.log.1`, the one before is gone: it can't fill a disk (our choice)."""


def write_down(home: Path, error: Exception, where: str) -> str:
    """Append an error with its trace to the home's log; the number it stands under.

    Where the home can't be written it goes to standard error, so that it is not lost.
    """
    number = secrets.token_hex(4)
    trace = "".join(traceback.format_exception(error))
    entry = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {number} {where!r}\n{trace}\n"
    try:
        _append(home / LOG_NAME, entry)
    except OSError:
        sys.stderr.write(entry)
    return number


def _append(file: Path, entry: str) -> None:
    if file.is_file() and file.stat().st_size > LARGEST_BYTES:
        file.replace(file.with_name(f"{file.name}.1"))
    # For its owner alone: a trace may hold what was said in a form.
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as log:
        log.write(entry)
