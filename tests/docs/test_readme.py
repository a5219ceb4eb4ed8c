"""What the README shows first is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kneewise.cli.app import run

README = Path(__file__).parents[2] / "README.md"
LEFT_OUT = "…"


def test_the_answer_in_the_readme_is_the_answer_of_the_demo(tmp_path, capsys):
    with pytest.raises(SystemExit, match=r"^0$"):
        run(["demo", "--into", str(tmp_path / "demo")])
    said = capsys.readouterr().out.splitlines()
    shown = re.search(r"```\n(.+?)\n```", README.read_text("utf-8"), re.DOTALL)[1].splitlines()
    at = 0
    for line in shown:
        if line.strip() in ("", LEFT_OUT):
            continue
        assert line in said[at:], f"the demo no longer says, in this order: {line!r}"
        at += said[at:].index(line) + 1
