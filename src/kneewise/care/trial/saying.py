"""A sentence of this room, filled, with its class and sources."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.model.errors import NotFoundError
from kneewise.model.words import load_words

PACKAGE = "kneewise.care.trial"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence with its class (`words.CLASSES`) and its sources."""

    id: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()


def tell(sentence_id: str, **slots: object) -> Said:
    """A sentence of this room, filled. Raises NotFoundError for one that is not there."""
    sentence = load_words(PACKAGE).get(sentence_id)
    if sentence is None:
        raise NotFoundError(f"There is no sentence {sentence_id!r} in {PACKAGE}.")
    return Said(sentence_id, sentence.fill(**slots), sentence.kind, sentence.sources)
