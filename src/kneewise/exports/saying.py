"""Sentences of this room, filled, with the class and sources that they have in `words.toml`."""

from __future__ import annotations

from dataclasses import replace

from kneewise.model.words import Sentence, load_words

PACKAGE = "kneewise.exports"


def tell(sentence_id: str, **slots: object) -> Sentence:
    """A sentence of this room, filled. Raises KeyError for one that is not there."""
    sentence = load_words(PACKAGE)[sentence_id]
    return replace(sentence, text=sentence.fill(**slots))


def text(sentence_id: str, **slots: object) -> str:
    """The words of a sentence alone, filled. Raises KeyError for one that is not there."""
    return tell(sentence_id, **slots).text
