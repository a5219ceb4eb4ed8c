"""Importing in a process of its own, and what has to be true of a home at any moment."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.journal.importing_files import START, gpx

from kneewise.store import open_store
from kneewise.store.kept import OriginalState

IMPORT = """
import sys
from pathlib import Path
from kneewise.store import open_store
from kneewise.journal.importing import import_paths
with open_store(Path(sys.argv[1])) as store:
    print("begun", flush=True)
    import_paths(store, [Path(each) for each in sys.argv[2:]])
"""


def start_import(home: Path, folder: Path, script: str = IMPORT) -> subprocess.Popen[str]:
    """An import on its way, once it has said that it began."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(home), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "begun\n", process.stderr.read()
    return process


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit status and what was said on stderr."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def doubled_runs(folder: Path, days: int) -> Path:
    """One run a day, every third recorded twice, one file that is nothing."""
    folder.mkdir(parents=True)
    for day in range(days):
        start = START + timedelta(days=day)
        (folder / f"{day:03}.gpx").write_bytes(gpx(start, seconds=600))
        if day % 3 == 0:
            (folder / f"{day:03}b.gpx").write_bytes(gpx(start, seconds=590))
    (folder / "broken.fit").write_bytes(b"nothing")
    return folder


def check_whole(home: Path) -> None:
    """Nothing half: every row has its files, every recording its run, every run its main one."""
    with open_store(home) as store:
        store.database.check()
        originals = store.imports.originals()
        for original in originals.values():
            if original.state is OriginalState.KEPT:
                data = store.files.original(original.sha256, original.packing)
                assert hashlib.sha256(data).hexdigest() == original.sha256
        recordings = store.runs.all_recordings()
        kept = {key for key, value in originals.items() if value.state is OriginalState.KEPT}
        assert {recording.sha256 for recording in recordings} == kept
        for recording in recordings:
            assert recording.run_id is not None
            assert len(store.runs.recording_samples(recording)) == recording.sample_count
        mains = [recording.run_id for recording in recordings if recording.main]
        assert sorted(mains) == sorted(run.id for run in store.runs.all())
        assert len(set(mains)) == len(mains)


def content(home: Path) -> tuple[object, ...]:
    """Everything that came in, without ids and times of entry."""
    with open_store(home, write=False) as store:
        held: dict[int, set[tuple[str, bool, bool]]] = {}
        for kept in store.runs.all_recordings():
            held.setdefault(kept.run_id, set()).add((kept.sha256, kept.main, kept.attached))
        runs = {(run.started_at, run.sport, run.distance_m) for run in store.runs.all()}
        files = sorted(
            path.relative_to(home).as_posix()
            for shelf in ("parquet", "originals", "incoming")
            for path in (home / shelf).rglob("*")
            if path.is_file()
        )
        partition = {frozenset(members) for members in held.values()}
        return partition, runs, sorted(map(str, store.problems.all())), files
