"""The ground of one run along its way, from what is kept of it: nothing is read or matched."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from kneewise.journal.finding import find_run
from kneewise.journal.grounding import grounds
from kneewise.model.ground import (
    EVENNESS_COLUMNS,
    HARDNESS_COLUMNS,
    GroundTotals,
    RunGround,
)
from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class GroundPiece:
    """One piece of some 500 m in shares of its km: five of evenness, four of hardness, unknown.

    Evenness and unknown add up to 1, and so do hardness and unknown. The pieces are those of the
    run's profile, one for one; a piece in which nothing was run has no km and is unknown.
    """

    start_km: float
    km: float
    evenness: tuple[float, ...]
    hardness: tuple[float, ...]
    unknown: float


@dataclass(frozen=True, slots=True)
class GroundStrip:
    """One run: its pieces, empty where none of its ground is known.

    `matched` says whether its ground was looked up at all, `because` why none of it is known (a
    word of `model.ground.BECAUSE`), `mapped` whether there is any map.
    """

    pieces: tuple[GroundPiece, ...]
    totals: GroundTotals | None
    matched: bool
    mapped: bool
    because: str | None
    attribution: str | None


def ground_strip(store: Store, said: str, runner: str) -> GroundStrip:
    """The ground of a run by its pieces. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    ground = grounds(store, runner).get(run.id)
    mapped = bool(store.maps.all())
    if ground is None:
        return GroundStrip((), None, matched=False, mapped=mapped, because=None, attribution=None)
    known = ground.totals.matched_km > 0
    return GroundStrip(
        pieces=_pieces(ground) if known else (),
        totals=ground.totals if known else None,
        matched=True,
        mapped=mapped,
        because=ground.because,
        attribution=ground.attribution,
    )


def _pieces(ground: RunGround) -> tuple[GroundPiece, ...]:
    found, at = [], 0.0
    for row, km in enumerate(ground.segments["km"].tolist()):
        run_km = km if isfinite(km) and km > 0 else 0.0
        found.append(
            GroundPiece(
                start_km=at,
                km=run_km,
                evenness=_shares(ground, EVENNESS_COLUMNS, row, run_km),
                hardness=_shares(ground, HARDNESS_COLUMNS, row, run_km),
                unknown=_shares(ground, ("unknown_km",), row, run_km)[0] if run_km else 1.0,
            )
        )
        at += run_km
    return tuple(found)


def _shares(ground: RunGround, columns: tuple[str, ...], row: int, km: float) -> tuple[float, ...]:
    if not km:
        return (0.0,) * len(columns)
    return tuple(float(ground.segments[one][row]) / km for one in columns)
