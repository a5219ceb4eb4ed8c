"""`kneewise crosstraining`: what keeps fitness and spares this knee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.commands.relief import Answers, ask_for, pairs, print_advice
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model import numbers
from kneewise.model.diary import Site
from kneewise.model.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.care.crosstraining import CrossTraining, Kept

WORDS = "kneewise.care.crosstraining"
MINUTES = 30


def crosstraining(
    ctx: typer.Context,
    site: Annotated[
        list[Site] | None, typer.Option(help="Where it hurts; else as the diary says.")
    ] = None,
    allowed: Annotated[
        list[str] | None, typer.Option(help="A sport your clinician allows, by its name.")
    ] = None,
    answer: Answers = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Other sports by where it hurts, with the pain rule and the training they keep."""
    said = pairs(answer)
    with journal_of(ctx, home) as journal:
        found = journal.crosstraining(said, sites=site or (), allowed=allowed or ())
        if not as_json and someone_is_there():
            for key in found.open_questions:
                said[key] = ask_for(key, f"ask.{key}", WORDS)
            found = journal.crosstraining(said, sites=site or (), allowed=allowed or ())
    if as_json:
        print_json(found)
        return
    out = console()
    _print_options(found, out)
    _print_left_out(found, out)
    out.print("\n" + say(WORDS, "title.pain"), style="bold")
    print_advice(found.pain_rule, out)
    if found.kept is not None:
        _print_kept(found.kept, out)
    print_advice(found.notes, out)


def _print_options(found: CrossTraining, out: Console) -> None:
    sites = ", ".join(site.value for site in found.sites) or say(WORDS, "site.unknown")
    title = "title.options" if found.options else "title.none"
    out.print(say(WORDS, title, sites=sites), style="bold", markup=False)
    for option in found.options:
        low, high = (round(MINUTES * part) for part in (option.share.low, option.share.high))
        out.print(f"\n{option.label}  [{option.name}]", style="bold", markup=False)
        print_advice((*option.does, option.how), out)
        out.print("   " + say(WORDS, "share", low=low, high=high), style="dim", markup=False)
    if found.open_questions:
        first, listed = found.open_questions[0], ", ".join(found.open_questions)
        out.print("\n" + say(WORDS, "open", questions=listed, example=first), markup=False)


def _print_left_out(found: CrossTraining, out: Console) -> None:
    if not found.left_out:
        return
    out.print("\n" + say(WORDS, "title.left_out"), style="bold")
    by_reason: dict[str, list[str]] = {}
    for option in found.left_out:
        by_reason.setdefault(option.because[0].because, []).append(option.label)
    reasons = {o.because[0].because: o.because[0] for o in found.left_out}
    for reason, labels in by_reason.items():
        out.print("   " + "; ".join(labels), markup=False)
        print_advice((reasons[reason],), out)


def _print_kept(kept: Kept, out: Console) -> None:
    out.print("\n" + say(WORDS, "title.kept"), style="bold")
    done = [("kept.running", kept.running_min)]
    done += [(_label(name), minutes) for name, minutes in kept.by_sport.items()]
    for label, minutes in done:
        line = say(WORDS, "kept.line", label=say(WORDS, label), minutes=f"{minutes:.0f}")
        out.print(f" · {line}", markup=False)
    if kept.share is None or kept.usual_min is None:
        out.print(say(WORDS, "kept.unknown"))
        return
    share, usual = numbers.share(kept.share), f"{kept.usual_min:.0f}"
    out.print(say(WORDS, "kept.share", days=kept.days, share=share, usual=usual))


def _label(name: str) -> str:
    return "kept.other" if name == "other" else f"{name}.label"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(crosstraining)
