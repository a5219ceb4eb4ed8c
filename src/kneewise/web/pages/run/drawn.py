"""One strip as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    """One strip: its name, what holds on the whole, and the words at the ends of its scale.

    `legend` are squares and what they stand for, where colours do.
    """

    name: str
    whole: str
    top: str
    bottom: str
    drawn: Markup
    legend: tuple[tuple[Markup, str], ...] = ()
