"""The words of this room."""

from __future__ import annotations

from dataclasses import replace

from kneewise.model.advice import Advice, Basis
from kneewise.model.words import Sentence, load_words

PACKAGE = "kneewise.body.routine"


def tell(sentence: str, **slots: object) -> Sentence:
    """A sentence, filled, with its class and sources. Raises KeyError for one not there."""
    said = load_words(PACKAGE)[sentence]
    return replace(said, text=said.fill(**slots))


def plain(sentence: str, **slots: object) -> str:
    """The words of a sentence alone."""
    return tell(sentence, **slots).text


def advise(rule: str, verdict: str, sentence: str, **slots: object) -> Advice:
    """A sentence of one of the four classes as advice."""
    said = tell(sentence, **slots)
    return Advice(rule, verdict, said.text, Basis(said.kind), said.sources)
