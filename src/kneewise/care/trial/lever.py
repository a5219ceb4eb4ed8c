"""What a lever is: one change that tests one cause, and how a run shows that it was kept to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

import numpy as np

import kneewise.care.trial.levers
from kneewise.care.trial.looking import ArmPrior
from kneewise.care.trial.saying import Said
from kneewise.causes import all_causes
from kneewise.causes.cause import Cause
from kneewise.evidence import priors
from kneewise.model.errors import NotFoundError
from kneewise.model.history import History
from kneewise.model.trial import ARMS
from kneewise.why.exposures import Floats, values

USUAL, CHANGED = ARMS
USUAL_DAYS = 90
FEWEST_USUAL = 5
"""Our choice, as in `why`: what is usual is read from 90 days, and from no fewer than 5 runs."""

Option = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What the changed arm changes on this runner: so many steps less of a cause.

    `steps` is above 0 where the changed way takes exposure away; `slots` fill the words.
    """

    cause: str
    steps: float
    slots: Mapping[str, object]

    @property
    def prior(self) -> ArmPrior:
        """What research says of the cause, turned to this change: fewer steps, ln RR the less."""
        known = priors()[cause_named(self.cause).prior]
        return ArmPrior(-self.steps * known.mean, abs(self.steps) * known.sd, known.studies)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a run kept to its arm, None where it can't be seen; what was seen, in words.

    `over` marks a run beyond what an experiment may ask for (SAFETY.md, Experiments).
    """

    kept: bool | None
    seen: str | None = None
    over: bool = False


UNSEEN = Kept(None)


@runtime_checkable
class Lever(Protocol):
    """One lever: a file in `levers/`, its words under its name.

    Words ids are "NAME.label", ".what", ".usual", ".changed" (instructions of the arms),
    ".never" (what it may not become) and ".read" (how a run shows it).
    """

    @property
    def name(self) -> str:
        """The name of its file."""

    @property
    def tests(self) -> tuple[str, ...]:
        """The causes it may test, by name."""

    @property
    def while_returning(self) -> bool:
        """Whether it may be tried on the ladder; not where an arm brings back speed or hills."""

    @property
    def asks(self) -> tuple[str, ...]:
        """What must be said to begin: keys of its option."""

    def change(self, history: History, option: Option) -> Change | Said:
        """What it changes on this runner, or why it can't be tried. NotFoundError, UsageError."""

    def kept(
        self, history: History, since: datetime, option: Option, arms: Mapping[int, str]
    ) -> Mapping[int, Kept]:
        """Whether the runs (id: arm) kept to their arm, against the runs before `since`."""


@cache
def all_levers() -> tuple[Lever, ...]:
    """The `LEVER` of every module in `levers/`, by name."""
    package = kneewise.care.trial.levers
    modules = (
        import_module(f"{package.__name__}.{module.name}")
        for module in iter_modules(package.__path__)
    )
    found = (vars(module).get("LEVER") for module in modules)
    return tuple(sorted((one for one in found if isinstance(one, Lever)), key=lambda x: x.name))


def lever_named(name: str) -> Lever:
    """The lever of that name. Raises NotFoundError."""
    known = {lever.name: lever for lever in all_levers()}
    if name not in known:
        raise NotFoundError(f"There is no lever {name!r}; take one of: {', '.join(known)}.")
    return known[name]


def cause_named(name: str) -> Cause:
    """The cause of that name. Raises NotFoundError."""
    known = {cause.name: cause for cause in all_causes()}
    if name not in known:
        raise NotFoundError(f"There is no cause {name!r}.")
    return known[name]


def before(history: History, since: datetime) -> History:
    """The history without the runs from a moment on."""
    return replace(history, runs=tuple(r for r in history.runs if r.started_at < since))


def usual_runs(history: History) -> frozenset[int]:
    """Ids of the runs of the last 90 days of a history."""
    if not history.runs:
        return frozenset()
    first = history.runs[-1].day - timedelta(days=USUAL_DAYS)
    return frozenset(run.id for run in history.runs if run.day >= first)


def exposure_of(cause: str, history: History) -> Floats:
    """A cause's first column over the runs of a history, (n,), NaN where unknown."""
    if not history.runs:
        return np.zeros(0)
    return values(cause_named(cause).exposure(history)[0])


def known_usual(measured: Floats, history: History) -> Floats:
    """The known values of the last 90 days' runs."""
    recent = usual_runs(history)
    inside = np.array([run.id in recent for run in history.runs], dtype=bool)
    return np.asarray(measured[inside & ~np.isnan(measured)])
