"""What an import did, in sentences: the command line and the pages say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneewise.model.numbers import counted
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.importing_summary import ImportSummary

_PACKAGE = "kneewise.journal"
_MORE = ("unknown_sport", "undated", "refused_before", "left_out", "ground_waiting")


def import_said(summary: ImportSummary) -> tuple[str, ...]:
    """One sentence on all of it, then one for each thing worth a second look."""
    first = say(
        _PACKAGE,
        "import_summary",
        runs=counted(summary.runs, "run"),
        others=counted(summary.others, "other activity", "other activities"),
        merged=summary.merged,
        known=summary.known,
        refused=counted(summary.refused, "file"),
    )
    more = (
        say(_PACKAGE, f"import_{told}", count=getattr(summary, told))
        for told in _MORE
        if getattr(summary, told)
    )
    return (first, *more)
