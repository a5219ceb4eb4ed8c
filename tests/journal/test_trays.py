"""Trays: what stands between a browser and the import never stays behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kneewise.journal.trays import FOLDER, open_tray, sweep_trays
from kneewise.model.errors import StoreError

HOLD = (
    "import sys, time; from pathlib import Path; from kneewise.journal.trays import open_tray; "
    "t = open_tray(Path(sys.argv[1])); t.place(0).write_bytes(b'x'); print('up', flush=True); "
    "time.sleep(60)"
)


def test_a_closed_tray_is_gone(tmp_path):
    tray = open_tray(tmp_path)
    tray.place(0).write_bytes(b"x")
    tray.close()
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_tray_in_use_is_never_swept(tmp_path):
    tray = open_tray(tmp_path)
    tray.place(0).write_bytes(b"x")
    assert sweep_trays(tmp_path) == 0
    assert tray.place(0).read_bytes() == b"x"
    tray.close()


def test_what_a_killed_process_left_is_swept(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE
    ) as one:
        assert one.stdout.readline() == b"up\n"
        assert sweep_trays(tmp_path) == 0
        one.kill()
    assert sweep_trays(tmp_path) == 1
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_home_without_trays_has_nothing_to_sweep(tmp_path):
    assert sweep_trays(tmp_path / "nowhere") == 0


def test_a_tray_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        open_tray(tmp_path)
