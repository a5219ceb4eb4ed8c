"""Importing a runner's history against only decoding the same files with fitdecode.

    python benchmarks/import_history.py [FOLDER] [--rounds 3] [--json FILE]

Both run as whole processes, start included, one after the other on the same machine; compiled
bytecode is kept for both, as on a runner's machine. Memory is the sum of the resident memory of
all processes of an import, looked at every 20 ms in a round of its own, since looking takes
time. The phases are measured in one process.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil

SHARED = Path(__file__).parents[2] / "shared" / "data"
HISTORY = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED)) / "history"

IMPORT = """
import sys
from pathlib import Path
from kneewise.journal import open_journal
with open_journal(Path(sys.argv[1])) as journal:
    summary = journal.import_paths([Path(sys.argv[2])])
    print(summary.runs, summary.others, summary.merged, summary.attached, summary.known)
"""

FITDECODE = """
import sys
from pathlib import Path
import fitdecode
records = 0
for path in sorted(Path(sys.argv[2]).glob("*.fit")):
    with fitdecode.FitReader(str(path)) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record":
                records += 1
print(records)
"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", nargs="?", type=Path, default=HISTORY)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--json", type=Path, help="also write the figures there")
    options = asked.parse_args()
    with TemporaryDirectory() as scratch:
        figures = measure(options.folder, Path(scratch), options.rounds)
    figures["phases_s"] = phases(options.folder)
    text = json.dumps(figures, indent=2)
    print(text)
    if options.json:
        options.json.write_text(text + "\n")


def measure(folder: Path, scratch: Path, rounds: int) -> dict[str, object]:
    """Seconds and memory of imports and of fitdecode, taking turns."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")
    few = scratch / "few"
    few.mkdir()
    for path in sorted(folder.glob("*.fit"))[:70]:
        (few / path.name).write_bytes(path.read_bytes())
    for script in (IMPORT, FITDECODE):  # bytecode
        timed(script, scratch / "warm", few, environment)
    first, second, decoding = [], [], []
    for number in range(rounds):
        home = scratch / f"home{number}"
        first.append(timed(IMPORT, home, folder, environment))
        second.append(timed(IMPORT, home, folder, environment))
        decoding.append(timed(FITDECODE, home, folder, environment))
    pairs = list(zip(decoding, first, strict=True))
    return {
        "files": len(list(folder.glob("*.fit"))),
        "runs others merged attached known": first[0].said,
        "import_s": [each.seconds for each in first],
        "import_cpu_s": [each.cpu_s for each in first],
        "second_import_s": [each.seconds for each in second],
        "fitdecode_s": [each.seconds for each in decoding],
        "fitdecode_cpu_s": [each.cpu_s for each in decoding],
        "times_faster": round(median(d.seconds / i.seconds for d, i in pairs), 1),
        "times_less_cpu": round(median(d.cpu_s / i.cpu_s for d, i in pairs), 1),
        "peak_memory_mb": timed(IMPORT, scratch / "memory", folder, environment, look=True).peak_mb,
        "load_average": round(os.getloadavg()[0], 1),
    }


@dataclass(frozen=True)
class Timed:
    """One process with all it started: wall and CPU seconds, peak memory, what it said."""

    seconds: float
    cpu_s: float
    peak_mb: int | None
    said: str


def timed(
    script: str, home: Path, folder: Path, environment: dict[str, str], *, look: bool = False
) -> Timed:
    """Run a script to its end, looking at its memory where asked to."""
    before = os.times()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(home), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    peak = 0.0
    while look and process.poll() is None:
        peak = max(peak, resident_mb(psutil.Process(process.pid)))
        time.sleep(0.02)
    said, _ = process.communicate()
    seconds = time.perf_counter() - began
    after = os.times()
    if process.returncode:
        raise SystemExit(process.returncode)
    cpu_s = after.children_user + after.children_system
    cpu_s -= before.children_user + before.children_system
    return Timed(round(seconds, 2), round(cpu_s, 2), round(peak) or None, said.strip())


def resident_mb(process: psutil.Process) -> float:
    """Resident memory of a process and all it started."""
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0
    return total / 2**20


def phases(folder: Path) -> dict[str, float]:
    """CPU seconds of each step over all files, in one process."""
    from kneewise.journal.duplicates import moving_intervals
    from kneewise.journal.importing_profiles import profile_of
    from kneewise.platforms import read
    from kneewise.store.profiles import unpack_profile
    from kneewise.store.samples import samples_to_parquet

    taken: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 (what the step makes)
        began = time.process_time()
        result = work()
        taken[name] = round(time.process_time() - began, 3)
        return result

    paths = sorted(folder.glob("*.fit"))
    data = step("read from disk", lambda: [path.read_bytes() for path in paths])
    step("hash", lambda: [hashlib.sha256(each).hexdigest() for each in data])
    results = step("decode", lambda: [read(each, "x.fit") for each in data])
    recordings = [recording for result in results for recording in result.recordings]
    step("moving intervals", lambda: [moving_intervals(each) for each in recordings])
    made = step("profile", lambda: [profile_of(each, each.sport, None) for each in recordings])
    many = [made[number % len(made)][1] for number in range(3000)]
    step("unpack 3,000 profiles", lambda: [unpack_profile(each) for each in many])
    step("parquet", lambda: [samples_to_parquet(each.samples) for each in recordings])
    return taken


if __name__ == "__main__":
    main()
