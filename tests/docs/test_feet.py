"""The figures on feet in docs/body.md are those of the results beside the validation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "body.md").read_text(encoding="utf-8")
RESULTS = json.loads(
    (ROOT / "validation" / "footprint" / "results.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("promise", sorted(RESULTS["acceptance"]))
def test_every_promise_is_kept_and_its_figure_stands_on_the_page(promise):
    line = RESULTS["acceptance"][promise]
    assert line["met"]
    assert f"| {100 * line['value']:.1f} % | {line['limit'].removeprefix('>= ')[2:]} % |" in PAGE


def test_the_command_on_the_page_is_the_one_that_was_run():
    assert f"`{RESULTS['command']}`" in PAGE
