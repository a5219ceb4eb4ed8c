"""What the watch recorded of a run's steps, against the runs before it, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kneewise.body.dynamics import PACKAGE, RunSteps, dynamics, read_steps
from kneewise.journal.answers import Measured
from kneewise.journal.past import load_history
from kneewise.model.dynamics import Dynamics, Quantity, Verdict
from kneewise.model.effect import Interval
from kneewise.model.numbers import counted
from kneewise.model.quantity import Amount, Between
from kneewise.model.run import Run
from kneewise.model.words import Said, say
from kneewise.store.fingerprint import TOLD
from kneewise.store.home import Store

FADE = "cadence_fade"
_DIGITS: Mapping[str, int] = {
    "step_length_m": 2,
    "contact_balance_percent": 1,
    "vertical_ratio_percent": 1,
}


@dataclass(frozen=True, slots=True)
class DynamicsLine:
    """One line in words: what, its value, the own usual at that speed, and how they compare.

    `said` is all of it in one sentence; `outside` that it is not as usual.
    """

    label: str
    value: str
    usual: str
    verdict: str
    said: str
    outside: bool


def dynamics_of(store: Store, run: Run, runner: str) -> Dynamics | None:
    """The run against those before it; None for another sport or where nothing was recorded."""
    if not run.sport.is_run:
        return None
    steps = _every(store, runner)
    history = load_history(store, runner, with_loads=False)
    earlier = [
        steps[other.id]
        for other in history.runs
        if other.started_at < run.started_at and other.id in steps
    ]
    return dynamics(steps.get(run.id), earlier)


def _every(store: Store, runner: str) -> Mapping[int, RunSteps]:
    return store.remembered(
        "steps of runs",
        (*TOLD, "features"),
        lambda: read_steps(load_history(store, runner, with_loads=False).profiles),
        runner,
    )


def dynamics_lines(
    found: Dynamics | None, exposures: Iterable[Measured] = ()
) -> tuple[DynamicsLine, ...]:
    """Every quantity in words; the fall of step rate comes from what the causes measured."""
    if found is None:
        return ()
    lines = [_line(quantity) for quantity in found.quantities]
    if found.left_ms is not None and found.right_ms is not None:
        said = say(PACKAGE, "feet", left=f"{found.left_ms:.0f}", right=f"{found.right_ms:.0f}")
        lines.append(_plain("feet", said))
    for one in exposures:
        if one.name == FADE and one.value is not None:
            said = say(PACKAGE, "fade", fall=f"{round(one.value):+d}")
            lines.append(_plain("fade", said))
    return tuple(lines)


def _line(quantity: Quantity) -> DynamicsLine:
    name = quantity.name
    label, unit = say(PACKAGE, f"{name}.label"), say(PACKAGE, f"{name}.unit")
    digits = _DIGITS.get(name, 0)
    value: str = Said.of("{value}", value=Amount(quantity.value, unit, digits))
    if quantity.known_to is not None:
        span = quantity.known_to
        value = f"{span.mid:.0f} ({span.low:.0f}–{span.high:.0f}) {unit}"
    if quantity.usual is None:
        said = say(PACKAGE, "line.unknown", value=value, runs=counted(quantity.runs, "earlier run"))
        unknown = say(PACKAGE, "verdict.unknown")
        return DynamicsLine(label, value, "", unknown, said, outside=False)
    usual = Said.of("{usual}", usual=_span(quantity.usual, unit, digits))
    verdict = say(PACKAGE, f"verdict.{quantity.verdict}")
    runs = counted(quantity.runs, "run")
    said = say(PACKAGE, "line", value=value, usual=usual, runs=runs, verdict=verdict)
    outside = quantity.verdict is not Verdict.USUAL
    return DynamicsLine(label, value, usual, verdict, said, outside)


def _plain(name: str, said: str) -> DynamicsLine:
    """A line that is held against nothing."""
    return DynamicsLine(say(PACKAGE, f"{name}.label"), said, "", "", said, outside=False)


def _span(usual: Interval, unit: str, digits: int) -> Between:
    return Between(usual.low, usual.high, unit, digits)
