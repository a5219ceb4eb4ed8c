"""Six things to look at on a standing foot, each -2 to 2, in our own words; and their sum.

What is looked at follows the six items that studies of foot posture score (REDMOND2008); the
words and pictures are ours, nobody tested them, and the sum is not that score. Whoever looks at
his own foot, or has it looked at by somebody untrained, may be off by some points: `ERROR`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.measure import Measure

KIND = "posture"
NAME = "posture"
VERSION = "1"

ITEMS = ("heel", "toes", "ankle", "bulge", "arch", "hollow")
"""Each has `item.NAME`, and what -2, 0 and 2 look like, in words.toml."""

LOWEST, HIGHEST = -2, 2
ERROR = 3
"""Points, our choice: one item in two off by one. Trained raters agree better (LANGLEY2016)."""

SUPINATED_UP_TO = -1
PRONATED_FROM = 6
"""FPICLASS: 0 to 5 neutral, 6 and more pronated, -1 and less supinated."""


class Stance(StrEnum):
    """Two words where the sum with its error lies over a cut-off: can't tell which."""

    SUPINATED = "supinated"
    SUPINATED_OR_NEUTRAL = "supinated_or_neutral"
    NEUTRAL = "neutral"
    NEUTRAL_OR_PRONATED = "neutral_or_pronated"
    PRONATED = "pronated"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class KeptPosture:
    """What was seen of one foot; `total` and `stance` only where all six were answered."""

    number: int
    side: Side
    day: date
    answers: Mapping[str, int | None]
    total: int | None
    stance: Stance | None


def stance_of(total: int) -> Stance:
    """What a sum says once its error is allowed for."""
    low, high = total - ERROR, total + ERROR
    if high <= SUPINATED_UP_TO:
        return Stance.SUPINATED
    if low >= PRONATED_FROM:
        return Stance.PRONATED
    if low > SUPINATED_UP_TO and high < PRONATED_FROM:
        return Stance.NEUTRAL
    if low <= SUPINATED_UP_TO and high >= PRONATED_FROM:
        return Stance.ANY
    if low <= SUPINATED_UP_TO:
        return Stance.SUPINATED_OR_NEUTRAL
    return Stance.NEUTRAL_OR_PRONATED


def check_posture(said: Mapping[str, object]) -> dict[str, int | None]:
    """Answers by item, None left open. Raises UsageError for another item or number."""
    found: dict[str, int | None] = dict.fromkeys(ITEMS)
    for key, value in said.items():
        if key not in ITEMS:
            raise UsageError(f"{key!r} is none of {', '.join(ITEMS)}.")
        text = str(value).strip().replace("−", "-").replace("+", "")
        if value is None or not text:
            continue
        try:
            number = int(text)
        except ValueError:
            number = HIGHEST + 1
        if not LOWEST <= number <= HIGHEST:
            raise UsageError(f"{key}: a whole number from -2 to 2, not {value!r}.")
        found[key] = number
    return found


def total_of(answers: Mapping[str, int | None]) -> int | None:
    """The sum where all six are there; None is not 0."""
    known = [answers.get(item) for item in ITEMS]
    return None if None in known else sum(one for one in known if one is not None)


def postures_of(measures: Iterable[Measure]) -> tuple[KeptPosture, ...]:
    """Every posture among the measures, the latest last."""
    told = [one for one in measures if one.kind == KIND]
    return tuple(_kept(one) for one in sorted(told, key=lambda one: (one.day, one.at, one.id)))


def _kept(measure: Measure) -> KeptPosture:
    answers = {
        item: None if measure.values.get(item) is None else int(float(measure.values[item] or 0))
        for item in ITEMS
    }
    total = total_of(answers)
    return KeptPosture(
        number=measure.id,
        side=Side(measure.side) if measure.side is not None else Side.LEFT,
        day=measure.day,
        answers=answers,
        total=total,
        stance=None if total is None else stance_of(total),
    )
