"""Flat: half the usual downhill a kilometre or less, against the usual routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kneewise.care.trial.lever import (
    CHANGED,
    FEWEST_USUAL,
    UNSEEN,
    Change,
    Kept,
    Lever,
    Option,
    before,
    exposure_of,
    known_usual,
)
from kneewise.care.trial.saying import Said, tell
from kneewise.model.history import History
from kneewise.model.quantity import Climb, Unit
from kneewise.model.sport import Sport
from kneewise.why.exposures import Floats

FLAT_SHARE = 0.5
TYPICAL_FLAT = 0.25
LEAST_M_PER_KM = 5.0
LEAST_KNOWN = 0.8
"""Our choice: flat is at most half the usual downhill a kilometre (a quarter is reckoned with);
below 5 m a kilometre the usual is flat already. Grade must be known on 80 % of the way, as in
the cause."""

CEILING = 0.9
"""Nine of ten own runs went down less: beyond that is more downhill than usual (SAFETY.md)."""

STEPS = (0.3, 3.0)


@dataclass(frozen=True, slots=True)
class Flat:
    """Read from metres down a kilometre, against the runner's own of the 90 days before."""

    name: str = "flat"
    tests: tuple[str, ...] = ("descent",)
    while_returning: bool = False
    asks: tuple[str, ...] = ()

    def change(self, history: History, option: Option) -> Change | Said:  # noqa: ARG002
        """Half the usual downhill; not where that is unknown or flat already."""
        usual, ceiling = _usual(history)
        if usual is None or ceiling is None:
            return tell("flat.unseen")
        if usual < LEAST_M_PER_KM:
            return tell("flat.already", usual=Climb(usual), unit=Unit())
        metres = exposure_of("descent", history)
        known = known_usual(metres, history)
        spread = float(np.nanstd(metres))
        away = (1 - TYPICAL_FLAT) * float(np.median(known)) if len(known) else 0.0
        steps = float(np.clip(away / spread, *STEPS)) if spread > 0 else 1.0
        slots = {
            "usual": Climb(usual),
            "flat": Climb(FLAT_SHARE * usual),
            "most": Climb(ceiling),
            "unit": Unit(),
        }
        return Change("descent", steps, slots)

    def kept(
        self,
        history: History,
        since: datetime,
        option: Option,  # noqa: ARG002
        arms: Mapping[int, str],
    ) -> Mapping[int, Kept]:
        """Metres down a kilometre of each run against half the usual."""
        usual, ceiling = _usual(before(history, since))
        if usual is None or ceiling is None:
            return dict.fromkeys(arms, UNSEEN)
        down = dict(zip((r.id for r in history.runs), _down_per_km(history), strict=True))
        found = {}
        for run, arm in arms.items():
            metres = float(down.get(run, np.nan))
            if np.isnan(metres):
                found[run] = UNSEEN
                continue
            flat = metres <= FLAT_SHARE * usual
            seen = tell("flat.seen", metres=Climb(metres), unit=Unit()).text
            over = metres > ceiling
            found[run] = Kept(flat if arm == CHANGED else not (flat or over), seen, over)
        return found


def _usual(history: History) -> tuple[float | None, float | None]:
    known = known_usual(_down_per_km(history), history)
    if len(known) < FEWEST_USUAL:
        return None, None
    return float(np.median(known)), float(np.quantile(known, CEILING))


def _down_per_km(history: History) -> Floats:
    """Metres down a kilometre of each run, (n,); 0 on a treadmill, NaN where unknown."""
    found = np.full(len(history.runs), np.nan)
    for place, run in enumerate(history.runs):
        if run.sport is Sport.TREADMILL_RUNNING:
            found[place] = 0.0
            continue
        profile = history.profiles.get(run.id)
        if profile is None:
            continue
        down, km = profile.segments["descent_grade_km"], profile.segments["km"]
        known = float(km[~np.isnan(down)].sum())
        if known > 0 and known >= LEAST_KNOWN * float(km.sum()):
            found[place] = 1000 * float(np.nansum(down)) / known
    return found


LEVER: Lever = Flat()
