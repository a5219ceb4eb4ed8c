"""The words of this room: sentences with their class and sources, and plain text."""

from __future__ import annotations

from dataclasses import replace

from kneewise.model.advice import Advice, Basis
from kneewise.model.words import Sentence, load_words

PACKAGE = "kneewise.body.tests"


def tell(sentence: str, **slots: object) -> Sentence:
    """A sentence, filled. Raises KeyError for one that is not there."""
    said = load_words(PACKAGE)[sentence]
    return replace(said, text=said.fill(**slots))


def advise(rule: str, verdict: str, sentence: str, **slots: object) -> Advice:
    """A sentence of one of the four classes as advice."""
    said = tell(sentence, **slots)
    return Advice(rule, verdict, said.text, Basis(said.kind), said.sources)


def plain(sentence: str, **slots: object) -> str:
    """The words of a sentence alone."""
    return tell(sentence, **slots).text


def steps_of(test: str) -> tuple[str, ...]:
    """How a test is done, step by step."""
    words = load_words(PACKAGE)
    numbered = (f"{test}.how.{number}" for number in range(1, 10))
    return tuple(words[sentence].text for sentence in numbered if sentence in words)
