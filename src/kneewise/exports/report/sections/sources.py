"""Every study the pages before named, with its citation and how it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kneewise.evidence import studies
from kneewise.exports.report.blocks import Block, Heading, Line, Lines, keys_of
from kneewise.exports.report.sections.wording import words


def blocks(before: Sequence[Block]) -> tuple[Block, ...]:
    """One line a source, by key; a guideline or label that is no study stands by its name."""
    keys = sorted({key for block in before for key in keys_of(block)})
    if not keys:
        return ()
    return (Heading(words("sources.title")), Lines(tuple(map(_cited, keys)), dim=True, columns=2))


def _cited(key: str) -> Line:
    found = studies().get(key)
    if found is None:
        return Line(words("sources.named", name=key))
    seen = words(f"sources.seen.{found.seen.value}")
    return Line(words("sources.study", key=key, citation=found.citation, seen=seen))
