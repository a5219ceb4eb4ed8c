"""What is asked: ten things a knee is needed for, and four ratings of pain, each 0-10.

The words are ours (words.toml); no licensed questionnaire was copied or is scored here. All are
answered from memory: nothing is ever tried out for them (SAFETY.md, provocation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from kneewise.model.errors import UsageError
from kneewise.model.words import say

PACKAGE = "kneewise.care.scores"
HIGHEST = 10
"""0 is no trouble, or no pain; 10 is the most there can be."""

_OPEN = {"", "?", "unknown", "open", "don't know"}


class Kind(StrEnum):
    """Whether an item goes into the sum of function or stands for itself."""

    FUNCTION = "function"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Item:
    """One question; its words are `KEY.ask` and `KEY.label`."""

    key: str
    kind: Kind

    @property
    def text(self) -> str:
        """The question."""
        return say(PACKAGE, f"{self.key}.ask")

    @property
    def label(self) -> str:
        """What it is called in a table."""
        return say(PACKAGE, f"{self.key}.label")


FUNCTION: tuple[Item, ...] = tuple(
    Item(key, Kind.FUNCTION)
    for key in (
        "stairs_down",
        "squatting",
        "sitting_long",
        "walking",
        "morning_steps",
        "running_flat",
        "running_downhill",
        "jumping",
        "worry",
        "sport",
    )
)
PAIN: tuple[Item, ...] = tuple(
    Item(key, Kind.PAIN) for key in ("pain_24h", "pain_run", "pain_stairs", "pain_morning")
)
ITEMS: tuple[Item, ...] = (*FUNCTION, *PAIN)
"""In the order they are asked."""


def check_answers(said: Mapping[str, object]) -> dict[str, int | None]:
    """Answers as typed or counted: whole numbers 0-10, None for what is left open.

    Raises UsageError for a question that is not asked and a value that is none of these.
    """
    known = [item.key for item in ITEMS]
    for key in said:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UsageError(f"{key!r} is not asked; what is: {', '.join(known)}.{hint}")
    return {key: _number(key, value) for key, value in said.items()}


def _number(key: str, value: object) -> int | None:
    text = "" if value is None else str(value).strip().lower()
    if text in _OPEN:
        return None
    if isinstance(value, bool) or not text.isascii() or not text.isdecimal():
        raise UsageError(f"{key} is a whole number from 0 to {HIGHEST}, or open, not {value!r}.")
    if int(text) > HIGHEST:
        raise UsageError(f"{key} goes from 0 to {HIGHEST}, not to {text}.")
    return int(text)
