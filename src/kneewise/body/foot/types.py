"""What is asked of a photo of a footprint, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneewise.model.diary import Side
from kneewise.model.effect import Interval

VERSION = "1"
"""Of the way from a photo to an arch index; kept with each measure."""


MOST_BYTES = 64 * 1024**2
"""Of a picture file; a phone's largest are some 30 MB (our choice)."""


class Sheet(StrEnum):
    """What of known size lies in the photo: under the print, or beside it."""

    A4 = "a4"
    LETTER = "letter"
    CARD = "card"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Short and long side: ISO 216, ANSI Y14.1 and ISO 7810 ID-1 (a bank card)."""
        return _SIZES[self]


_SIZES = {
    Sheet.A4: (210.0, 297.0),
    Sheet.LETTER: (215.9, 279.4),
    Sheet.CARD: (53.98, 85.60),
}


class Refused(StrEnum):
    """Why a picture was not measured; each has its sentence `refused.NAME` in words.toml."""

    NOT_AN_IMAGE = "not_an_image"
    HEIC = "heic"
    OTHER_FORMAT = "other_format"
    CUT_OFF = "cut_off"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    TOO_NARROW = "too_narrow"
    NO_SHEET = "no_sheet"
    NO_CARD = "no_card"
    LIGHT_ON_DARK = "light_on_dark"
    BLANK = "blank"
    TOO_FAINT = "too_faint"
    MANY_MARKS = "many_marks"
    OVER_THE_EDGE = "over_the_edge"
    SKIN = "skin"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    HAND = "hand"
    NO_TOES = "no_toes"
    NOT_A_FOOT = "not_a_foot"
    TOO_UNSURE = "too_unsure"


class RefusedError(Exception):
    """A picture that is not measured, on the way up to where it becomes an answer."""

    def __init__(self, reason: Refused) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Outline:
    """A print as polygons in millimetres on its sheet, x to the right and y downwards.

    `body` is the print without toes (two parts where the arch left none), `toes` the rest;
    `cuts` are the four lines across the axis that bound the thirds, heel first.
    """

    body: tuple[tuple[tuple[float, float], ...], ...]
    toes: tuple[tuple[tuple[float, float], ...], ...]
    cuts: tuple[tuple[tuple[float, float], tuple[float, float]], ...]
    axis: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Print:
    """One print, measured: `arch_index` is a 90 % interval, lengths are in millimetres.

    `side` is what the print looks like (the great toe lies on the inner side), None where it
    can't be told. `length_mm` is that of the print without toes.
    """

    arch_index: Interval
    side: Side | None
    length_mm: float
    ball_mm: float
    heel_mm: float
    toes_seen: int
    outline: Outline


@dataclass(frozen=True, slots=True)
class Reading:
    """What a photo gave: prints from left to right, or the reason why there are none.

    `left_out` are reasons why a second print beside a good one was not measured.

    `sheet` is what was found, `scanned` that the picture's edge was taken as the sheet's.
    `other_sheet` is one that would fit the four corners clearly better than what was said.
    `png` and `svg` are the sheet from above with the lines on it, where they were asked for.
    """

    prints: tuple[Print, ...] = ()
    refused: Refused | None = None
    left_out: tuple[Refused, ...] = ()
    sheet: Sheet | None = None
    scanned: bool = False
    other_sheet: Sheet | None = None
    png: bytes | None = None
    svg: str | None = None
