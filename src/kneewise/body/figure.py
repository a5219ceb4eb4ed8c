"""Line figures of ours as data: what is drawn stands beside what it explains."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 200, 140
"""The space all figures are drawn in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """SVG path data by what it is: the body, what holds still, and what is measured."""

    body: tuple[str, ...]
    ground: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()


def head(x: float, y: float, radius: float = 9) -> str:
    """A circle as path data, with its middle at a point."""
    turn = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius} {y} {turn} {2 * radius} 0 {turn} -{2 * radius} 0"
