"""The examples in docs/ do what they show."""

from __future__ import annotations

import importlib.util
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_python_examples_run_one_after_the_other(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "runs"
    folder.mkdir()
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)
    _conftest().write_gpx(folder / "run.gpx", start)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNEEWISE_HOME", raising=False)
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "python.md").read_text("utf-8"), re.DOTALL)
    shared: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), shared)  # noqa: S102 - our own page
    out = capsys.readouterr().out
    assert "1 runs came in, 0 files were refused" in out
    assert "cant_tell" in out
    assert "session_spike: " in out


def _conftest():
    """The journal tests' way of writing a run."""
    path = Path(__file__).parents[1] / "journal" / "conftest.py"
    spec = importlib.util.spec_from_file_location("journal_conftest", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
