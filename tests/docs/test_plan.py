"""The examples of docs/plan.md do what they show."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneewise.cli.app import run

PAGE = (Path(__file__).parents[2] / "docs" / "plan.md").read_text("utf-8")


def test_the_commands_of_the_page_run_one_after_the_other(green_home, capsys):
    ahead = (datetime.now(UTC) + timedelta(days=150)).date()
    lines = [
        re.sub(r"--date \S+", f"--date {ahead}", line)  # the page names a day, the clock goes on
        for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
        for line in block.splitlines()
        if line.strip()
    ]
    assert len(lines) == 4
    for line in lines:
        with pytest.raises(SystemExit) as ended:
            run(shlex.split(line)[1:])
        assert ended.value.code == 0, line
    out = " ".join(capsys.readouterr().out.split())
    for said in (
        "Goal: 10 km by",
        "Longer run",
        "Beyond: a sketch",
        "Prevention, the best supported first",
        "The goal is dropped",
    ):
        assert said in out


def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "docs/plan.md", "exec"), {})  # noqa: S102 - our own page
    assert "No plan before the symptom check is answered" in capsys.readouterr().out
