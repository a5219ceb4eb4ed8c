"""kill -9 at any moment: nothing lost, nothing twice, nothing half.

`KNEEWISE_KILLS=50 pytest tests/faults/test_killed.py` does it fifty times.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from tests.faults.homes import check_whole, content, doubled_runs, finish, start_import

from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.database import SCHEMA

KILLS = int(os.environ.get("KNEEWISE_KILLS", "8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """60 runs in 81 files: enough for the reading processes to be started."""
    return doubled_runs(tmp_path_factory.mktemp("watch") / "files", 60)


@pytest.fixture(scope="module")
def undisturbed(folder, tmp_path_factory):
    """What an import that nobody disturbs gives, and how long it takes."""
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    began = time.perf_counter()
    assert finish(start_import(home, folder)) == (0, "")
    return content(home), time.perf_counter() - began


def test_an_import_killed_at_random_moments_ends_as_if_it_had_not_been(folder, undisturbed, home):
    expected, seconds = undisturbed
    draw = random.Random(20_260_301)
    killed = 0
    while killed < KILLS:
        process = start_import(home, folder)
        time.sleep(draw.uniform(0, seconds * 0.8))
        children = psutil.Process(process.pid).children() if process.poll() is None else []
        process.kill()
        status, _ = finish(process)
        _, alive = psutil.wait_procs(children, timeout=20)
        assert alive == []
        check_whole(home)
        if status == 0:
            assert content(home) == expected
            shutil.rmtree(home)
        else:
            killed += 1
    assert finish(start_import(home, folder)) == (0, "")
    check_whole(home)
    assert content(home) == expected


def test_an_import_stopped_by_the_keyboard_ends_at_once_and_goes_on_later(
    folder, undisturbed, home
):
    process = start_import(home, folder)
    deadline = time.monotonic() + 60
    while not list(home.glob("parquet/*/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    children = psutil.Process(process.pid).children()
    process.send_signal(signal.SIGINT)
    status, said = finish(process)
    assert status != 0
    assert said.splitlines()[-1].startswith("KeyboardInterrupt")
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    check_whole(home)
    assert finish(start_import(home, folder)) == (0, "")
    assert content(home) == undisturbed[0]


def test_ctrl_c_at_a_terminal_ends_the_command_with_one_sentence(folder, home):
    """The whole foreground group gets the signal, as at a terminal."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kneewise", "--home", str(home), "import", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    deadline = time.monotonic() + 60
    while not list(home.glob("parquet/*/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    status, said = finish(process)
    # Where it interrupts a string that is executed, as a dataclass is made, Python remembers that
    # and ends by the signal whatever is answered; a shell says 130 of either.
    assert status in {130, -signal.SIGINT}
    assert said.strip() == "kneewise: stopped; what was finished is kept."
    check_whole(home)


KILLED_IN_THE_FIRST_STEP = """
import os, signal, sys
from pathlib import Path
from kneewise.store import open_store
from kneewise.store.migrations import anew
def killing(statements):
    for number, statement in enumerate(statements):
        if number == 9:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
anew.STEPS = tuple((revision, killing(statements)) for revision, statements in anew.STEPS)
open_store(Path(sys.argv[1]))
"""

KILLED_IN_A_LATER_STEP = """
import sys
from pathlib import Path
from kneewise.store.database import connect
from kneewise.store.migrations.upgrade import VERSIONS, upgrade
database = connect(Path(sys.argv[1]) / "kneewise.sqlite3", write=True)
with database.write():
    upgrade(database.connection, (VERSIONS, Path(sys.argv[2])))
"""

LATER_STEP = """
import os, signal
from alembic import op
revision, down_revision, branch_labels, depends_on = "9000", "{newest}", None, None
def upgrade():
    op.execute("CREATE TABLE blisters (id INTEGER PRIMARY KEY)")
    op.execute("UPDATE shoes SET name = 'changed'")
    if {kill}:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def run_script(script: str, *arguments: Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], check=False, timeout=60
    ).returncode


def test_a_home_killed_while_it_is_made_is_made_by_the_next_command(home):
    assert run_script(KILLED_IN_THE_FIRST_STEP, home) == -9
    with open_store(home) as store:
        assert store.database.version() == SCHEMA
        assert store.counts().runs == 0


def test_a_migration_killed_in_the_middle_leaves_the_old_schema_and_can_be_repeated(home, tmp_path):
    from kneewise.model.run import Shoe

    with open_store(home) as store:
        store.shoes.add(Shoe(0, "Blue"))
    step = tmp_path / "versions" / "v9000_blisters.py"
    step.parent.mkdir()
    step.write_text(LATER_STEP.format(kill=True, newest=SCHEMA))
    assert run_script(KILLED_IN_A_LATER_STEP, home, step.parent) == -9
    with open_store(home) as store:
        assert store.database.version() == SCHEMA
        assert [shoe.name for shoe in store.shoes.all()] == ["Blue"]
    assert "blisters" not in tables(home)
    step.write_text(LATER_STEP.format(kill=False, newest=SCHEMA))
    shutil.rmtree(step.parent / "__pycache__", ignore_errors=True)
    assert run_script(KILLED_IN_A_LATER_STEP, home, step.parent) == 0
    assert "blisters" in tables(home)


def tables(home: Path) -> set[str]:
    with closing(sqlite3.connect(home / DATABASE_NAME)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
