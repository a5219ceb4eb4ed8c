"""An Advice out of a sentence of this room: its class and sources come with it."""

from __future__ import annotations

from kneewise.model.advice import Advice, Basis
from kneewise.model.words import load_words, say

PACKAGE = "kneewise.care.outlook"


def advise(rule: str, verdict: str, sentence: str, **slots: object) -> Advice:
    """What a rule says, in the words of `sentence`, which must be of one of the four classes."""
    words = load_words(PACKAGE)[sentence]
    return Advice(
        rule=rule,
        verdict=verdict,
        because=say(PACKAGE, sentence, **slots),
        basis=Basis(words.kind),
        sources=words.sources,
    )
