"""kill -9 while runs are matched: what was kept is whole, and the next call goes on from there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import timedelta

import numpy as np
import pytest
from tests.ground.osm import straight, write_pbf
from tests.journal.importing_files import START, gpx

from kneewise.journal import grounding, open_journal
from kneewise.journal.grounding import grounds

KILLS = int(os.environ.get("KNEEWISE_KILLS", "3"))
RUNS = 40

MATCH = """
import sys
from kneewise.journal import grounding, open_journal
import kneewise.journal.reducing_ground, kneewise.store.profiles
grounding.BATCH_RUNS = 2
with open_journal(sys.argv[1]) as journal:
    print("begun", flush=True)
    journal.match_ground()
"""


@pytest.fixture
def matched_never(home, tmp_path, monkeypatch):
    """A home of forty runs on a map, none of them matched."""
    monkeypatch.setattr(grounding, "AFTER_IMPORT", 0)
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(RUNS):
        (folder / f"{day:03}.gpx").write_bytes(gpx(START + timedelta(days=day), seconds=900))
    with open_journal(home) as journal:
        journal.import_paths([folder])
        box = next(b for b in boxes(journal) if b is not None)
        way = straight({"highway": "path"}, (box.west, box.south - 0.01), (0.0, 0.001), count=60)
        journal.add_map(write_pbf(tmp_path / "here.osm.pbf", [way]), "here")
    return home


def boxes(journal):
    from kneewise.journal.where import boxes_of_runs

    return boxes_of_runs(journal.store, "me").values()


def start(home):
    process = subprocess.Popen(
        [sys.executable, "-c", MATCH, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    return process


def kept(home):
    with open_journal(home) as journal:
        journal.store.database.check()
        return dict(grounds(journal.store, "me"))


def test_killed_at_random_moments_it_goes_on_and_nothing_is_lost(matched_never):
    home = matched_never
    draw = random.Random(20_260_501)
    before = kept(home)
    assert not before
    for _ in range(KILLS):
        process = start(home)
        time.sleep(draw.uniform(0.02, 0.25))
        process.kill()
        process.communicate(timeout=60)
        now = kept(home)
        assert set(before) <= set(now)
        assert all(ground.totals == now[run].totals for run, ground in before.items())
        before = now
    process = start(home)
    process.communicate(timeout=60)
    assert process.returncode == 0
    found = kept(home)
    assert len(found) == RUNS
    for ground in found.values():
        assert ground.totals.km > 2
        assert np.isfinite(ground.segments["km"]).all()
