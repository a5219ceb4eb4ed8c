"""What is worth asking after a rating, in the order of its worth; Enter leaves it unknown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from kneewise.cli.why_view import words
from kneewise.model.diary import PAINFUL, Side, Window

if TYPE_CHECKING:
    from kneewise.journal.answers import Rated
    from kneewise.journal.journal import Journal


def someone_is_there() -> bool:
    """Whether a person sits at the terminal, so that questions make sense."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_side() -> Side | None:
    """Which knee; None is both."""
    said = _ask("prompt_side").lower()
    return next((side for side in Side if said and side.value.startswith(said)), None)


def ask_more(journal: Journal, rated: Rated) -> None:
    """Pain before the start, and for a painful run whether it was cut short and where it began."""
    if rated.run is None:
        return
    side = rated.entries[0].side if len(rated.entries) == 1 else None
    before = _number("prompt_before", 10)
    if before is not None:
        journal.rate(round(before), run=rated.run.id, side=side, window=Window.BEFORE)
    if (rated.entries[0].value or 0) < PAINFUL:
        return
    shortened = _yes("prompt_shortened")
    planned = _number("prompt_planned", 1000) if shortened else None
    began = _number("prompt_began", 1000)
    if shortened is not None or began is not None:
        journal.report(rated.run.id, shortened=shortened, planned_km=planned, pain_began_km=began)


def _ask(sentence: str) -> str:
    return str(typer.prompt(words(sentence), default="", show_default=False)).strip()


def _number(sentence: str, highest: float) -> float | None:
    """A number from 0 to `highest`; None for Enter. Asked again for anything else."""
    while said := _ask(sentence):
        try:
            value = float(said.replace(",", "."))
        except ValueError:
            value = -1.0
        if 0 <= value <= highest:
            return value
    return None


def _yes(sentence: str) -> bool | None:
    said = _ask(sentence).lower()
    return None if not said else said.startswith("y")
