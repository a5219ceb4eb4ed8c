"""Real files pass through a walk byte for byte, from a folder and from a zip."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from kneewise.platforms import Member, walk, weigh


def hashes(path: Path) -> dict[str, str]:
    out = {}
    for found in walk([path]):
        assert isinstance(found, Member), found
        data = found.read()
        assert isinstance(data, bytes), data
        out[found.source[len(str(path)) + 1 :]] = hashlib.sha256(data).hexdigest()
    return out


def test_a_history_of_files_comes_whole_and_in_order(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "history"
    walked = hashes(folder)
    assert list(walked) == sorted(path.name for path in folder.iterdir())
    assert weigh([folder]) == sum(path.stat().st_size for path in folder.iterdir())
    packed = tmp_path / "history.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    assert hashes(packed) == walked
