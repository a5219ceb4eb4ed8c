"""One drawn footprint for every test that needs a picture of one."""

from __future__ import annotations

from functools import cache

from validation.footprint.not_feet import a_wrong_one
from validation.footprint.prints import Shot, a_shot


@cache
def a_scan() -> Shot:
    """A scan on A4: small, and quickly measured."""
    return next(
        shot
        for shot in (a_shot(seed, "scan") for seed in range(40, 60))
        if shot.sheet == "a4" and len(shot.data) < 400_000
    )


@cache
def a_blank_sheet() -> bytes:
    """A sheet with nothing on it."""
    name, data = a_wrong_one(0)
    assert name == "blank"
    return data
