"""Several processes on one home, and files that change under the reader."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime

import pytest
from tests.faults.homes import check_whole, content, doubled_runs, finish, start_import

from kneewise.journal.importing import import_paths
from kneewise.model.diary import LogEntry
from kneewise.model.errors import StoreBusyError
from kneewise.store import open_store
from kneewise.store.lock import hold

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_two_imports_at_once_bring_everything_in_once(home, tmp_path):
    folder = doubled_runs(tmp_path / "files", 30)
    open_store(home).close()
    both = [start_import(home, folder) for _ in range(2)]
    assert [finish(process) for process in both] == [(0, ""), (0, "")]
    check_whole(home)
    alone = tmp_path / "alone"
    assert finish(start_import(alone, folder)) == (0, "")
    assert content(home) == content(alone)


def test_a_home_made_by_several_processes_at_once_is_made_once(home):
    script = (
        "import sys; from pathlib import Path; from kneewise.store import open_store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "with open_store(Path(sys.argv[1])) as store: store.answers.put('x', sys.argv[2], {})"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(home), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for maker in makers:
        assert maker.stdout.readline() == "ready\n"
    for maker in makers:
        maker.stdin.write("go\n")
        maker.stdin.flush()
    said = [maker.communicate(timeout=60)[1] for maker in makers]
    assert said == ["", "", ""]
    with open_store(home) as store:
        assert all(store.answers.get("x", str(number)) == {} for number in range(3))


def test_whoever_waits_too_long_is_told_who_is_in_the_way(tmp_path):
    path = tmp_path / "lock"
    with hold(path, "import"):
        second = hold(path, "import", wait_s=0.1)
        with pytest.raises(StoreBusyError, match=rf"Process {os.getpid()} .* since 20"):
            second.__enter__()
    with hold(path, "import", wait_s=0.1):
        pass


def test_an_import_and_another_command_write_at_the_same_time(home, tmp_path):
    folder = doubled_runs(tmp_path / "files", 30)
    open_store(home).close()
    process = start_import(home, folder)
    written = 0
    with open_store(home) as store:
        while process.poll() is None or written < 20:
            entry = LogEntry("sleep", NOW, date(2026, 3, 1), float(written))
            written += store.diary.add_log([entry])
            time.sleep(0.02)
    assert finish(process) == (0, "")
    with open_store(home) as store:
        assert [entry.value for entry in store.diary.log()] == list(range(written))
    check_whole(home)


def test_a_file_that_grows_while_it_is_read_is_a_problem(home, tmp_path):
    path = tmp_path / "growing.gpx"
    path.write_bytes(b"<gpx>" + b" " * (60 << 20))
    done = threading.Event()

    def grow():
        with path.open("ab", buffering=0) as file:
            while not done.is_set():
                file.write(b"<!-- more -->")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        with open_store(home) as store:
            summary = import_paths(store, [path])
    finally:
        done.set()
        writer.join()
    assert summary.nothing_usable
    assert "still being written" in summary.problems[0].message
