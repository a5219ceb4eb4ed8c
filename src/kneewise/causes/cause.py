"""What a suspected cause must say of itself, and whether a diary can teach it at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kneewise.evidence import Prior
from kneewise.model.exposure import ExposureColumn, Kind, Reference, Timing
from kneewise.model.history import History
from kneewise.model.words import say

PACKAGE = "kneewise.causes"

NEEDS: Mapping[str, str] = {
    "distance": "km of each run",
    "plan": "what had been planned: reports and the log kind planned_run",
    "start": "when runs began and ended",
    "painful_periods": "days of knee trouble, kept out of what is normal (painful.py)",
    "speed": "profile: speed",
    "grade": "profile: downhill, from smoothed altitude",
    "ground": "maps: how even and how hard the ways of the run are",
    "step_length": "profile: step length, or speed and cadence",
    "cadence": "profile: cadence",
    "contact_balance": "profile: left share of ground contact",
    "heart_rate": "profile: heart rate by the minute",
    "temperature": "profile: temperature at the watch",
    "pain_began": "report: where in the run pain began",
    "pain_free_runs": "runs whose every rating was 0",
    "shoes": "which pair each run was in",
    "shoe_facts": "midsole, type, foam and kilometres of a pair",
    "other_activities": "rides, swims and the rest",
    "log": "the kinds of log named in `asks`",
    "profile": "facts the runner said once",
    "measures": "what was measured of the body: self-tests, feet",
}
"""What a cause may read, by the names used in `Cause.needs`."""


@runtime_checkable
class Cause(Protocol):
    """A suspected cause: one file here, its words and its test.

    `label` is the id of its name in words.toml; `needs` are keys of `NEEDS`, `asks` kinds of
    log it wants from the runner; `prior` an entry of evidence/priors.toml; `unit` and
    `unit_step` one step (None: one of the runner's own standard deviations); `lever` the id of
    the sentence that names the one change that tests it, None where there is none. Words ids
    are "NAME.label", ".what", ".step", ".measured", ".evidence" and ".lever"; a further column
    has a ".label" under its own name.
    """

    @property
    def name(self) -> str:
        """The name of its file."""

    @property
    def label(self) -> str:
        """Words id of its name in tables."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of `NEEDS`."""

    @property
    def asks(self) -> tuple[str, ...]:
        """Kinds of `LOG_KINDS`."""

    @property
    def kind(self) -> Kind:
        """Learnt from runs, or a trait."""

    @property
    def timing(self) -> Timing:
        """When it is fixed relative to pain."""

    @property
    def prior(self) -> str:
        """Name of an entry of priors.toml."""

    @property
    def unit(self) -> str:
        """Unit of the column's values."""

    @property
    def unit_step(self) -> float | None:
        """One step in `unit`; None is one own standard deviation."""

    @property
    def reference(self) -> Reference:
        """What one step is compared with."""

    @property
    def lever(self) -> str | None:
        """Words id of the one change that tests it."""

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """Columns over `history.runs`, in their order, from the past of each run only."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """Whether a diary can teach a cause, and in words why or why not."""

    possible: bool
    why: str


def tell(cause: Cause, part: str) -> str:
    """A sentence of a cause: label, what, step, measured, evidence, or lever.

    Foreign causes keep theirs in the words.toml of their own top package.
    """
    top = type(cause).__module__.split(".")[0]
    return say(PACKAGE if top == "kneewise" else top, f"{cause.name}.{part}")


BEST_CASE_RUNS = 260
BEST_CASE_PAINFUL = 40
LEARNT_ENOUGH = 0.30
"""INFERENCE.md 7 and 4: a diary of two years with 40 painful runs; below 0.30 nothing is learnt."""


def learnable(cause: Cause, priors: Mapping[str, Prior]) -> Learnable:
    """Whether two years of ratings could move the answer for this cause at all.

    The best case is reckoned: 260 rated runs, 40 of them painful, exposed every second time
    (or one own standard deviation a step). learnt = I / (I + 1/sd²), INFERENCE.md 4.
    """
    if cause.kind is Kind.TRAIT:
        return _answer("trait", possible=False)
    if cause.timing is Timing.REACTIVE:
        return _answer("reactive", possible=False)
    share = BEST_CASE_PAINFUL / BEST_CASE_RUNS
    variance = 1.0 if cause.unit_step is None else 0.25
    information = BEST_CASE_RUNS * share * (1 - share) * variance
    learnt = information / (information + 1 / priors[cause.prior].sd ** 2)
    if learnt < LEARNT_ENOUGH:
        return _answer("narrow", possible=False, learnt=f"{100 * learnt:.0f}")
    return _answer("yes", possible=True, learnt=f"{100 * learnt:.0f}")


def _answer(reason: str, *, possible: bool, **slots: object) -> Learnable:
    return Learnable(possible=possible, why=say(PACKAGE, f"learnable.{reason}", **slots))
