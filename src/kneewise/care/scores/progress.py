"""Scores over time, and what a change between two dates is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.care.scores.items import FUNCTION, PACKAGE, PAIN, Item
from kneewise.care.scores.scatter import scatter_of
from kneewise.care.scores.score import Score, score_of, trouble
from kneewise.model.advice import Advice, Basis
from kneewise.model.diary import Side
from kneewise.model.score import ScoreEntry
from kneewise.model.words import load_words, say

MATTERS = 2
"""Our rule: 2 points of 10 in a rating of pain are a change (PIVA2009: 1.2 was the smallest that
patients called one; CROSSLEY2004: 2 cm of 10)."""


class Verdict(StrEnum):
    """What a change is worth."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True, slots=True)
class Change:
    """From one date to a later one; below 0 is better.

    `what` is "function" (points of 100, over the `items` answered on both dates) or the key of a
    rating of pain (points of 10). `scatter` is by how much two dates differ by themselves at most
    (90 %); None where that is not known.
    """

    what: str
    first_on: date
    last_on: date
    before: float
    after: float
    items: int
    scatter: float | None
    verdict: Verdict
    advice: Advice

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Progress:
    """One knee: its scores by day, the changes of the latest since the first and the one before."""

    side: Side
    scores: tuple[Score, ...]
    since_first: tuple[Change, ...]
    since_last: tuple[Change, ...]
    scatter: float | None


def progress(entries: Iterable[ScoreEntry]) -> tuple[Progress, ...]:
    """Each knee that was scored, left first. `entries` hold one set a knee and day."""
    scores = sorted((score_of(entry) for entry in entries), key=lambda score: score.day)
    found = []
    for side in Side:
        mine = tuple(score for score in scores if score.side is side)
        if mine:
            found.append(_of_one(side, mine))
    return tuple(found)


def _of_one(side: Side, scores: tuple[Score, ...]) -> Progress:
    scatter = scatter_of([(s.day, s.trouble) for s in scores if s.trouble is not None])
    return Progress(
        side=side,
        scores=scores,
        since_first=changes(scores[0], scores[-1], scatter) if len(scores) > 1 else (),
        since_last=changes(scores[-2], scores[-1], scatter) if len(scores) > 2 else (),
        scatter=scatter,
    )


def changes(first: Score, last: Score, scatter: float | None = None) -> tuple[Change, ...]:
    """Function first, then each rating of pain that was given on both dates."""
    found = [_function(first, last, scatter), *(_pain(first, last, item) for item in PAIN)]
    return tuple(change for change in found if change is not None)


def _function(first: Score, last: Score, scatter: float | None) -> Change | None:
    """Over the items of both dates alone: another choice of items is no change of the knee."""
    both = [
        item.key
        for item in FUNCTION
        if first.answers.get(item.key) is not None and last.answers.get(item.key) is not None
    ]
    before, after = trouble(first.answers, both), trouble(last.answers, both)
    if before is None or after is None:
        return None
    verdict = Verdict.CANT_TELL if scatter is None else _verdict(after - before, scatter)
    slots = {
        "before": f"{before:.0f}",
        "after": f"{after:.0f}",
        "change": f"{after - before:+.0f}",
        "items": len(both),
        "scatter": "" if scatter is None else f"{scatter:.0f}",
    }
    return Change(
        what="function",
        first_on=first.day,
        last_on=last.day,
        before=before,
        after=after,
        items=len(both),
        scatter=scatter,
        verdict=verdict,
        advice=_advise("function", verdict, **slots),
    )


def _pain(first: Score, last: Score, item: Item) -> Change | None:
    before, after = first.pain[item.key], last.pain[item.key]
    if before is None or after is None:
        return None
    verdict = _verdict(after - before, MATTERS - 1)
    return Change(
        what=item.key,
        first_on=first.day,
        last_on=last.day,
        before=before,
        after=after,
        items=1,
        scatter=None,
        verdict=verdict,
        advice=_advise("pain", verdict, label=item.label, before=before, after=after),
    )


def _verdict(change: float, within: float) -> Verdict:
    """Beyond `within` it is a change."""
    if abs(change) <= within:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.BETTER if change < 0 else Verdict.WORSE


def _advise(rule: str, verdict: Verdict, **slots: object) -> Advice:
    sentence = f"change.{rule}.{verdict.value}"
    words = load_words(PACKAGE)[sentence]
    return Advice(
        rule=rule,
        verdict=verdict.value,
        because=say(PACKAGE, sentence, **slots),
        basis=Basis(words.kind),
        sources=words.sources,
    )
