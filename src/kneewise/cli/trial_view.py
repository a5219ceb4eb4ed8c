"""Trials, printed: what could be tried, the next run and how, and what one found."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from kneewise.journal.trial_words import next_words
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.trial import Offer, Offers, Said, TrialAnswer, TrialRun
    from kneewise.journal.trying import Proposal
    from kneewise.model.trial import Trial

PACKAGE = "kneewise.care.trial"
WIDTH = 76
MARKS = {True: "✓", False: "✗", None: "?"}


def print_offers(answer: Offers, out: Console) -> None:
    """Print `Offers`."""
    out.print(words("list.title"), style="bold", markup=False)
    if answer.not_now:
        out.print("\n" + words("list.not_now"), style="bold")
        _items(answer.not_now, out)
    out.print()
    for said in answer.said:
        _par(said.text, out)
    for one in answer.levers:
        _offer(one, out)
    out.print()
    _rules(answer.rules, out)
    if not answer.not_now:
        out.print("\n" + words("list.start"), markup=False)


def print_proposal(proposal: Proposal, out: Console) -> None:
    """Print a `Proposal`."""
    _offer(proposal.offer, out)
    one = proposal.offer
    for said in (one.usual, one.changed, one.never):
        if said is not None:
            _par(f"· {said.text}", out, "  ")
    out.print()
    for said in proposal.said:
        _par(said.text, out)
    _par(words("plan.read", how=one.read.text), out)
    out.print()
    _rules(proposal.rules, out)


def consents(side: Side) -> bool:
    """Whether the person at the terminal wants to begin; Enter is no."""
    said = typer.prompt(words("ask.consent", side=side.value), default="n", show_default=False)
    if str(said).strip().lower().startswith("y"):
        return True
    typer.echo(words("ask.not_begun"))
    return False


def print_begun(answer: TrialAnswer, out: Console) -> None:
    """Print a trial that has just begun."""
    day = numbers.day(answer.trial.began_on)
    slots = {"day": day, "lever": answer.label, "side": answer.side.value}
    out.print(words("begun", **slots), style="bold", markup=False)
    print_trial(answer, out)


def print_trial(answer: TrialAnswer, out: Console) -> None:
    """Print a `TrialAnswer`."""
    _par(answer.head.text, out)
    for said in answer.found:
        _par(said.text, out)
    _next(answer, out)
    if answer.places:
        out.print()
        for place in answer.places:
            out.print(_line(place), markup=False)
    out.print()
    for said in answer.said:
        _par(said.text, out)
    _rules(answer.rules, out)


def print_trials(trials: Iterable[Trial], out: Console) -> None:
    """Print every trial on a line."""
    known = list(trials)
    if not known:
        out.print(words("list.none"), markup=False)
    for one in known:
        day = numbers.UNKNOWN if one.ended_on is None else numbers.day(one.ended_on)
        out.print(
            f"{one.id:>3}  {one.lever:<12} {one.side.value:<6} {numbers.day(one.began_on):>12}"
            f"  {_ended(one):<9} {day}",
            markup=False,
        )


def _ended(trial: Trial) -> str:
    return (trial.ended_why or "running").replace("_", " ")


def words(sentence_id: str, **slots: object) -> str:
    """A sentence of the trials' room."""
    return say(PACKAGE, sentence_id, **slots)


def _next(answer: TrialAnswer, out: Console) -> None:
    coming = next_words(answer)
    if coming is None:
        return
    out.print("\n" + coming.head.text, style="bold", markup=False)
    for said in (coming.how, *coming.when, coming.then):
        if said is not None:
            _par(said.text, out)


def _offer(one: Offer, out: Console) -> None:
    out.print(f"\n{one.lever}", style="bold", markup=False, end="")
    out.print(f"  {one.label}", markup=False)
    _par(one.what.text, out, "  ")
    if one.suspect is not None:
        _par(words("list.tests", cause=one.suspect), out, "  ")
    if one.cannot is not None:
        asked = one.cannot.text if one.asks else words("list.cannot", because=one.cannot.text)
        _par(asked, out, "  ")


def _line(place: TrialRun) -> str:
    pain = numbers.UNKNOWN if place.pain is None else str(place.pain)
    seen = place.seen or ""
    return (
        f"{place.number:>3}  {numbers.day(place.day):>11}  {place.arm:<7}  pain {pain:>2}"
        f"  {MARKS[place.kept]} {seen}".rstrip()
    )


def _rules(rules: Iterable[Said], out: Console) -> None:
    for said in rules:
        _par(said.text, out, style="dim")


def _items(said: Iterable[Said], out: Console) -> None:
    for one in said:
        _par(f"· {one.text}", out)


def _par(text: str, out: Console, indent: str = "", style: str | None = None) -> None:
    lines = fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
    out.print(lines, markup=False, style=style)
