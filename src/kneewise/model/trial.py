"""An experiment with one runner: one lever of one cause, in random order, with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kneewise.model.diary import Side
from kneewise.model.run import DEFAULT_RUNNER

ARMS = ("usual", "changed")
"""The two arms of every trial; which is which stands in the words of its lever."""


@dataclass(frozen=True, slots=True)
class TrialDesign:
    """How a trial runs: arms of the blocks in order, runs a block, hours of wash-out between.

    `arms` are drawn once with `seed` and never again; `option` is what a lever needs beside its
    name (the two shoes, say). `power` is the chance that the planned number of runs shows an
    effect of `detectable` (a relative risk), from a simulation on this runner's own past, the stop
    rule in force; `stopped` the chance that the stop rule ends it first, `weeks` how long it
    takes this runner. None where that past is too short to simulate.
    """

    arms: tuple[str, ...]
    runs_a_block: int
    washout_hours: float
    seed: int
    detectable: float | None = None
    power: float | None = None
    option: tuple[tuple[str, str], ...] = ()
    stopped: float | None = None
    weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of one knee. `ended_why` is done, stopped (the stop rule) or given_up."""

    lever: str
    side: Side
    design: TrialDesign
    began_on: date
    entered_at: datetime
    ended_on: date | None = None
    ended_why: str | None = None
    id: int | None = None
    runner: str = DEFAULT_RUNNER
