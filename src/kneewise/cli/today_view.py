"""Today and the way back, printed: colour, shape and word of the light, then the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from kneewise.model import numbers
from kneewise.model.advice import Light
from kneewise.model.numbers import counted
from kneewise.model.quantity import Limit
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.today import ReturnAnswer, TodayAnswer
    from kneewise.care.today.entry import EntryDay

PACKAGE = "kneewise.care.today"
WIDTH = 76
"""Characters a line; longer ones are hard to read."""

SHAPES = {Light.GREEN: "●", Light.RED: "■"}
COLOURS = {Light.GREEN: "bold green", Light.RED: "bold red"}
STATES = {True: "✓", False: "·"}


def print_today(answer: TodayAnswer, out: Console) -> None:
    """Print a `TodayAnswer`."""
    _light(answer.light, out)
    _par(answer.reason.text, out)
    _par(_how_far(answer), out)
    if answer.cap.because.id != answer.reason.id:
        _par(answer.cap.because.text, out)
    _list("page.first_hour", (said.text for said in answer.first_hour), out)
    _list("page.now", (said.text for said in answer.now), out)
    _list("page.to_green", (said.text for said in answer.to_green), out)
    out.print()
    out.print(_week(answer), markup=False)
    unrated = [day for day in answer.week if day.km is not None and day.pain is None]
    if unrated:
        out.print(words("page.unrated", count=counted(len(unrated), "run")), markup=False)
    out.print(words("page.policy", policy=answer.policy.value), style="dim", markup=False)


def print_return(answer: ReturnAnswer, out: Console) -> None:
    """Print a `ReturnAnswer`."""
    _light(answer.light, out)
    _par(answer.reason.text, out)
    if answer.stage is not None:
        state = {"stage": answer.stage, "stages": answer.stages, "greens": answer.greens}
        _par(words("page.stage", **state), out)
    _par(answer.next_step.text, out)
    if answer.entry_needed:
        passed = answer.entry_passed_on
        done = words("page.entry_passed", day=numbers.day(passed)) if passed is not None else ""
        _list("page.entry", [done] if done else map(_entry, answer.entry), out)
    _list("page.order", (f"{step.state}: {step.said.text}" for step in answer.order), out)
    steps = [
        words(f"page.done.{done.what}", day=numbers.day(done.day), stage=done.stage + 1)
        for done in answer.history
    ]
    _list("page.history", steps, out)
    _list("page.notes", (note.text for note in answer.notes), out)


def words(sentence: str, **slots: object) -> str:
    """A sentence of the room."""
    return say(PACKAGE, sentence, **slots)


def _light(light: Light, out: Console) -> None:
    shape = SHAPES.get(light, "▲")
    word = words(f"light.{light.value}")
    out.print(Text(f"{shape} {word}", style=COLOURS.get(light, "bold yellow")))


def _how_far(answer: TodayAnswer) -> str:
    cap, run_from = answer.cap, answer.run_from
    if cap.km <= 0:
        if run_from is None:
            return words("page.no_run")
        return words("page.no_run_until", day=numbers.day(run_from))
    if cap.minutes is not None:
        return words("page.minutes", minutes=f"{cap.minutes:.0f}")
    return words("page.km", km=Limit(cap.km))


def _entry(one: EntryDay) -> str:
    day, walked = one.day, one.walked_min
    return words(
        "page.entry_day",
        day=numbers.day(day),
        walked=f"{walked:.0f}",
        stairs=STATES[bool(one.stairs)],
        morning=_rating(one.morning),
        evening=_rating(one.evening),
    )


def _rating(value: int | None) -> str:
    return numbers.UNKNOWN if value is None else str(value)


def _week(answer: TodayAnswer) -> str:
    days = [
        f"{day.day:%a}"[:2]
        + " "
        + (numbers.UNKNOWN if day.km is None else f"{day.km:.1f}")
        + ("" if day.pain is None else f" ({day.pain}/10)")
        for day in answer.week
    ]
    return words("page.week") + "  " + "  ".join(days)


def _par(text: str, out: Console) -> None:
    out.print(fill(text, WIDTH), markup=False)


def _list(title: str, lines: Iterable[str], out: Console) -> None:
    found = list(lines)
    if not found:
        return
    out.print("\n" + words(title), style="bold", markup=False)
    for line in found:
        out.print(fill(line, WIDTH, initial_indent="· ", subsequent_indent="  "), markup=False)
