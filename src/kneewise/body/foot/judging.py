"""Whether what was found is the print of a bare foot; and if not, what it looks like instead."""

from __future__ import annotations

import cv2
import numpy as np

from kneewise.body.foot.paper import Darkness, Rectified, written
from kneewise.body.foot.thirds import Thirds, body_points
from kneewise.body.foot.toes import Apart
from kneewise.body.foot.types import Refused, RefusedError

LEAST_CONTRAST = 0.06
MOST_NOISE = 0.30
"""Our choice: paper whose own spots are a third as dark as the print hides its edge."""

DARK_PAPER = 55.0
"""Of 255: paper that is darker is none (our choice)."""

LIGHTER = 1.25
LEAST_PRINT = 0.03
MOSTLY = 3.0
"""Our choice: so much lighter than the sheet, on so much of it, three times what is darker."""

COARSE = 5
"""Every fifth pixel tells how light a sheet is."""

LENGTH_MM = (140.0, 262.0)
"""Of the print without toes, about 0.82 of the foot: feet of 17 to 32 cm."""

BALL_MM = (58.0, 128.0)
HEEL_MM = (32.0, 92.0)
HEEL_OF_BALL = (0.42, 0.97)
BALL_OF_LENGTH = (0.30, 0.62)
INDEX = (0.02, 0.43)
"""Our choice, wide: outside lies no print of a foot that was seen or drawn."""

BALL_AT = (0.55, 0.90)
"""Where the largest disc lies along the print, from the heel."""

LEAST_TOES = 2
MOST_TOES = 7
FINGER_MM = 38.0
TOES_ACROSS = 0.30
LEAST_FULL = 0.50
ROUGHEST = 1.9
"""Our choice: the edge of a print over that of its smoothed shape."""

HAND_MM = 150.0


def judge_paper(seen: Rectified, dark: Darkness | None) -> Darkness:
    """The darkness if there is any on paper. Raises RefusedError."""
    light = float(np.median(seen.rgb[seen.there])) if seen.there.any() else 0.0
    if light < DARK_PAPER:
        raise RefusedError(Refused.LIGHT_ON_DARK)
    if dark is None:
        raise RefusedError(Refused.MANY_MARKS if written(seen) else Refused.BLANK)
    if dark.contrast < LEAST_CONTRAST or dark.noise > MOST_NOISE:
        raise RefusedError(Refused.MANY_MARKS if written(seen) else Refused.TOO_FAINT)
    return dark


def better_said(reason: Refused, seen: Rectified, dark: Darkness) -> Refused:
    """The same refusal, where colours or strokes tell more of what the picture is."""
    if reason in {Refused.OVER_THE_EDGE, *_OF_A_FOOT} and dark.like_skin:
        return Refused.SKIN
    if reason in SHAPES and _light_on_dark(seen):
        return Refused.LIGHT_ON_DARK
    if reason in {Refused.BLANK, *_OF_A_FOOT} and written(seen):
        return Refused.MANY_MARKS
    return reason


_OF_A_FOOT = (Refused.NO_TOES, Refused.NOT_A_FOOT, Refused.TOO_SHORT, Refused.TOO_LONG)
SHAPES = frozenset({Refused.OVER_THE_EDGE, Refused.HAND, *_OF_A_FOOT})
"""What is said of a shape; of a negative it is never true."""


def _light_on_dark(seen: Rectified) -> bool:
    """Whether what stands out of the sheet is lighter than it, as on a negative.

    Asked only of what is no print as it is: a lamp lights one corner of a good one more than that.
    """
    light = seen.rgb[::COARSE, ::COARSE].mean(axis=2)[seen.there[::COARSE, ::COARSE]]
    usual = float(np.median(light))
    lighter, darker = np.mean(light > LIGHTER * usual), np.mean(light < usual / LIGHTER)
    return bool(lighter >= LEAST_PRINT and lighter > MOSTLY * darker)


def judge_print(apart: Apart, whole: Thirds, wide_mm: tuple[float, float]) -> None:
    """Nothing for the print of a bare foot. Raises RefusedError with what speaks against it."""
    fingers = sum(toe.long_mm > FINGER_MM for toe in apart.toes)
    if whole.length < LENGTH_MM[0]:
        hand = fingers >= 2 or len(apart.toes) >= 3
        raise RefusedError(Refused.HAND if hand else Refused.TOO_SHORT)
    if whole.length > LENGTH_MM[1]:
        raise RefusedError(Refused.TOO_LONG)
    if fingers >= 2 and whole.length < HAND_MM:
        raise RefusedError(Refused.HAND)
    if not LEAST_TOES <= len(apart.toes) <= MOST_TOES or not _in_front(apart):
        raise RefusedError(Refused.NO_TOES)
    if not _like_a_foot(apart, whole, wide_mm):
        raise RefusedError(Refused.NOT_A_FOOT)


def _in_front(apart: Apart) -> bool:
    """Whether the toes lie in a row across the ball."""
    right = np.array([-apart.forward[1], apart.forward[0]])
    across = [float(toe.middle @ right) for toe in apart.toes]
    return max(across) - min(across) >= TOES_ACROSS * apart.ball_mm


def _like_a_foot(apart: Apart, whole: Thirds, wide_mm: tuple[float, float]) -> bool:
    ball, heel = wide_mm
    at = (float(apart.ball @ apart.forward) - float(_back(apart))) / whole.length
    return (
        BALL_MM[0] <= ball <= BALL_MM[1]
        and HEEL_MM[0] <= heel <= HEEL_MM[1]
        and HEEL_OF_BALL[0] <= heel / ball <= HEEL_OF_BALL[1]
        and BALL_OF_LENGTH[0] <= ball / whole.length <= BALL_OF_LENGTH[1]
        and INDEX[0] <= whole.index <= INDEX[1]
        and BALL_AT[0] <= at <= BALL_AT[1]
        and _smooth(apart)
    )


def _back(apart: Apart) -> float:
    return float((body_points(apart) @ apart.forward).min())


def _smooth(apart: Apart) -> bool:
    """Whether it fills its hull and its edge is no fringe."""
    contours, _ = cv2.findContours(apart.body, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.vstack(contours))
    area = sum(cv2.contourArea(one) for one in contours)
    edge = sum(cv2.arcLength(one, closed=True) for one in contours)
    around = cv2.arcLength(hull, closed=True)
    return bool(area >= LEAST_FULL * cv2.contourArea(hull) and edge <= ROUGHEST * around)
