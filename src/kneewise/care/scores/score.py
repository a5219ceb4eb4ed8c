"""The sum of one day: 0-100, only where at least half of the function items were answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kneewise.care.scores.items import FUNCTION, HIGHEST, PAIN
from kneewise.model.diary import Side
from kneewise.model.score import ScoreEntry

FEWEST_SHARE = 0.5
"""Our choice, as usual with such sums: with less than half answered there is none."""

MOST = 100.0


@dataclass(frozen=True, slots=True)
class Score:
    """One knee on one day.

    `trouble` is 0 (none) to 100 (as much as there can be): the mean of the answered function
    items, stretched; None with fewer than half of them. `pain` holds the four ratings, None where
    open; `answers` everything.
    """

    side: Side
    day: date
    trouble: float | None
    answered: int
    asked: int
    pain: Mapping[str, int | None]
    answers: Mapping[str, int | None]


def score_of(entry: ScoreEntry) -> Score:
    """The score of one set of answers; what is open counts as open, never as 0."""
    keys = [item.key for item in FUNCTION]
    given = [value for key in keys if (value := entry.answers.get(key)) is not None]
    return Score(
        side=entry.side,
        day=entry.day,
        trouble=trouble(entry.answers, keys),
        answered=len(given),
        asked=len(keys),
        pain={item.key: entry.answers.get(item.key) for item in PAIN},
        answers=dict(entry.answers),
    )


def trouble(answers: Mapping[str, int | None], keys: list[str]) -> float | None:
    """The sum over `keys`, 0-100; None with fewer than half of all function items answered."""
    given = [value for key in keys if (value := answers.get(key)) is not None]
    if len(given) < FEWEST_SHARE * len(FUNCTION):
        return None
    return MOST * sum(given) / (HIGHEST * len(given))
