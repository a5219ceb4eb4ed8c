"""The examples in docs/physio.md do what they show."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.model.diary import Side

PAGE = (Path(__file__).parents[2] / "docs" / "physio.md").read_text("utf-8")


@pytest.fixture
def there(tmp_path, monkeypatch) -> Path:
    """A folder to work in, with a home that has an open episode."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KNEEWISE_HOME", str(tmp_path / "my-home"))
    day = (datetime.now(UTC) - timedelta(days=9)).date()
    with open_journal(tmp_path / "my-home") as journal:
        journal.start_episode(day, Side.LEFT)
    return tmp_path


def test_the_commands_run_one_after_the_other(there, capsys):
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) == 4
    for line in lines:
        with pytest.raises(SystemExit) as stopped:
            run(shlex.split(line)[1:])
        assert not stopped.value.code, line
    assert "42 of 100" in " ".join(capsys.readouterr().out.split())
    assert (there / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_python_example_runs(there):
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "docs/physio.md", "exec"), {})  # noqa: S102 - our own page
    assert (there / "report.pdf").read_bytes().startswith(b"%PDF")
