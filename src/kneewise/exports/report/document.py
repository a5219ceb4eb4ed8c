"""The pages in their order: what must be seen first stands first."""

from __future__ import annotations

from kneewise.exports.report.blocks import Block
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections import (
    causes,
    head,
    limits,
    load,
    now,
    picture,
    relief,
    safety,
    scores,
    shoes,
    sources,
    timeline,
)

SECTIONS = (
    head.blocks,
    safety.blocks,
    now.in_short,
    picture.blocks,
    timeline.blocks,
    causes.blocks,
    load.blocks,
    shoes.blocks,
    relief.blocks,
    now.blocks,
    scores.blocks,
    limits.blocks,
)


def document(data: ReportData) -> tuple[Block, ...]:
    """Every block of the report, the sources of all others last."""
    found = tuple(block for section in SECTIONS for block in section(data))
    return (*found, *sources.blocks(found))
