"""The examples of docs/plan.md do what they show."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.care.check.answering import clear
from tests.journal.conftest import write_gpx

from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.model.diary import Side, Window

PAGE = (Path(__file__).parents[2] / "docs" / "plan.md").read_text("utf-8")


@pytest.fixture
def green_home(tmp_path, monkeypatch) -> Path:
    """A runner with ten green weeks and a clear check, at the home of the environment."""
    home, now = tmp_path / "home", datetime.now(UTC).replace(microsecond=0)
    (tmp_path / "runs").mkdir()
    for days in range(2, 70, 3):
        start = now - timedelta(days=days, hours=2)
        write_gpx(tmp_path / "runs" / f"{days}.gpx", start, 6.0)
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        journal.import_paths([tmp_path / "runs"])
        for one in journal.store.runs.all():
            journal.rate(0, run=one.id, side=Side.LEFT)
            journal.rate(0, run=one.id, side=Side.LEFT, window=Window.NEXT_MORNING)
        journal.answer_symptoms(clear() | {"consent": "yes"})
    monkeypatch.setenv("KNEEWISE_HOME", str(home))
    return home


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
