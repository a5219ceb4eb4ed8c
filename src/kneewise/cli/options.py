"""Options that every command shares, and how a command gets its journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.model.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.journal.journal import Journal


def home_path(said: str) -> Path:
    """The folder named; nothing at all names none (it would mean the current folder)."""
    if not said.strip():
        raise UsageError("--home names no folder; leave it out for your user's own.")
    return Path(said)


Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        parser=home_path,
        metavar="FOLDER",
        help="Folder of the data; also KNEEWISE_HOME.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


@contextmanager
def journal_of(ctx: typer.Context, home: Path | None) -> Iterator[Journal]:
    """The journal of the home named with the command, before it, or in the environment."""
    from kneewise.journal import open_journal

    try:
        chosen = home if home is not None else ctx.obj
        with open_journal(chosen) as journal, journal.one_moment():
            yield journal
    except KeyboardInterrupt:
        typer.echo("kneewise: stopped; what was finished is kept.", err=True)
        raise typer.Exit(130) from None


def print_json(answer: object) -> None:
    """An answer as JSON on standard output."""
    from kneewise.journal.encoding import to_json

    typer.echo(to_json(answer))


def console(*, stderr: bool = False) -> Console:
    """Where answers are printed: colours only on a terminal, never wider than 100 columns."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False)
    if found.width > 100 or not found.is_terminal:
        found = Console(stderr=stderr, highlight=False, width=100)
    return found
