"""`kneewise tests`: guided self-tests, asked one by one, with a clock where one is held."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.words import load_words, say

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal
    from kneewise.journal.selftests import SelfTestAnswer

WORDS = "kneewise.body.tests"


def self_tests(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One test; all of them without.")] = None,
    left: Annotated[float | None, typer.Option(help="The left side's result.")] = None,
    right: Annotated[float | None, typer.Option(help="The right side's result.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Ask nothing, list the tests.")] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Every result with its number.")
    ] = False,
    remove: Annotated[int | None, typer.Option(help="Take a result back, by its number.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Muscles and flexibility measured at home: what a result and a change are worth."""
    on = day.date() if day is not None else None
    said = {s: v for s, v in ((Side.LEFT, left), (Side.RIGHT, right)) if v is not None}
    page = Page(console())
    with journal_of(ctx, home) as journal:
        if remove is not None:
            journal.remove_self_test(remove)
        elif said:
            if name is None:
                raise UsageError("Name the test: kneewise tests lunge --left 9.5 --right 10.")
            journal.keep_self_test(name, said, day=on)
        elif not (as_json or listing or history) and someone_is_there():
            _ask_all(journal, name, page)
        found = journal.self_tests(name)
    if as_json:
        print_json(found)
        return
    _print(found, page, in_full=name is not None and not said, history=history)


def _print(found: tuple[SelfTestAnswer, ...], page: Page, *, in_full: bool, history: bool) -> None:
    if not in_full:
        page.title(say(WORDS, "title"))
        page.text(say(WORDS, "what"))
    for test in found:
        page.title(f"{test.label} ({test.name.replace('_', '-')})")
        if in_full:
            _print_how(test, page)
        _print_results(test, page, history=history)
        if in_full:
            _print_facts(test, page)
        elif test.barred and not test.sides:
            page.note(say(WORDS, "barred.short", name=test.name.replace("_", "-")))
        elif not test.sides:
            page.note(f"{test.tests}. {test.measure}")
    page.blank()
    for part in ("about.weak", "about.short", "about.prior", "about.change"):
        sentence = load_words(WORDS)[part]
        where = f" [{', '.join(sentence.sources)}]" if sentence.sources else ""
        page.text(sentence.text + where, "dim")


def _print_results(test: SelfTestAnswer, page: Page, *, history: bool) -> None:
    from kneewise.journal.selftest_words import difference_words, side_words, value_words

    for side in side_words(test):
        page.item(say(WORDS, "result", side=side.side.value, value=side.result))
        for change in side.changes:
            page.note(change)
    for line in difference_words(test):
        page.note(line)
    points = [(course.side, point) for course in test.sides for point in course.points]
    for side_, point in points if history else []:
        value = value_words(test, point.value)
        page.raw(f"   {point.number:>5}  {numbers.day(point.day):<12}  {side_:<5}  {value}")


def _print_how(test: SelfTestAnswer, page: Page) -> None:
    if test.barred:  # how a test is done that must not be done now is no help
        for advice in test.barred:
            page.item(advice.because)
        return
    for number, step in enumerate(test.how, 1):
        page.note(f"{number}. {step}")
    page.note(test.measure)
    page.note(say(WORDS, "about.stop"))


def _print_facts(test: SelfTestAnswer, page: Page) -> None:
    page.blank()
    for fact in test.facts:
        where = f" [{', '.join(fact.sources)}]" if fact.sources else ""
        page.item(fact.text + where)


def _ask_all(journal: Journal, name: str | None, page: Page) -> None:
    """Every test that may be asked for, one by one; what is left out is not kept."""
    from kneewise.journal.selftest_words import kept_words

    page.text(say(WORDS, "about.stop"))
    for test in journal.self_tests(name):
        if test.barred:
            continue
        page.title(test.label)
        _print_how(test, page)
        said = {}
        for side in Side:
            value = _hold(test, side) if test.hold else _number(test, side)
            if value is not None:
                said[side] = value
        if said:
            page.text(kept_words(journal.keep_self_test(test.name, said), said))


def _number(test: SelfTestAnswer, side: Side) -> float | None:
    """A result; asked until it is one, None for Enter."""
    question = say(WORDS, "ask.side", side=side.value.capitalize(), unit=test.unit)
    while True:
        typed = _typed(question)
        if not typed:
            return None
        value = _as_number(test, typed)
        if value is not None:
            return value


def _hold(test: SelfTestAnswer, side: Side) -> float | None:
    """Seconds typed, or run by the clock between two Enters; None for s."""
    while True:
        typed = _typed(say(WORDS, "ask.hold", side=side.value.capitalize()))
        if typed.lower() == "s":
            return None
        if typed:
            value = _as_number(test, typed)
            if value is not None:
                return value
            continue
        began = time.monotonic()
        _typed(say(WORDS, "ask.running"))
        held = min(round(time.monotonic() - began), test.high)
        typer.echo(say(WORDS, "ask.held", seconds=f"{held:.0f}"))
        return float(held)


def _typed(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False, prompt_suffix=" ")).strip()


def _as_number(test: SelfTestAnswer, typed: str) -> float | None:
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = test.low - 1
    if test.low <= value <= test.high:
        return value
    typer.echo(say(WORDS, "ask.number", low=f"{test.low:g}", high=f"{test.high:g}"))
    return None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tests")(self_tests)
