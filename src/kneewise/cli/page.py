"""Paragraphs on a terminal: broken once, at a width that reads well, never wider than it is."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 76
"""Characters a line at the most; longer lines are hard to read (68 and the indent)."""

INDENT = "   "


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer is printed on."""

    out: Console

    @property
    def width(self) -> int:
        """Characters a line."""
        return max(20, min(WIDEST, self.out.width))

    def title(self, line: str) -> None:
        """A heading, with a blank line before it."""
        self._print("\n" + fill(line, self.width), "bold")

    def text(self, line: str, style: str = "") -> None:
        """A paragraph at the margin."""
        self._print(fill(line, self.width), style)

    def note(self, line: str, style: str = "") -> None:
        """A paragraph set in."""
        self._print(fill(line, self.width, initial_indent=INDENT, subsequent_indent=INDENT), style)

    def item(self, line: str, style: str = "") -> None:
        """One of a list."""
        self._print(fill(line, self.width, initial_indent=" · ", subsequent_indent=INDENT), style)

    def items(self, title: str, lines: list[str], style: str = "") -> None:
        """A list under its heading; nothing where there is nothing."""
        if lines:
            self.title(title)
            for line in lines:
                self.item(line, style)

    def row(self, name: str, value: str, name_width: int = 18, style: str = "") -> None:
        """A name and its value; on a narrow terminal the value stands below."""
        if self.width < name_width + 24 or len(name) > name_width:
            self.text(name, style)
            self.note(value, style)
            return
        first = f"{name:<{name_width}} "
        broken = fill(value, self.width, initial_indent=first, subsequent_indent=" " * len(first))
        self._print(broken, style)

    def raw(self, line: str, style: str = "") -> None:
        """A line that is drawn, not written; cut at the terminal's edge."""
        self.out.print(line, style=style, markup=False, no_wrap=True, overflow="crop")

    def blank(self) -> None:
        """An empty line."""
        self.out.print()

    def _print(self, text: str, style: str) -> None:
        self.out.print(text, style=style or None, markup=False, soft_wrap=True)
