"""Which code an answer came from: nothing that an answer passes through is left out."""

from __future__ import annotations

import ast
from pathlib import Path

import kneewise
from kneewise.journal.versions import ANSWERING_ROOMS

HOUSE = Path(kneewise.__file__).parent
RANKING = ("knee", "causes", "why", "evidence")


def taken_from(file: Path) -> set[str]:
    """The modules of the house that a file takes something from when it runs."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kneewise."):
            found.add(node.module.removeprefix("kneewise.").replace(".", "/"))
    return found


def test_every_room_that_a_ranking_passes_through_is_in_the_version():
    files = [file for room in RANKING for file in (HOUSE / room).rglob("*.py")]
    used = {module for file in files for module in taken_from(file)}
    missing = {
        module
        for module in used
        if not any(f"{module}/".startswith(f"{room}/") for room in ANSWERING_ROOMS)
    }
    assert "body/tests" in used
    assert missing == set()
