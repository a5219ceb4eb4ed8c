"""The symptom check at the terminal: questions with numbered answers, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from kneewise.model import numbers
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.check_said import CheckSaid, FlagSaid, GateSaid
    from kneewise.journal.checking import Asked, Check
    from kneewise.journal.journal import Journal
    from kneewise.model.diary import Side

WORDS = "kneewise.care.check"
WIDTH = 76
ACCENT = "cyan"


def ask_all(journal: Journal, side: Side | None) -> None:
    """Ask what is open until an emergency is raised or nothing is left."""
    from kneewise.journal.check_steps import StepKind, next_step

    typer.echo(say(WORDS, "check.title") + "\n" + say(WORDS, "check.how"))
    asked: set[str] = set()
    while True:
        step = next_step(journal.check(), journal.local_day(), asked)
        if step.kind is StepKind.ENDED:
            typer.echo(say(WORDS, "check.ended"))
        if step.kind in {StepKind.ENDED, StepKind.DONE}:
            return
        if step.kind is StepKind.CONSENT:
            asked.add("consent")
            journal.answer_symptoms({"consent": _agreed("check.consent", "check.forget")})
        elif step.kind is StepKind.CONDITIONS:
            agreed = _agreed("check.conditions")
            journal.answer_symptoms({"conditions": "on" if agreed == "yes" else "off"})
        else:
            question = step.questions[0]
            asked.add(question.key)
            _ask_one(journal, question, side)


def _ask_one(journal: Journal, question: Asked, side: Side | None) -> None:
    """Ask until the answer is one; Enter is "don't know"."""
    lines = [question.text]
    lines += [f"  {place} {words}" for place, (_, words) in enumerate(question.options, start=1)]
    typer.echo("\n" + "\n".join(lines))
    while True:
        said = str(typer.prompt(_hint(question), default="", show_default=False)).strip()
        try:
            journal.answer_symptoms({question.key: _value(question, said)}, side)
        except UsageError as error:
            typer.echo(str(error))
        else:
            return


def _hint(question: Asked) -> str:
    if question.options:
        return "0-" + str(len(question.options)) if question.kind == "many" else "1-…"
    return {"yes_no": "y/n", "date": "YYYY-MM-DD"}.get(question.kind, question.kind)


def _value(question: Asked, said: str) -> object:
    """What was typed, numbers turned into the options they stand for."""
    if not said:
        return None
    if not question.options:
        return said
    values = [value for value, _ in question.options]
    parts = said.replace(",", " ").split()
    if parts == ["0"] and question.kind == "many":
        return "none"
    return ",".join(
        values[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(values) else part
        for part in parts
    )


def _agreed(*sentences: str) -> str:
    text = " ".join(say(WORDS, each) for each in (*sentences, "check.yes_no"))
    said = str(typer.prompt(text, default="", show_default=False)).strip()
    return "yes" if said.lower().startswith("y") else "no"


def print_check(found: Check, out: Console) -> None:
    """Flags with who to see and how soon, gates, what is open, who cleared what."""
    from kneewise.journal.check_said import check_said

    said = check_said(found, numbers.day)
    out.print(say(WORDS, "check.title"), style="dim", markup=False)
    for flag in said.flags:
        title = Text("\n" + flag.soon, style="bold red")
        out.print(title.append(f"  {flag.flag}", style="dim"))
        out.print(indented(flag.act, style=ACCENT))
        _print_lines((flag.because, *flag.do), out)
        clear = say(WORDS, "check.clear", flag=flag.flag)
        rest = (_basis(flag), flag.since, flag.denied, clear)
        _print_lines([line for line in rest if line is not None], out, style="dim")
    for gate in said.gates:
        title = Text(f"\n{gate.because}", style="bold")
        out.print(title.append(f"  {gate.gate}", style="dim"))
        out.print(indented(gate.act, style=ACCENT))
        _print_lines((*gate.do, gate.forbids) if gate.forbids else gate.do, out)
        below = (_basis(gate), gate.until, gate.clear)
        _print_lines([line for line in below if line is not None], out, style="dim")
    for line in found.said:
        out.print("\n" + line, markup=False)
    if said.fits:
        _print_picture(said, out)
    elif found.no_picture is not None and found.screening.complete:
        out.print(found.no_picture, style="dim", markup=False)
    for line in said.clearings:
        out.print(line, style="dim", markup=False)


def _print_picture(said: CheckSaid, out: Console) -> None:
    """The conditions with their shares, the likelier ones with what speaks for and against."""
    out.print("\n" + say(WORDS, "picture.title"), style="bold", markup=False)
    for fit in said.fits:
        title = Text(f"\n{fit.label}", style="bold" if fit.likelier else "")
        out.print(title.append(f"   {fit.shown}", style=ACCENT))
        if fit.likelier:
            lines = (fit.what, fit.speaks_for, fit.speaks_against)
            _print_lines([line for line in lines if line is not None], out)
    if said.ask is not None:
        out.print("\n" + said.ask, markup=False)
    for line in said.notes:
        out.print("\n" + line, style="dim", markup=False)


def _basis(said: FlagSaid | GateSaid) -> str:
    return said.basis + (f": {', '.join(said.sources)}" if said.sources else "")


def _print_lines(lines: Iterable[str], out: Console, style: str = "") -> None:
    for line in lines:
        out.print(indented(line, style=style))


def indented(line: str, style: str = "") -> Text:
    """A paragraph set in by three."""
    return Text(fill(line, WIDTH, initial_indent="   ", subsequent_indent="   "), style=style)


def print_questions(found: Check, out: Console) -> None:
    """Every open question with its key and what may be answered."""
    for question in found.ask:
        options = ", ".join(value for value, _ in question.options) or question.kind
        out.print(Text(question.key, style="bold").append(f"  {options}", style="dim"))
        out.print(indented(question.text))
