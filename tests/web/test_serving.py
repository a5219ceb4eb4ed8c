"""`kneewise serve` as a process: its first page, its end, and what stands in its way."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kneewise.store import open_store
from kneewise.store.kept import GROUNDS, Subject

RUN = "from kneewise.cli import main; main()"
KNEEWISE = (sys.executable, "-c", RUN)
WITHOUT = (
    "import sys\n"
    "for name in {names!r}: sys.modules[name] = None\n"
    "from kneewise.cli import main\n"
    "sys.argv = ['kneewise', 'serve', '--no-browser']\n"
    "main()"
)


@contextmanager
def serving(
    home: Path, *more: str, python: str = RUN
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-c", python, "--home", str(home), "serve", "--no-browser", *more]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)/", line)
        assert found, line + process.stderr.read()
        try:
            yield process, int(found[1])
        finally:
            if process.poll() is None:
                process.kill()


def ask(port: int, path: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_the_first_page_is_there_when_it_says_so_and_ctrl_c_ends_it_in_peace(home):
    with serving(home) as (process, port):
        assert ask(port, "/today")[0] == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode in {0, 130}
    assert "Traceback" not in out + err


def test_it_ends_also_while_a_page_looks_on_at_an_import(home, tmp_path):
    with serving(home) as (process, port):
        upload(port, tmp_path)
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as looking:
            looking.request("GET", "/import/progress")
            looking.getresponse().read(1)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
    assert process.returncode in {0, 130}
    assert "Traceback" not in err
    assert list((home / "uploads").iterdir()) == []


LONG_STEP = (
    "import threading\n"
    "from kneewise.store.kept import GROUNDS, Feature, Subject\n"
    "from kneewise.web import warming\n"
    "def step(journal):\n"
    "    database = journal.store.database\n"
    "    with database.write():\n"
    "        journal.store.features.put(GROUNDS, [Feature(1, 'half', b'')], Subject.RECORDING)\n"
    "        print('in the step', flush=True)\n"
    "        threading.Event().wait(4)\n"
    "        print('step ended', flush=True)\n"
    "warming.STEPS = (step,)\n"
    "from kneewise.cli import main; main()"
)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_the_middle_of_working_ahead_and_keeps_nothing_half(home, sign):
    with serving(home, python=LONG_STEP) as (process, port):
        assert ask(port, "/today")[0] == 200
        assert process.stdout.readline() == "in the step\n"
        process.send_signal(sign)
        out, err = process.communicate(timeout=60)
    assert process.returncode in {0, 130, -sign}
    assert out == ""
    assert err == ""
    with open_store(home) as store:
        assert store.features.all(GROUNDS, Subject.RECORDING) == {}


def test_what_a_killed_server_left_is_swept_and_its_import_can_be_repeated(home, tmp_path):
    with serving(home) as (process, port):
        upload(port, tmp_path)
        process.kill()
        process.wait()
    with serving(home) as (_, port):
        assert list((home / "uploads").iterdir()) == []
        upload(port, tmp_path)
        assert '"stage": "done"' in ask(port, "/import/progress")[1]
        assert f'"runs": {RUNS}' in ask(port, "/api/status")[1]


RUNS = 70
"""Enough that the import starts its two reading processes."""


def upload(port: int, folder: Path) -> None:
    from tests.journal.importing_files import write_runs

    files = write_runs(folder, RUNS)
    head = '--B\r\nContent-Disposition: form-data; name="files"; filename="runs/{}"\r\n\r\n'
    parts = [head.format(file.name).encode() + file.read_bytes() + b"\r\n" for file in files]
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        kind = {"Content-Type": "multipart/form-data; boundary=B"}
        connection.request("POST", "/import", b"".join(parts) + b"--B--\r\n", kind)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (303, b"")


def said_by(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [*KNEEWISE, "--home", str(home), "serve", "--no-browser", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_port_in_use_is_said_in_a_sentence(home):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        told = said_by("--port", str(port), home=home)
    assert told.returncode == 2
    assert told.stderr == f"kneewise: Port {port} is in use; name another with --port.\n"


@pytest.mark.parametrize("port", ["0", "70000", "abc"])
def test_a_port_that_is_none_is_refused(home, port):
    told = said_by("--port", port, home=home)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_network_needs_a_passphrase_and_nobody_is_there_to_say_it(home):
    told = said_by("--lan", home=home)
    assert told.returncode == 2
    assert "need a passphrase" in told.stderr


def test_a_new_passphrase_without_a_network_is_said(home):
    assert "goes with --lan" in said_by("--new-passphrase", home=home).stderr


@pytest.mark.parametrize("names", [["fastapi"], ["uvicorn"], ["argon2"]])
def test_a_missing_extra_says_its_install_line(home, names):
    environment = os.environ | {"KNEEWISE_HOME": str(home)}
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=names)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )
    assert told.returncode == 6
    assert "pip install 'kneewise[web]'" in told.stderr
    assert "Traceback" not in told.stderr
