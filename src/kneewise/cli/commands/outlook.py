"""`kneewise outlook`: how long until the knee is free of pain, told straight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.commands.relief import Answers, ask_for, pairs, print_advice
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.care.outlook import CurvePoint, Outlook

WORDS = "kneewise.care.outlook"
BAR = 30
NEARLY_ALL = 0.95
"""From here on the curve is not known well enough for a number."""

EXPECTED = "expected"


def outlook(
    ctx: typer.Context,
    side: Annotated[Side | None, typer.Option(help="Which knee; else the latest episode.")] = None,
    answer: Answers = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """How long runners like you take, learnt from your own episodes; a relapse watched."""
    said = pairs(answer)
    with journal_of(ctx, home) as journal:
        found = journal.outlook(said, side=side)
        asking = not as_json and someone_is_there() and "diagnosis" not in said
        if asking and found.verdict == EXPECTED:
            said["diagnosis"] = ask_for("diagnosis", "ask.diagnosis", WORDS)
            found = journal.outlook(said, side=side)
    if as_json:
        print_json(found)
        return
    out = console()
    _print_title(found, out)
    if found.verdict == EXPECTED:
        _print_expected(found, out)
    print_advice(found.reasons, out)
    out.print("\n" + say(WORDS, "title.facts"), style="bold")
    print_advice(found.facts, out)
    out.print("\n" + say(WORDS, "wording"), style="dim")


def _print_title(found: Outlook, out: Console) -> None:
    slots: dict[str, object] = {}
    if found.watch is not None:
        slots = {"side": found.watch.side.value, "since": numbers.day(found.watch.since)}
    elif found.episode is not None and found.sore is not None:
        slots = {"side": found.episode.side.value, "days": numbers.counted(found.sore.days, "day")}
    out.print(say(WORDS, f"title.{found.verdict.value}", **slots), style="bold", markup=False)


def _print_expected(found: Outlook, out: Console) -> None:
    quarter, half, three, nine = found.quantiles
    out.print(say(WORDS, "like_this", kind=say(WORDS, f"kind.{found.kind}")))
    out.print(
        say(
            WORDS,
            "half",
            days=f"{half.days.mid:.0f} ({half.days.low:.0f}–{half.days.high:.0f})",
            by=numbers.day(half.by),
            quarter=f"{quarter.days.mid:.0f}",
            three=f"{three.days.mid:.0f}",
        )
    )
    out.print(
        say(
            WORDS,
            "one_in_ten",
            days=f"{nine.days.mid:.0f} ({nine.days.low:.0f}–{nine.days.high:.0f})",
        )
    )
    median = found.published_median_days
    published = "–" if median is None else f"{median:.0f}"
    out.print(
        say(WORDS, "published", days=published, ended=found.own_ended, open=found.own_open),
        style="dim",
    )
    out.print(say(WORDS, f"trust.{found.trust}"), style="dim")
    out.print("\n" + say(WORDS, "curve.title"), style="bold")
    for point in found.curve[1:]:
        out.print(_line(point), markup=False)
    out.print()


def _line(point: CurvePoint) -> str:
    """One row of the curve: full to the low end of the interval, shaded to its high end."""
    low, high = (round(BAR * share) for share in (point.share.low, point.share.high))
    bar = "█" * low + "▒" * (high - low) + "·" * (BAR - high)
    label = say(WORDS, "curve.line", weeks=round(point.days / 7))
    if point.share.mid > NEARLY_ALL:
        return f"   {label:<16} {bar} {say(WORDS, 'curve.nearly_all')}"
    return f"   {label:<16} {bar} {numbers.share(point.share)}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(outlook)
