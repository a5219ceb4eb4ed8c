"""A routine unrolled: one move after the other, by side and round."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kneewise.body.routine.routine import Routine
from kneewise.model.diary import Side


@dataclass(frozen=True, slots=True)
class Move:
    """One exercise on one side (None: both) in one round, from 1; `ready_s` lies before it."""

    step: str
    side: Side | None
    round: int
    seconds: int
    ready_s: int


def moves(routine: Routine, without: Collection[str] = ()) -> tuple[Move, ...]:
    """Every move in order, the steps of these names left out."""
    return tuple(
        Move(step.name, side, number, step.seconds, routine.rest_s)
        for number in range(1, routine.rounds + 1)
        for step in routine.steps
        if step.name not in without
        for side in (tuple(Side) if step.sides else (None,))
    )
