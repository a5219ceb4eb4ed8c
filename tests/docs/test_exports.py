"""The commands in docs/exports.md do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.exports.homes import ready

from kneewise.cli.app import run

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def test_the_commands_of_the_page_write_a_calendar_and_workouts(tmp_path, monkeypatch):
    monkeypatch.setenv("KNEEWISE_HOME", str(ready(tmp_path / "home", tmp_path / "files")))
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 3
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "kneewise"
        with pytest.raises(SystemExit, match=r"^0$"):
            run(arguments)
    assert (tmp_path / "training.ics").read_bytes().count(b"TRIGGER:PT7H") > 0
    assert list((tmp_path / "watch").glob("*.fit"))
