"""`kneewise log KIND VALUE`: soreness, sleep, stretching, strength and everything else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.diary import LOG_KINDS

SHOWN = 20
"""Lines listed, the latest; a screen holds about twenty."""


def log(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help=f"{', '.join(LOG_KINDS)}.")] = None,
    value: Annotated[float | None, typer.Argument(help="In the unit of its kind.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    run: Annotated[str | None, typer.Option(help="A run's number or 'latest'.")] = None,
    remove: Annotated[int | None, typer.Option(help="Take a line back, by its number.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything worth a word.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Note something else: `kneewise log sleep 5.5`; without a kind it lists the latest."""
    with journal_of(ctx, home) as journal:
        if remove is not None:
            journal.remove_log(remove)
        elif kind is not None:
            on = day.date() if day is not None else None
            journal.log(kind, value, day=on, run=run, note=note)
        lines = journal.log_lines()
    if as_json:
        print_json([{"number": number, "entry": entry} for number, entry in lines])
        return
    page = Page(console())
    for number, entry in lines[-SHOWN:]:
        value_text = "" if entry.value is None else f" {entry.value:g}"
        note_text = f"  {entry.note}" if entry.note else ""
        day_text = numbers.day(entry.day)
        page.raw(f"{number:>5}  {day_text:<12} {entry.kind}{value_text}{note_text}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(log)
