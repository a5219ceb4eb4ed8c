"""`kneewise routine`: warm-up, stretching, hip and core by the clock, logged when done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal
    from kneewise.journal.routines import RoutineAnswer

WORDS = "kneewise.body.routine"


def routine(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="warm-up, stretching or hip-and-core; all without.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Print the steps, no clock.")] = False,
    done: Annotated[bool, typer.Option("--done", help="Log it as done, no clock.")] = False,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", help="With --done: a step left out; repeatable.")
    ] = None,
    watch: Annotated[
        Path | None, typer.Option(help="Write it as a FIT workout into this folder.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Warm-up, stretching, hip and core: timed step by step, logged by itself when done."""
    if name is None and (done or skip or watch is not None):
        raise UsageError("Name one: kneewise routine hip-and-core")
    page = Page(console())
    with journal_of(ctx, home) as journal:
        found = journal.routines(name)
        written = journal.write_routine(found[0].name, watch) if watch is not None else None
        if done:
            _log(journal, found[0], _without(found[0], skip or []), page, quiet=as_json)
        elif name is not None and not (as_json or listing or watch) and someone_is_there():
            _run(journal, found[0], page)
            return
        found = journal.routines(name)
    if as_json:
        print_json(found)
        return
    for one in found:
        _print(one, page, in_full=name is not None)
    if written is not None:
        page.text(say(WORDS, "watch", file=written))


def _print(one: RoutineAnswer, page: Page, *, in_full: bool) -> None:
    page.title(f"{one.label} ({one.name.replace('_', '-')})")
    for advice in one.refused:
        page.item(advice.because)
        for said in advice.do if in_full else ():
            page.note(said)
    if not one.refused:
        minutes = f"{one.minutes:.0f}"
        page.note(say(WORDS, "length", minutes=minutes, moves=len(one.moves)))
    page.note(say(WORDS, "lately", days=one.days) if one.days else say(WORDS, "never"))
    if in_full and not one.refused:
        _print_steps(one, page)
        page.note(say(WORDS, "stop"))
    for fact in one.facts:
        where = f" [{', '.join(fact.sources)}]" if fact.sources else ""
        page.item(fact.text + where, "" if in_full else "dim")


def _print_steps(one: RoutineAnswer, page: Page) -> None:
    for step in one.steps:
        if step.left_out is not None:
            page.item(f"{step.label}: {step.left_out.because}", "dim")
            continue
        length = say(WORDS, "seconds.sides" if step.sides else "seconds", seconds=step.seconds)
        page.item(f"{step.label}, {length} ({step.name.replace('_', '-')})", "bold")
        page.note(step.how)
    if one.rounds > 1:
        page.note(say(WORDS, "rounds", rounds=one.rounds))


def _run(journal: Journal, one: RoutineAnswer, page: Page) -> None:
    """By the clock, then logged by itself."""
    from kneewise.cli.stepping import step_through

    _print(one, page, in_full=True)
    if one.refused:
        return
    page.text(say(WORDS, "keys"), "dim")
    _log(journal, one, step_through(one, page.out), page)


def _without(one: RoutineAnswer, skip: list[str]) -> set[str]:
    """The steps of today less those left out. Raises UsageError for one that is none."""
    today = {move.step for move in one.moves}
    named = {name.strip().lower().replace("-", "_") for name in skip}
    if wrong := named - {step.name for step in one.steps}:
        raise UsageError(f"{', '.join(sorted(wrong))}: no step of this routine.")
    return today - named


def _log(
    journal: Journal, one: RoutineAnswer, done: set[str], page: Page, *, quiet: bool = False
) -> None:
    if not done and not one.refused:
        page.text(say(WORDS, "nothing"))
        return
    entry = journal.log_routine(one.name, done)
    if quiet:
        return
    slots = {"label": one.label, "minutes": f"{entry.value:g}"}
    page.text(say(WORDS, "logged", done=len(done), all=len(one.steps), **slots))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(routine)
