"""`kneewise relief`: gels asked for first, ice with a timer, and what was used."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.advice import Advice
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.care.relief import IceAnswer, ReliefAnswer
    from kneewise.journal.journal import Journal

WORDS = "kneewise.care.relief"
UNKNOWN = "unknown"
_EXAMPLES = {"country": "DE", "age": "40"}
_YES_OR_NO = re.compile(r"y|yes|n|no")
_FITS = {
    "country": re.compile(r"[a-z]{2,3}"),
    "age": re.compile(r"[1-9]\d?"),
    "diagnosis": re.compile(r"kneecap|other|none"),
}

Answers = Annotated[
    list[str] | None, typer.Option("--answer", help="KEY=VALUE, as often as needed.")
]

group = typer.Typer(
    help="Ice and gels: what they do, who must not, and the days counted.",
    invoke_without_command=True,
)


@group.callback()
def relief(
    ctx: typer.Context, answer: Answers = None, as_json: AsJson = False, home: Home = None
) -> None:
    """Whether a gel may be shown to you, asked question by question, and what ice does."""
    if ctx.invoked_subcommand is not None:
        return
    said = pairs(answer)
    with journal_of(ctx, home) as journal:
        found = journal.relief(said)
        while found.ask is not None and not as_json and someone_is_there():
            said[found.ask] = ask_for(found.ask, f"ask.{found.ask}")
            key, found = found.ask, journal.relief(said)
            if said[key] == UNKNOWN:
                break  # one open question shows nothing; the rest need not be asked
    if as_json:
        print_json(found)
        return
    out = console()
    _print_gel(found.gel, out)
    _print_ice(found.ice, out)
    out.print("\n" + say(WORDS, "overview"), style="dim", markup=False)


@group.command()
def ice(
    ctx: typer.Context,
    minutes: Annotated[float, typer.Option(help="How long; at most 15.")] = 10.0,
    answer: Answers = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Ice for some minutes: a timer on a terminal; noted when it has ended."""
    said = pairs(answer)
    with journal_of(ctx, home) as journal:
        found = journal.ice(minutes, said)
        watched = not as_json and someone_is_there()
        if watched and not [r for r in found.reasons if r.verdict != "ask"]:
            said |= {key: ask_for(key, f"ice.ask.{key}") for key in found.open_questions}
            found = journal.ice(minutes, said)
        done = _count(minutes, found, journal, watched=watched) if found.allowed else 0.0
    if as_json:
        print_json({"ice": found, "noted_minutes": done})
        return
    _print_ice(found, console())
    if found.allowed:
        ended = "ice.done" if done else "ice.not_done"
        typer.echo(say(WORDS, ended, minutes=f"{done:.0f}"))


@group.command()
def used(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Which gel, e.g. diclofenac-2.32.")],
    grams: Annotated[float, typer.Argument(help="How much, in grams.")],
    unit: Annotated[str, typer.Argument(help="g, if you like to write it.")] = "g",
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Note a gel: `kneewise relief used diclofenac-2.32 2 g`; its days are counted."""
    if unit != "g":
        raise UsageError(f"Gels are counted in grams (g), not {unit!r}.")
    with journal_of(ctx, home) as journal:
        found = journal.used_gel(name, grams, day=day.date() if day is not None else None)
    if as_json:
        print_json(found)
        return
    for line in found.said:
        console().print(f"· {line}", markup=False)


def pairs(answers: Sequence[str] | None) -> dict[str, str]:
    """`KEY=VALUE` strings as a mapping. Raises UsageError."""
    found = {}
    for answer in answers or ():
        key, sign, value = answer.partition("=")
        if not sign:
            raise UsageError(f"--answer is KEY=VALUE, not {answer!r}.")
        found[key.strip()] = value.strip()
    return found


def ask_for(key: str, sentence: str, package: str = WORDS) -> str:
    """One question to the person at the terminal, again until it fits; Enter is "unknown"."""
    fits = _FITS.get(key, _YES_OR_NO)
    while True:
        said = str(typer.prompt(say(package, sentence), default="", show_default=False)).strip()
        if not said:
            return UNKNOWN
        if fits.fullmatch(said.lower()):
            return said.lower()


def print_advice(advices: Sequence[Advice], out: Console) -> None:
    """Each on a line, with its class and where it comes from."""
    from kneewise.cli.page import Page

    for advice in advices:
        where = f": {', '.join(advice.sources)}" if advice.sources else ""
        kind = say(WORDS, f"basis.{advice.basis.value}")
        Page(out).item(f"{advice.because} ({kind}{where})")


def _print_gel(answer: ReliefAnswer, out: Console) -> None:
    out.print(say(WORDS, "title.gel"), style="bold")
    out.print(say(WORDS, f"offer.{answer.offer.value}"))
    print_advice(answer.reasons, out)
    if answer.open_questions:
        first = answer.open_questions[0]
        example = f"{first}={_EXAMPLES.get(first, 'no')}"
        listed = ", ".join(answer.open_questions)
        out.print(say(WORDS, "open", questions=listed, example=example), style="dim", markup=False)
    for product in answer.products:
        line = say(
            WORDS,
            "product.left",
            label=product.label,
            left=f"{product.left_g:g}",
            limit=f"{product.limit_g:g}",
            how=product.advice.because,
        )
        out.print(f" · {line} ({', '.join(product.advice.sources)})", markup=False)
    use = answer.use
    counted = say(WORDS, "use.days", course=use.course_days, of_30=use.days_of_30)
    out.print(counted if use.days_of_30 else say(WORDS, "use.none"), style="dim")
    if answer.how:
        out.print(say(WORDS, "title.how"), style="bold")
        print_advice(answer.how, out)
    out.print(say(WORDS, "title.facts"), style="bold")
    print_advice(answer.facts, out)


def _print_ice(answer: IceAnswer, out: Console) -> None:
    out.print("\n" + say(WORDS, "title.ice"), style="bold")
    print_advice((*answer.reasons, *answer.facts, *answer.how), out)
    if answer.no_running_until is not None:
        clock = f"{answer.no_running_until:%H:%M}"
        out.print(say(WORDS, "ice.until", clock=clock), style="bold")


def _count(minutes: float, answer: IceAnswer, journal: Journal, *, watched: bool) -> float:
    """Minutes of ice noted: on a terminal those that passed, else those that were said."""
    passed = minutes
    if watched:
        print_advice(answer.how, console())
        passed = countdown(minutes)
    if passed >= 1.0 or not watched:
        journal.iced(passed)
        return passed
    return 0.0


def countdown(minutes: float, sleep: Callable[[float], None] = time.sleep) -> float:
    """Count down on one line, second by second; Ctrl-C ends it. Minutes that passed."""
    seconds = round(minutes * 60)
    for passed in range(seconds):
        left = seconds - passed
        typer.echo(
            "\r" + say(WORDS, "ice.timer", left=f"{left // 60:02d}:{left % 60:02d}"), nl=False
        )
        try:
            sleep(1.0)
        except KeyboardInterrupt:
            typer.echo()
            return passed / 60
    typer.echo("\r" + " " * 90 + "\r\a", nl=False)
    return minutes


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="relief")
