"""Start-up stays light: what is heavy is loaded by the question that needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "polars", "sqlalchemy", "scipy", "alembic", "lxml", "fitfast", "fitdecode")


@pytest.mark.parametrize(
    "line",
    [
        "import kneewise",
        "from kneewise.cli.app import register; register()",
        "from kneewise.cli import main; sys.argv = ['kneewise', '--help']; main()",
    ],
)
def test_nothing_heavy_is_loaded(line):
    script = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules]))\n"
        f"{line}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "HEAVY []" in done.stdout, done.stdout + done.stderr
