"""Progress with rate and remaining time, on stderr so that answers can be piped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneewise.cli.options import console
from kneewise.cli.page import Page
from kneewise.cli.why_view import print_first_fits

if TYPE_CHECKING:
    from rich.progress import Progress

    from kneewise.journal.asking_why import WhyStage
    from kneewise.journal.importing import ImportProgress


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        yield bar


@contextmanager
def import_progress() -> Iterator[Callable[[ImportProgress], None]]:
    """A bar for an import; yields what the importer calls with each step."""
    with _started_late("reading files") as update:

        def on_progress(step: ImportProgress) -> None:
            done, total = round(100 * step.done / step.total) if step.total else 0, 100
            update(done, total, f"{step.files} files, {step.files_per_s:.0f} a second")

        yield on_progress


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar for things counted; yields what is called with (done, total), None for not known."""
    with _started_late(what) as update:
        yield lambda done, total: update(done, total, "" if total is not None else f"{done:,}")


@contextmanager
def fetched(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar for bytes that come in; yields what is called with (here, in all)."""
    began = time.monotonic()
    with _started_late(what) as update:

        def on_bytes(here: int, size: int | None) -> None:
            rate = here / 1e6 / max(0.1, time.monotonic() - began)
            update(here, size, f"{here / 1e6:.0f} MB, {rate:.1f} MB a second")

        yield on_bytes


@contextmanager
def why_progress() -> Iterator[Callable[[WhyStage], None]]:
    """The main fits as soon as they stand, then a bar for the checks of the answer."""
    with _started_late("checking") as update:

        def on_progress(stage: WhyStage) -> None:
            if stage.total:
                update(stage.done, stage.total, stage.what)
            elif stage.ranking is not None and not stage.ranking.complete:
                print_first_fits(stage.ranking, Page(console(stderr=True)))

        yield on_progress


@contextmanager
def _started_late(what: str) -> Iterator[Callable[[int, int | None, str], None]]:
    """A bar that appears with the first step and goes when the work is done."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        bars: list[tuple[Progress, int]] = []

        def update(done: int, total: int | None, rate: str) -> None:
            if not bars:
                bar = stack.enter_context(_bar())
                bars.append((bar, int(bar.add_task(what, total=total, rate=rate))))
            bar, task = bars[0]
            bar.update(task, completed=done, total=total, rate=rate)  # type: ignore[arg-type]
            if total is not None and done >= total:
                stack.close()
                bars.clear()

        yield update
