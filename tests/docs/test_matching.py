"""The figures of docs/ground.md on matching are the ones that were measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ground.md").read_text(encoding="utf-8")
OURS = json.loads((ROOT / "validation" / "matching.json").read_text(encoding="utf-8"))
BESIDE = json.loads((ROOT / "validation" / "valhalla.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("row", "scenario"),
    [
        ("3 m, from place to place", "errands 3 m"),
        ("5 m, from place to place", "errands 5 m"),
        ("10 m, from place to place", "errands 10 m"),
        ("5 m, turning by chance at every meeting", "rambles 5 m"),
        ("10 m, likewise", "rambles 10 m"),
    ],
)
def test_the_table_says_what_was_measured(row, scenario) -> None:
    found = OURS["scenarios"][scenario]
    shares = [found[name] for name in ("evenness", "hardness", "way", "said", "unknown")]
    cells = [f"{found['km']:.0f}", *(f"{100 * share:.1f} %" for share in shares)]
    assert f"| {row} | {' | '.join(cells)} |" in PAGE


@pytest.mark.parametrize("error", ["3 m", "5 m", "10 m"])
def test_the_table_beside_another_engine_says_what_was_measured(error) -> None:
    found = BESIDE[f"errands {error}"]
    cells = [
        f"{100 * found[engine][name]:.1f} %"
        for name in ("way", "evenness")
        for engine in ("valhalla", "valhalla_thinned", "kneewise")
    ]
    assert f"| {error} | {' | '.join(cells)} |" in PAGE


def test_what_was_asked_of_matching_is_met() -> None:
    assert [line for line, one in OURS["acceptance"].items() if not one["met"]] == []
