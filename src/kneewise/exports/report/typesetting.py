"""Blocks to PDF by typst: the template holds no text, the text holds no markup, nothing is fetched.

The words travel as one JSON value in `sys.inputs`, so that nothing a runner typed is ever read as
markup. Fonts are those inside typst; only a script they lack is looked up among the machine's own.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from kneewise.exports.report.blocks import clean, encoded
from kneewise.exports.report.data import PACKAGE, ReportData
from kneewise.exports.report.document import document
from kneewise.model import numbers
from kneewise.model.errors import needs_extra
from kneewise.model.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER_SCRIPTS = re.compile("[\u0600-\u1dff\u2600-\u2712\u2714-\u27bf\u2e80-\U0010ffff]")
"""What the fonts inside typst do not hold: they know Latin, Greek, Cyrillic, Hebrew and signs."""


def report_pdf(data: ReportData) -> bytes:
    """The report as PDF; the same bytes for the same data where the built-in fonts suffice.

    Raises MissingExtraError where typst is not installed.
    """
    with needs_extra("report"):
        import typst
    content = json.dumps(content_of(data), ensure_ascii=False)
    made = typst.compile(
        files(PACKAGE).joinpath("report.typ").read_bytes(),
        format="pdf",
        sys_inputs={"content": content},
        ignore_system_fonts=_OTHER_SCRIPTS.search(content) is None,
        timestamp=_whole_seconds(data.made_at),
    )
    return bytes(made)


def content_of(data: ReportData) -> Mapping[str, object]:
    """Everything the template draws."""
    day = numbers.day(data.today)
    return {
        "title": clean(say(PACKAGE, "head.title")),
        "date": [data.today.year, data.today.month, data.today.day],
        "footer": clean(say(PACKAGE, "footer", day=day)),
        "page": say(PACKAGE, "footer.page"),
        "blocks": encoded(document(data)),
    }


def _whole_seconds(at: datetime) -> int:
    return int(at.timestamp())
