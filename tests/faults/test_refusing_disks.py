"""A full disk and a folder that is not ours say so in a sentence and leave the store whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.homes import IMPORT, check_whole, content, doubled_runs, finish, start_import
from tests.journal.importing_files import gpx, write_runs

from kneewise.journal.importing import import_paths
from kneewise.model.errors import StoreError
from kneewise.model.run import Shoe
from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.files import Files

NOBODY = 65_534

LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES, BYTES))
"""


def limited(limit: int) -> str:
    """An import that may write no file longer than that, from the moment it begins."""
    lines = IMPORT.splitlines()
    at = next(number for number, line in enumerate(lines) if "print" in line)
    said = ["    " + line for line in LIMITED.replace("BYTES", str(limit)).splitlines()]
    return "\n".join([*lines[:at], *said, *lines[at:]])


@pytest.mark.parametrize("limit", [3_000, 200_000, 300_000])
def test_a_disk_that_takes_no_more_is_said_and_what_came_in_is_whole(home, tmp_path, limit):
    """The limit on the size of a file is the kernel's own refusal to write, as on a full disk."""
    folder = doubled_runs(tmp_path / "files", 70)
    open_store(home).close()
    status, said = finish(start_import(home, folder, limited(limit)))
    assert status != 0
    assert "StoreError" in said.splitlines()[-1]
    assert "could not be written" in said
    check_whole(home)
    assert finish(start_import(home, folder)) == (0, "")
    check_whole(home)
    other = tmp_path / "other"
    assert finish(start_import(other, folder)) == (0, "")
    assert content(home) == content(other)


def test_no_space_left_is_said(home, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Files, "stage", full)
    with open_store(home) as store:
        with pytest.raises(StoreError, match="No space left on device"):
            import_paths(store, write_runs(tmp_path / "files", 2))
        assert store.runs.all() == ()
        monkeypatch.undo()
        assert import_paths(store, [tmp_path / "files"]).runs == 2


@contextmanager
def as_nobody():
    """As a user who may not write where root may; nothing changes for other users."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_home():
    """A home with one run in a folder that can't be written."""
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    home = outer / "home"
    (outer / "a.gpx").write_bytes(gpx())
    (outer / "b.gpx").write_bytes(gpx(speed_m_s=3.5))
    with open_store(home) as store:
        import_paths(store, [outer / "a.gpx"])
        store.shoes.add(Shoe(0, "Blue"))
    paths = [home, *home.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield home
    for path in paths:
        path.chmod(0o755)
    shutil.rmtree(outer)


def test_a_home_that_cannot_be_written_says_so(read_only_home):
    with as_nobody(), pytest.raises(StoreError, match="read-only"):
        open_store(read_only_home).close()


def test_a_home_that_cannot_be_written_can_be_read(read_only_home):
    with as_nobody(), open_store(read_only_home, write=False) as store:
        (run,) = store.runs.all()
        assert len(store.runs.samples(run.id)) > 0
        assert [shoe.name for shoe in store.shoes.all()] == ["Blue"]


def test_a_home_that_cannot_be_written_answers_and_refuses_changes(read_only_home):
    with as_nobody(), open_store(read_only_home, write="if possible") as store:
        assert not store.writable
        assert len(store.runs.all()) == 1
        with pytest.raises(StoreError, match="can only be read"):
            store.shoes.add(Shoe(0, "Red"))


def test_a_home_that_can_be_written_is_opened_for_writing_if_possible(home):
    with open_store(home, write="if possible") as store:
        assert store.writable
        store.shoes.add(Shoe(0, "Red"))


def test_what_a_killed_process_left_in_the_log_is_read_where_nothing_can_be_written(
    read_only_home,
):
    read_only_home.chmod(0o755)
    database = read_only_home / DATABASE_NAME
    database.chmod(0o644)
    writer = sqlite3.connect(database)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE shoes SET name = 'Green'")
    writer.commit()
    copies = [database.with_name(database.name + suffix) for suffix in ("", "-wal")]
    left = {path: path.read_bytes() for path in copies}  # as a kill leaves them
    writer.close()
    for path, data in left.items():
        path.write_bytes(data)
        path.chmod(0o444)
    read_only_home.chmod(0o555)
    with as_nobody(), open_store(read_only_home, write="if possible") as store:
        assert [shoe.name for shoe in store.shoes.all()] == ["Green"]


MOUNTED = """
import subprocess, sys
from pathlib import Path
from kneewise.store import DATABASE_NAME, open_store
home = sys.argv[1]
subprocess.run(["mount", "--bind", home, home], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", home], check=True)
with open_store(Path(home), write="if possible") as store:
    print(store.writable, len(store.runs.all()))
"""


def test_a_home_on_a_read_only_disk_answers(home, tmp_path):
    """A read-only mount that only this test's process sees."""
    with open_store(home) as store:
        import_paths(store, write_runs(tmp_path / "files", 2))
    alone = shutil.which("unshare")
    if alone is None or os.geteuid() != 0:
        pytest.skip("a read-only mount needs unshare and root")
    told = subprocess.run(
        [alone, "--mount", sys.executable, "-c", MOUNTED, home],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in told.stderr or "unshare" in told.stderr:
        pytest.skip(f"this machine lets nobody mount: {told.stderr.splitlines()[0]}")
    assert told.stdout == "False 2\n", told.stderr


def test_a_home_that_is_a_file_says_so(tmp_path):
    (tmp_path / "home").write_text("x")
    for write in (True, False, "if possible"):
        with pytest.raises(StoreError, match="is a file, not a folder"):
            open_store(tmp_path / "home", write=write)


def test_a_home_that_is_a_link_to_nowhere_says_so(tmp_path):
    (tmp_path / "home").symlink_to(tmp_path / "unplugged")
    with pytest.raises(StoreError, match=r"link to .*unplugged, which is not there"):
        open_store(tmp_path / "home")


def test_a_home_in_a_folder_that_is_not_ours_cannot_be_made(read_only_home):
    with as_nobody(), pytest.raises(StoreError, match="cannot be made"):
        open_store(read_only_home / "inner").close()
