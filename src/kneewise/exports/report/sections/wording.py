"""How the report says things: its own sentences, and the class of a sentence in words."""

from __future__ import annotations

from kneewise.care.today.answer import Said
from kneewise.exports.report.blocks import Line
from kneewise.exports.report.data import PACKAGE
from kneewise.model.advice import Advice
from kneewise.model.words import load_words, say


def words(sentence: str, **slots: object) -> str:
    """A sentence of this room, filled."""
    return say(PACKAGE, sentence, **slots)


def line(sentence: str, **slots: object) -> Line:
    """The same as a line, with its class and sources."""
    found = load_words(PACKAGE)[sentence]
    return classed(found.fill(**slots), found.kind, found.sources)


def advised(advice: Advice) -> Line:
    """What a rule of care says, as a line."""
    return classed(advice.because, advice.basis.value, advice.sources)


def told(said: Said, before: str = "") -> Line:
    """A sentence of the light or the ladder, as a line; `before` stands before it."""
    return classed(before + said.text, said.kind, said.sources)


def classed(text: str, kind: str, sources: tuple[str, ...]) -> Line:
    """A sentence with its class, where the sentence does not say so itself."""
    says_so = kind == "plain" or _OURS[kind] in text.lower()
    return Line(text, "" if says_so else words(f"basis.{kind}"), sources)


_OURS = {
    "finding": "\0",
    "guideline": "\0",
    "precaution": "our precaution",
    "rule": "our rule",
}
"""What a sentence holds that names its own class; findings and guidelines have their sources."""
