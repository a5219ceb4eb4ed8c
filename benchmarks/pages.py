"""How long a page takes: the server's own process asked over loopback, at 3,000 runs.

    uv run python benchmarks/pages.py [HOME]

Without a HOME one is made first (simulated, imported the ordinary way; some minutes); a HOME that
is given is copied, never changed. Every page is asked once cold, then twenty times; then again
right after a rating, which is when most has to be worked out anew; at last again and again while
some 550 more files are imported through the pages.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from kneewise.journal.journal import Journal
from kneewise.simulate import EXPORT_FOLDER, simulate_runner, write_export
from kneewise.store import open_store
from kneewise.web.page import all_pages
from kneewise.web.serving import free_port

DAYS = 7_480
"""A simulated runner reaches 3,000 runs in about 20 years."""

MORE_DAYS = 1_080
"""Some 550 files more."""

REPEATS = 20
STARTS = 3


def main() -> None:
    """Print one row a page."""
    place = Path(tempfile.mkdtemp(prefix="kneewise-bench-"))
    home = place / "home"
    if len(sys.argv) > 1:
        shutil.copytree(sys.argv[1], home)
    else:
        make_home(place)
    with Journal(open_store(home, write=True)) as journal:
        run = journal.run("latest").run.id
        journal.why()
        print(f"{journal.status().runs} runs, {os.cpu_count()} cores")
    starts = [first_page(home) for _ in range(STARTS)]
    print(f"first page after start: {min(starts):.2f}-{max(starts):.2f} s")
    paths = [f"/{page.name}" for page in all_pages() if page.place is not None]
    with Served(home) as served:
        rows(served, [*paths, f"/runs/{run}"])
        files = write_export(simulate_runner(77, days=MORE_DAYS), place / "more")
        while_importing(served, files / EXPORT_FOLDER, [*paths, f"/runs/{run}"])


def make_home(place: Path) -> None:
    """A home with 3,000 simulated runs and their diary."""
    files = write_export(simulate_runner(48, days=DAYS), place / "files")
    with Journal(open_store(place / "home", write=True)) as journal:
        journal.import_paths([files / EXPORT_FOLDER])
        journal.import_diary(files)


class Served:
    """`kneewise serve` as a process of its own, and a connection to it."""

    def __init__(self, home: Path) -> None:
        self.port = free_port(first=28377)
        arguments = ("--home", str(home), "serve", "--no-browser", "--port", str(self.port))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kneewise", *arguments], stdout=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        while True:
            try:
                self.ask("GET", "/manifest.webmanifest")
            except OSError:
                time.sleep(0.01)
            else:
                return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(10)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> float:
        """Milliseconds until the whole answer is here. Raises OSError, RuntimeError."""
        began = time.perf_counter()
        self.said(method, path, urlencode(form or {}).encode())
        return 1000 * (time.perf_counter() - began)

    def said(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
    ) -> bytes:
        """What is answered. Raises OSError, RuntimeError."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, {"Content-Type": kind})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{path} answered {answer.status}")
        return read


def first_page(home: Path) -> float:
    """Seconds from starting the process to the whole of its first page."""
    began = time.perf_counter()
    served = Served(home)
    with served:
        served.ask("GET", "/today")
        return time.perf_counter() - began


def rows(served: Served, paths: list[str]) -> None:
    """Cold, median and 95th percentile warm, and after a rating."""
    print(f"{'page':<18} {'cold':>8} {'median':>8} {'p95':>8} {'rated':>8}   ms")
    for path in paths:
        cold = served.ask("GET", path)
        took = sorted(served.ask("GET", path) for _ in range(REPEATS))
        served.ask("POST", "/diary/rate", {"value": "1", "window": "day_evening"})
        rated = served.ask("GET", path)
        p95 = took[int(0.95 * (len(took) - 1))]
        print(f"{path:<18} {cold:8.0f} {statistics.median(took):8.0f} {p95:8.0f} {rated:8.0f}")


def while_importing(served: Served, folder: Path, paths: list[str]) -> None:
    """Every page in turn until the import of a folder is over: the slowest, and the whole."""
    head = '--B\r\nContent-Disposition: form-data; name="files"; filename="{}"\r\n\r\n'
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    parts = [head.format(file.name).encode() + file.read_bytes() + b"\r\n" for file in files]
    began = time.perf_counter()
    kind = "multipart/form-data; boundary=B"
    served.said("POST", "/import", b"".join(parts) + b"--B--\r\n", kind)
    took: dict[str, list[float]] = {path: [] for path in paths}
    for path in itertools.cycle(paths):
        took[path].append(served.ask("GET", path))
        state = json.loads(served.said("GET", "/api/import"))["state"]
        if state is None or state["stage"] != "reading":
            break
    every = sorted(itertools.chain.from_iterable(took.values()))
    p95 = every[int(0.95 * (len(every) - 1))]
    print(f"import of {len(files)} files: {time.perf_counter() - began:.1f} s")
    print(f"{len(every)} pages meanwhile: median {statistics.median(every):.0f}, p95 {p95:.0f} ms")
    worst = sorted(((max(times), path) for path, times in took.items() if times), reverse=True)
    print("slowest: " + ", ".join(f"{path} {most:.0f}" for most, path in worst[:3]))


if __name__ == "__main__":
    main()
