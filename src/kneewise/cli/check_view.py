"""The symptom check at the terminal: questions with numbered answers, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import fill
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from kneewise.cli import numbers
from kneewise.model.advice import Advice, Urgency
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.check.conditions import Conditions
    from kneewise.journal.checking import Asked, Check
    from kneewise.journal.journal import Journal
    from kneewise.model.diary import Side
    from kneewise.model.effect import Interval

WORDS = "kneewise.care.check"
WIDTH = 76
SHOWN = 4
ACCENT = "cyan"
ENDS_AT_ONCE = (Urgency.EMERGENCY_NUMBER, Urgency.EMERGENCY_TODAY)
"""Less urgent flags end the check once all red-flag questions were asked: one of those that
follow may be more urgent."""


def ask_all(journal: Journal, side: Side | None) -> None:
    """Ask what is open until an emergency is raised or nothing is left."""
    typer.echo(say(WORDS, "check.title") + "\n" + say(WORDS, "check.how"))
    asked: set[str] = set()
    while True:
        found = journal.check()
        if any(flag.urgency in ENDS_AT_ONCE for flag in found.screening.flags):
            typer.echo(say(WORDS, "check.ended"))
            return
        left = [question for question in found.ask if question.key not in asked]
        if found.consent != "yes" and left and left[0].sensitive:
            if "consent" not in asked:
                asked.add("consent")
                journal.answer_symptoms({"consent": _agreed("check.consent")})
                continue
            left = [question for question in left if not question.sensitive]
        if not left and found.conditions is None and not _barred(found):
            agreed = _agreed("check.conditions")
            journal.answer_symptoms({"conditions": "on" if agreed == "yes" else "off"})
            continue
        if not left or (left[0].group == "picture" and _barred(found)):
            return
        question = left[0]
        asked.add(question.key)
        _ask_one(journal, question, side)


def _barred(found: Check) -> bool:
    """Whether there is no picture to ask for: a red flag, open questions, or not an adult."""
    today = datetime.now(UTC).astimezone().date()
    screening = found.screening
    stopped = any(flag.stops for flag in screening.flags)
    minor = bool(screening.forbidden("conditions", today))
    return stopped or minor or not screening.complete


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


def _agreed(sentence: str) -> str:
    said = str(typer.prompt(say(WORDS, sentence), default="", show_default=False)).strip()
    return "yes" if said.lower().startswith("y") else "no"


def print_check(found: Check, out: Console) -> None:
    """Flags with who to see and how soon, gates, what is open, who cleared what."""
    out.print(say(WORDS, "check.title"), style="dim", markup=False)
    for flag in found.screening.flags:
        title = Text("\n" + say(WORDS, f"urgency.{flag.urgency.value}"), style="bold red")
        title.append(f"  {flag.flag}", style="dim")
        out.print(title)
        _print_advice(flag.advice, out)
        day = numbers.day(flag.since.astimezone().date())
        out.print(indented(say(WORDS, "check.since", day=day), style="dim"))
        if flag.denied_later:
            out.print(indented(say(WORDS, "check.denied"), style="dim"))
        out.print(indented(say(WORDS, "check.clear", flag=flag.flag), style="dim"))
    for gate in found.screening.gates:
        title = Text(f"\n{gate.advice.because}", style="bold")
        title.append(f"  {gate.gate}", style="dim")
        out.print(title)
        _print_advice(gate.advice, out, because=False)
        if gate.until is not None:
            day = numbers.day(gate.until)
            out.print(indented(say(WORDS, "check.until", day=day), style="dim"))
    for line in found.said:
        out.print("\n" + line, markup=False)
    if found.picture is not None:
        _print_picture(found.picture, out)
    elif found.no_picture is not None and found.screening.complete:
        out.print(found.no_picture, style="dim", markup=False)
    for each in found.clearings:
        slots = {"flag": each.flag, "profession": each.profession, "excluded": each.excluded}
        line = say(WORDS, "check.cleared", day=numbers.day(each.on), **slots)
        out.print(line, style="dim", markup=False)


def _print_picture(picture: Conditions, out: Console) -> None:
    """The conditions with their shares, the likelier ones with what speaks for and against."""
    out.print("\n" + say(WORDS, "picture.title"), style="bold", markup=False)
    for place, fit in enumerate(picture.fits):
        low, mid, high = (round(100 * part) for part in _ends(fit.share))
        title = Text(f"\n{fit.label}", style="bold" if place < SHOWN else "")
        shown = say(WORDS, "picture.share", low=low, mid=mid, high=high)
        out.print(title.append(f"   {shown}", style=ACCENT))
        if place < SHOWN:
            out.print(indented(fit.what))
            for sentence, lines in (("for", fit.speaks_for), ("against", fit.speaks_against)):
                if lines:
                    out.print(indented(say(WORDS, f"picture.{sentence}", what="; ".join(lines))))
    if picture.ask_text is not None:
        out.print("\n" + say(WORDS, "picture.ask", question=picture.ask_text), markup=False)
    for line in picture.notes:
        out.print("\n" + line, style="dim", markup=False)


def _ends(share: Interval) -> tuple[float, float, float]:
    return share.low, share.mid, share.high


def _print_advice(advice: Advice, out: Console, *, because: bool = True) -> None:
    out.print(indented(advice.verdict, style=ACCENT))
    if because:
        out.print(indented(advice.because))
    for line in advice.do:
        out.print(indented(line))
    kind = say(WORDS, f"basis.{advice.basis.value}")
    sources = f": {', '.join(advice.sources)}" if advice.sources else ""
    out.print(indented(kind + sources, style="dim"))


def indented(line: str, style: str = "") -> Text:
    """A paragraph set in by three."""
    return Text(fill(line, WIDTH, initial_indent="   ", subsequent_indent="   "), style=style)


def print_questions(found: Check, out: Console) -> None:
    """Every open question with its key and what may be answered."""
    for question in found.ask:
        options = ", ".join(value for value, _ in question.options) or question.kind
        out.print(Text(question.key, style="bold").append(f"  {options}", style="dim"))
        out.print(indented(question.text))
