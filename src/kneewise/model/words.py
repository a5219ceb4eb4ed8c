"""Sentences are data: each room keeps its own in `words.toml`, front ends print and write none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kneewise.model.errors import NotFoundError

CLASSES = ("finding", "guideline", "precaution", "rule", "plain")
"""finding needs a study key; guideline is a guideline or label, named; precaution and rule are
ours and say so; plain carries no claim (labels, prompts, states)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence shown to a person: text with {named} slots, its class and study keys."""

    id: str
    text: str
    kind: str = "plain"
    sources: tuple[str, ...] = ()

    def fill(self, **slots: object) -> str:
        """The sentence with its slots filled. Raises KeyError for a slot left open."""
        return self.text.format(**slots)


@cache
def load_words(package: str) -> Mapping[str, Sentence]:
    """All sentences of a room, e.g. `load_words("kneewise.causes")`, by id."""
    raw = tomllib.loads(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        key: Sentence(
            id=key,
            text=entry["text"],
            kind=entry.get("class", "plain"),
            sources=tuple(entry.get("sources", ())),
        )
        for key, entry in raw.items()
    }


def say(package: str, sentence_id: str, **slots: object) -> str:
    """One filled sentence of a room. Raises NotFoundError for an id that is not there."""
    words = load_words(package)
    if sentence_id not in words:
        raise NotFoundError(f"There is no sentence {sentence_id!r} in {package}.")
    return words[sentence_id].fill(**slots)
