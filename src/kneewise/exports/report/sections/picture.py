"""The picture of conditions, where the runner switched it on: education, not a diagnosis."""

from __future__ import annotations

from collections.abc import Sequence

from kneewise.care.check.conditions import Fit
from kneewise.exports.report.blocks import (
    Bar,
    Block,
    Heading,
    Line,
    Lines,
    Range,
    Ranges,
    Tick,
)
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.axes import whole_and_half
from kneewise.exports.report.sections.wording import words
from kneewise.model.effect import Interval
from kneewise.model.words import say

CHECK = "kneewise.care.check"
IN_FULL = 4
"""Conditions with what speaks for and against them; the rest with their share alone."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Nothing where it is off or barred."""
    picture = data.picture
    if picture is None:
        return ()
    rows = tuple(map(_row, picture.fits[:IN_FULL]))
    ticks = tuple(Tick(part / 100, f"{part}") for part in (0, 25, 50, 75, 100))
    notes = [_rest(picture.fits[IN_FULL:])] if picture.fits[IN_FULL:] else []
    notes += [Line(note) for note in picture.notes]
    if picture.ask_text is not None:
        notes.append(Line(say(CHECK, "picture.ask", question=picture.ask_text)))
    legend = words("picture.legend")
    return (
        Heading(say(CHECK, "picture.title")),
        Ranges(lead="", ticks=ticks, zero=None, rows=rows, legend=legend, alt=legend),
        Lines(tuple(notes), dim=True),
    )


def _row(fit: Fit) -> Range:
    small = []
    for sentence, what in (("for", fit.speaks_for), ("against", fit.speaks_against)):
        if what:
            small.append(say(CHECK, f"picture.{sentence}", what="; ".join(what)))
    return Range(
        label=fit.label,
        verdict="",
        small=tuple(small),
        before=None,
        after=_bar(fit.share),
        numbers=(say(CHECK, "picture.share", **_in_hundred(fit.share)),),
        sources=fit.sources,
    )


def _rest(fits: Sequence[Fit]) -> Line:
    """The less likely ones in a line, each with its interval."""
    said = [words("picture.rest_one", label=fit.label, **_in_hundred(fit.share)) for fit in fits]
    sources = tuple(dict.fromkeys(key for fit in fits for key in fit.sources))
    return Line(words("picture.rest", fits="; ".join(said)), sources=sources)


def _bar(share: Interval) -> Bar:
    return whole_and_half(share, lambda value: value)


def _in_hundred(share: Interval) -> dict[str, int]:
    """A share as runners of 100, with its ends."""
    parts = {"low": share.low, "mid": share.mid, "high": share.high}
    return {name: round(100 * part) for name, part in parts.items()}
