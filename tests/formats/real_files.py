"""Names of the real files, for parametrised tests; the fixture real_data skips where absent."""

from __future__ import annotations

import os
from pathlib import Path

_NAMED = os.environ.get("KNEEWISE_REAL_DATA")
ROOT = Path(_NAMED) if _NAMED else Path(__file__).parents[3] / "shared" / "data"


def listed(folder: str) -> list[str]:
    """All files of a folder by their path in it; one that is absent, where the folder is."""
    files = sorted(path for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path.relative_to(ROOT / folder).as_posix() for path in files] or ["absent"]
