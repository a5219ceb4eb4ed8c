"""kill -9 while a map is made: the older map, or none, but never half of one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest
from tests.ground.osm import straight, write_pbf

from kneewise.journal import open_journal

KILLS = int(os.environ.get("KNEEWISE_KILLS", "3"))

ADD = """
import sys
from pathlib import Path
from kneewise.journal import open_journal
with open_journal(sys.argv[1]) as journal:
    import osmium, polars
    print("begun", flush=True)
    journal.add_map(Path(sys.argv[2]), "here")
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A thousand ways over a hundred tiles."""
    roads = [
        straight({"highway": "path"}, (9 + n % 10 / 10, 48 + n // 10 % 10 / 10), count=3 + n // 100)
        for n in range(1000)
    ]
    return write_pbf(tmp_path_factory.mktemp("map") / "here.osm.pbf", roads)


def start(home, file):
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, str(home), str(file)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    return process


def end(process):
    process.communicate(timeout=60)
    return process.returncode


def test_killed_at_random_moments_a_map_is_whole_or_the_older_one(file, home, tmp_path):
    older = write_pbf(tmp_path / "older.osm.pbf", [straight({"highway": "path"})])
    with open_journal(home) as journal:
        journal.add_map(older, "here")
    began = time.perf_counter()
    whole = tmp_path / "whole"
    assert end(start(whole, file)) == 0
    seconds = time.perf_counter() - began
    draw = random.Random(20_260_501)
    for _ in range(KILLS):
        process = start(home, file)
        time.sleep(draw.uniform(0, seconds * 0.5))
        process.kill()
        end(process)
        with open_journal(home) as journal:
            (line,) = journal.maps()
        assert line.problem is None
        assert line.ways in {1, 1000}
    assert end(start(home, file)) == 0
    with open_journal(home) as journal:
        (line,) = journal.maps()
    assert line.ways == 1000
    left = {path.name for path in (home / "maps").iterdir()}
    assert left == {"here", ".lock"}
    assert len(list((home / "maps" / "here").iterdir())) == 1
