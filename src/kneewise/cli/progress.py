"""A progress bar with rate and remaining time, on stderr so that answers can be piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneewise.cli.options import console

if TYPE_CHECKING:
    from kneewise.journal.importing import ImportProgress


@contextmanager
def import_progress() -> Iterator[Callable[[ImportProgress], None]]:
    """A bar for an import; yields what the importer calls with each step."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        Remaining(),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, rate="")

        def on_progress(step: ImportProgress) -> None:
            bar.update(
                task, completed=step.done, total=step.total, rate=f"{step.files_per_s:.0f} files/s"
            )

        yield on_progress
