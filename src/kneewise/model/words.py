"""Sentences are data: each room keeps its own in `words.toml`, front ends print and write none.

Rooms fill them without knowing who reads: the text is canonical (kilometres, ISO days), and what
was filled in travels with it (`Said`), so that the one who shows a sentence can write it in the
runner's own units. Handing a reader to every room instead would put units into every rule, every
kept answer and every cache.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from operator import is_
from typing import Self

from kneewise.model.errors import NotFoundError
from kneewise.model.quantity import QUANTITIES, Reader, read

CLASSES = ("finding", "guideline", "precaution", "rule", "plain")
"""finding needs a study key; guideline is a guideline or label, named; precaution and rule are
ours and say so; plain carries no claim (labels, prompts, states)."""


class Said(str):
    """A filled sentence: its canonical text as a plain `str`, and what it was filled from.

    Whatever makes a new string of it (`+`, f-strings, `str.join`, `lower`) has the text alone;
    `joined` keeps all of it.
    """

    __slots__ = ("slots", "template")
    template: str
    slots: Mapping[str, object]

    def __new__(
        cls, text: str, template: str = "", slots: Mapping[str, object] | None = None
    ) -> Self:
        """`text` is `template` with its {named} `slots` filled; without slots all there is."""
        said = str.__new__(cls, text)
        said.template = template
        said.slots = {} if slots is None else slots
        return said

    @classmethod
    def of(cls, template: str, /, **slots: object) -> Self:
        """A template filled. Raises KeyError for a slot left open."""
        return cls(template.format(**slots), template, slots)

    @classmethod
    def joined(cls, between: str, parts: Iterable[str]) -> Self:
        """Sentences one after another, as `between.join(parts)`, each still to be read."""
        slots = {f"p{number}": part for number, part in enumerate(parts)}
        gap = between.replace("{", "{{").replace("}", "}}")
        return cls.of(gap.join(f"{{{name}}}" for name in slots), **slots)

    @property
    def varies(self) -> bool:
        """Whether readers read it differently: a day, a quantity or such a sentence is in it."""
        return any(
            value.varies if isinstance(value, Said) else isinstance(value, (date, *QUANTITIES))
            for value in self.slots.values()
        )

    def read_by(self, reader: Reader) -> str:
        """The same sentence with its days, quantities and sentences within as this reader's."""
        if not self.slots:
            return str(self)
        found = {name: read(value, reader) for name, value in self.slots.items()}
        if all(map(is_, found.values(), self.slots.values())):
            return str(self)
        return self.template.format(**found)

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, object]]:  # type: ignore[override]
        """For copies and pickles."""
        return str(self), self.template, self.slots


def filled_from(said: str | None) -> tuple[object, ...]:
    """What tells sentences of one text apart: 15.24 km and 15.16 km are not as many miles."""
    return tuple(said.slots.values()) if isinstance(said, Said) else ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence shown to a person: text with {named} slots, its class and study keys."""

    id: str
    text: str
    kind: str = "plain"
    sources: tuple[str, ...] = ()

    def fill(self, **slots: object) -> Said:
        """The sentence with its slots filled. Raises KeyError for a slot left open."""
        return Said(self.text.format(**slots), self.text, slots)


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
    """One filled sentence of a room, a `Said`. Raises NotFoundError for an id that is not there.

    Typed as the `str` it is, since who has it passes it on and only who shows it asks for more.
    """
    words = load_words(package)
    if sentence_id not in words:
        raise NotFoundError(f"There is no sentence {sentence_id!r} in {package}.")
    return words[sentence_id].fill(**slots)
