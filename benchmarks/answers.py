"""How long a runner waits: whole commands on a home of 2,000 runs, start-up included.

    uv run python benchmarks/answers.py [HOME]

Without a HOME one is made first (simulated, imported the ordinary way; about two minutes). Each
row is the median of five whole processes with its range; `why` anew also says when the main fits
stood on the screen.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kneewise.journal.journal import Journal
from kneewise.simulate import EXPORT_FOLDER, simulate_runner, write_export
from kneewise.store import open_store

DAYS = 4_980
"""A simulated runner reaches 2,000 runs in about 13.6 years."""

REPEATS = 5

COMMANDS = {
    "--help": ("--help",),
    "why, kept": ("why",),
    "why --json, kept": ("why", "--json"),
    "status": ("status",),
    "runs": ("runs",),
    "runs show latest": ("runs", "show", "latest"),
}


def main() -> None:
    """Print one row a command."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else make_home()
    print(f"{'command':<22} {'median s':>9} {'range s':>15}")
    first, whole = why_anew(home)
    print(f"{'why, main fits shown':<22} {first:>9.2f}")
    print(f"{'why, whole':<22} {whole:>9.2f}")
    for name, arguments in COMMANDS.items():
        took = sorted(timed(home, arguments) for _ in range(REPEATS))
        print(f"{name:<22} {statistics.median(took):>9.2f} {took[0]:>7.2f}-{took[-1]:.2f}")


def make_home() -> Path:
    """A home with 2,000 simulated runs and their diary."""
    place = Path(tempfile.mkdtemp(prefix="kneewise-bench-"))
    files = write_export(simulate_runner(48, days=DAYS), place / "files")
    with Journal(open_store(place / "home")) as journal:
        journal.import_paths([files / EXPORT_FOLDER])
        journal.import_diary(files)
        print(f"{journal.status().runs} runs in {place / 'home'}")
    return place / "home"


def timed(home: Path, arguments: tuple[str, ...]) -> float:
    """Seconds of one whole command."""
    began = time.perf_counter()
    subprocess.run(command(home, arguments), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def why_anew(home: Path) -> tuple[float, float]:
    """Seconds to the first line of the main fits, and to the end."""
    began = time.perf_counter()
    with subprocess.Popen(
        command(home, ("why", "--anew")),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        first = None
        for line in process.stderr or ():
            if line.strip() and first is None:
                first = time.perf_counter() - began
    whole = time.perf_counter() - began
    return (whole if first is None else first), whole


def command(home: Path, arguments: tuple[str, ...]) -> list[str]:
    """The command line on that home."""
    return [sys.executable, "-m", "kneewise", "--home", str(home), *arguments]


if __name__ == "__main__":
    main()
