"""Walking told from running."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F8 = NDArray[np.float64]

WALK_M_S = 2.0
"""People change from walking to running at about 2 m/s; slower counts as walked (our choice)."""

MARGIN_M_S = 0.1  # our choice: no change of gait within this of the border

WALK_SPM = 140.0
"""Walkers take 90-135 steps a minute and runners hardly under 145, so a known step rate decides
for a slow stretch (our choice); uphill running at 1.6 m/s and 160 steps stays running."""


def walked(speed_m_s: F8, cadence_spm: F8) -> NDArray[np.bool_]:
    """Which stretches were walked: slower than 2.0 m/s with under 140 steps a minute or none known.

    Around 2.0 m/s (± 0.1) the gait of the stretch before goes on.
    """
    decided = np.where(
        speed_m_s < WALK_M_S - MARGIN_M_S, 1, np.where(speed_m_s > WALK_M_S + MARGIN_M_S, 0, -1)
    )
    last = np.maximum.accumulate(np.where(decided >= 0, np.arange(decided.size), 0))
    slow = np.where(decided[last] >= 0, decided[last] == 1, speed_m_s < WALK_M_S)
    return np.asarray(slow & ~(cadence_spm >= WALK_SPM))
