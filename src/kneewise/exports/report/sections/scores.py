"""Outcome scores over time, and what their changes are worth."""

from __future__ import annotations

from kneewise.care.scores import PACKAGE as SCORES
from kneewise.care.scores import PAIN, Progress
from kneewise.exports.report.blocks import Block, Column, Heading, Line, Lines, Table
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.wording import advised, words
from kneewise.model import numbers
from kneewise.model.words import say

MOST = 8
"""Dates in the table, the latest ones; our choice."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """A table a knee; a sentence where there is no score."""
    heading = Heading(words("scores.title"))
    if not data.scores:
        return (heading, Lines((Line(words("scores.none")),)))
    found: list[Block] = [heading]
    for knee in data.scores:
        found += _of_one(knee)
    return (*found, Lines((Line(say(SCORES, "own_words")),), dim=True))


def _of_one(knee: Progress) -> list[Block]:
    columns = (
        Column(words("scores.day", side=knee.side.value), 1.4),
        Column(words("scores.trouble"), 1.6, right=True),
        *(Column(words("scores.pain", label=item.label), right=True) for item in PAIN),
    )
    rows = tuple(
        (
            numbers.day(one.day),
            _sum(one.trouble, one.answered, one.asked),
            *(numbers.measured(one.pain[item.key], digits=0) for item in PAIN),
        )
        for one in reversed(knee.scores[-MOST:])
    )
    note = words("scores.note")
    if knee.scatter is not None:
        note += " " + words("scores.scatter", scatter=f"{knee.scatter:.0f}")
    found: list[Block] = [Table(columns=columns, rows=rows, note=note)]
    if knee.since_first:
        since = Line(words("scores.since", day=numbers.day(knee.since_first[0].first_on)))
        changes = [advised(change.advice) for change in knee.since_first]
        found.append(Lines((since, *changes), bullets=True))
    return found


def _sum(trouble: float | None, answered: int, asked: int) -> str:
    if trouble is None:
        return words("scores.too_few", answered=answered, asked=asked)
    return words("scores.sum", trouble=f"{trouble:.0f}", answered=answered, asked=asked)
