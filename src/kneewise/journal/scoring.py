"""Outcome scores: the questions, answers to them on a day, and what came of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kneewise.care.scores import ITEMS, Progress, check_answers, progress
from kneewise.journal.clock import local_now
from kneewise.journal.days import not_too_long_ago
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.score import ScoreEntry
from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One question as a front end asks it; `kind` is function or pain, both 0-10."""

    key: str
    kind: str
    text: str
    label: str


def score_items() -> tuple[ScoreItem, ...]:
    """Every question in the order it is asked."""
    return tuple(ScoreItem(item.key, item.kind.value, item.text, item.label) for item in ITEMS)


def score(
    store: Store,
    said: Mapping[str, object],
    side: Side | None,
    day: date | None,
    runner: str,
) -> ScoreEntry:
    """Keep answers for one knee and day; answers of that day that were not said again stay.

    Raises UsageError for what is no answer, a day to come, no answer at all, or a knee that was
    not named while the open episodes do not tell which.
    """
    today = local_now(store, runner).date()
    on = day if day is not None else today
    if on > today:
        raise UsageError(f"{on} is still to come.")
    not_too_long_ago(on)
    answers = check_answers(said)
    knee = side if side is not None else _the_sore_one(store, runner)
    kept = {(entry.side, entry.day): entry.answers for entry in store.scores.all(runner)}
    whole: dict[str, int | None] = dict.fromkeys(item.key for item in ITEMS)
    whole |= dict(kept.get((knee, on), {})) | answers
    if all(value is None for value in whole.values()):
        raise UsageError("Nothing was answered, so nothing is kept; --answer stairs_down=3 is one.")
    entry = ScoreEntry(knee, on, whole, datetime.now(UTC), runner)
    store.scores.add(entry)
    return entry


def scores(store: Store, runner: str, side: Side | None = None) -> tuple[Progress, ...]:
    """Scores and changes of each knee, or of one."""
    found = progress(store.scores.all(runner))
    return tuple(one for one in found if side in (None, one.side))


def _the_sore_one(store: Store, runner: str) -> Side:
    """The knee of the open episodes, where it is one."""
    sides = {e.side for e in store.diary.episodes(runner) if e.ended_on is None}
    if len(sides) != 1:
        raise UsageError("Which knee? Add --side left or --side right.")
    return sides.pop()
