"""Flat feet: the arch index of a footprint in a photo, or six things to look at."""

from __future__ import annotations

from kneewise.body.foot.arch import HIGH_UP_TO, LOW_FROM, Arch, arch_of
from kneewise.body.foot.footing import Footing, Source, footing
from kneewise.body.foot.kept import KIND, KeptPrint, prints_of, to_measure
from kneewise.body.foot.looking import can_look, look
from kneewise.body.foot.posture import ITEMS, KeptPosture, Stance, postures_of, stance_of
from kneewise.body.foot.types import Outline, Print, Reading, Refused, Sheet

__all__ = [
    "HIGH_UP_TO",
    "ITEMS",
    "KIND",
    "LOW_FROM",
    "Arch",
    "Footing",
    "KeptPosture",
    "KeptPrint",
    "Outline",
    "Print",
    "Reading",
    "Refused",
    "Sheet",
    "Source",
    "Stance",
    "arch_of",
    "can_look",
    "footing",
    "look",
    "postures_of",
    "prints_of",
    "stance_of",
    "to_measure",
]
