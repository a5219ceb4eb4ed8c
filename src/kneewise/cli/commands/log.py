"""`kneewise log KIND VALUE`: soreness, sleep, stretching, strength and everything else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli import numbers
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.diary import LOG_KINDS


def log(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help=f"{', '.join(LOG_KINDS)}.")] = None,
    value: Annotated[float | None, typer.Argument(help="In the unit of its kind.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    run: Annotated[str | None, typer.Option(help="A run's number or 'latest'.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything worth a word.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Note something else: `kneewise log sleep 5.5`; without a kind it lists what was noted."""
    with journal_of(ctx, home) as journal:
        if kind is None:
            entries = journal.log_entries()
        else:
            on = day.date() if day is not None else None
            entries = (journal.log(kind, value, day=on, run=run, note=note),)
    if as_json:
        print_json(entries)
        return
    out = console()
    for entry in entries:
        value_text = "" if entry.value is None else f" {entry.value:g}"
        note_text = f"  {entry.note}" if entry.note else ""
        out.print(f"{numbers.day(entry.day)}  {entry.kind}{value_text}{note_text}", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(log)
