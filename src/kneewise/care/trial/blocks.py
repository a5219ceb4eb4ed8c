"""Blocks of a trial: drawn in pairs, one of each arm, and which run comes in which."""

from __future__ import annotations

import random

from kneewise.model.trial import ARMS, TrialDesign

RUNS_A_BLOCK = 2
WASHOUT_H = 48.0
FEWEST_PAIRS = 4
"""Guides to n-of-1 trials, as read in EVIDENCE.md 13.3: randomised blocks of two runs, at least
four to six an arm, at least 48 h of wash-out. Our rule built from them."""

PAIRS = (4, 6, 8, 12, 16, 24)
"""Pairs of blocks a plan may have, 16 to 96 runs."""

PAIRS_UNKNOWN = 6
"""Our choice where nothing can be simulated: 24 runs."""


def draw_blocks(pairs: int, seed: int) -> tuple[str, ...]:
    """The arm of each of 2 x `pairs` blocks: each pair holds both arms, in random order."""
    rng = random.Random(seed)  # noqa: S311 - an order, no secret; kept with its seed
    arms: list[str] = []
    for _ in range(pairs):
        arms += rng.sample(ARMS, len(ARMS))
    return tuple(arms)


def arms_of_runs(design: TrialDesign) -> tuple[str, ...]:
    """The arm of each run of a trial, in order."""
    return tuple(arm for arm in design.arms for _ in range(design.runs_a_block))


def needs_washout(arms: tuple[str, ...], place: int) -> bool:
    """Whether the run at this place is the first after a change of arm."""
    return place > 0 and arms[place] != arms[place - 1]
