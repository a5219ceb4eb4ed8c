"""The examples of docs/trial.md do what they show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kneewise.care.trial import all_levers
from kneewise.cli.app import run

PAGE = (Path(__file__).parents[2] / "docs" / "trial.md").read_text("utf-8")


def test_the_commands_of_the_page_run_one_after_the_other(green_home, capsys):
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
        for line in block.splitlines()
        if line.strip()
    ]
    assert len(lines) == 5
    for line in lines:
        with pytest.raises(SystemExit) as ended:
            run(shlex.split(line)[1:])
        assert ended.value.code == 0, line
    out = " ".join(capsys.readouterr().out.split())
    for said in ("Next run of the trial (1 of 24)", "running", "given up on", "No answer is drawn"):
        assert said in out


def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "docs/trial.md", "exec"), {})  # noqa: S102 - our own page
    out = capsys.readouterr().out
    assert "24 runs; The symptom check is not complete" in out


def test_every_lever_stands_on_the_page():
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == {
        lever.name for lever in all_levers()
    }
