"""The pictures show the pages as they are."""

from __future__ import annotations

import runpy
import struct
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
SCRIPT = runpy.run_path(str(DOCS / "screenshots.py"))


def test_every_picture_was_made_from_the_pages_as_they_are():
    kept = (DOCS / "img" / "made_from.txt").read_text(encoding="utf-8").strip()
    assert kept == SCRIPT["made_from"](), "a page has changed: python docs/screenshots.py"


def test_every_picture_is_there_in_its_size_and_no_other():
    for name, (_, size, _) in SCRIPT["PICTURES"].items():
        head = (DOCS / "img" / f"{name}.png").read_bytes()[:24]
        assert struct.unpack(">II", head[16:24]) == size
    assert {path.stem for path in (DOCS / "img").glob("*.png")} == set(SCRIPT["PICTURES"])


def test_a_change_of_a_page_changes_the_number(monkeypatch):
    before = SCRIPT["made_from"]()
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"another page")
    assert SCRIPT["made_from"]() != before
