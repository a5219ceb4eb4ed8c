"""Whether there is a plan at all: no plan into a red light, an open check, a gate or silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.care.plan.answer import tell
from kneewise.care.today.answer import Judgement, Said, TodayAnswer
from kneewise.care.today.rules.minor import is_minor
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light, RaisedGate
from kneewise.model.plan import Goal
from kneewise.model.quantity import Day

FORBIDS = ("plan", "running", "lights", "increase")
"""What a profile gate may forbid that a plan towards more can't be without."""

CLOSED_LIGHTS = frozenset({Light.RED, Light.STALE, Light.UNSCREENED})
FIRST_OF_ALL = ("red_flag", "locked", "unscreened")
"""Said before a gate is."""

MOST_KM_UNDER_18 = 10.0
"""SAFETY.md, 13-17: no plan beyond 10 km."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Why there is no plan, what would open it, and from when the calendar allows one."""

    because: tuple[Said, ...]
    opens: tuple[Said, ...]
    opens_from: date | None


def closed(
    s: Situation, today: TodayAnswer, spoken: Mapping[str, Judgement], goal: Goal
) -> Closed | None:
    """What stands against any plan, red flags first; None where nothing does."""
    if any(name in spoken and spoken[name].km == 0 for name in FIRST_OF_ALL):
        return _by_light(today)
    gates = gates_against(s)
    if gates:
        return _by_gates(gates, s.today)
    if today.light in CLOSED_LIGHTS:
        return _by_light(today)
    if is_minor(s) and goal.km > MOST_KM_UNDER_18:
        return Closed((tell("closed.minor"),), (tell("closed.minor.opens"),), None)
    if goal.race_on is not None and goal.race_on < s.today:
        said = tell("closed.past", day=Day(goal.race_on))
        return Closed((said,), (tell("closed.past.opens"),), None)
    return None


def gates_against(s: Situation) -> tuple[RaisedGate, ...]:
    """The gates that forbid a plan today; on the ladder those that forbid the ladder too."""
    if s.screening is None:
        return ()
    forbids = (*FORBIDS, "ladder") if s.on_ladder else FORBIDS
    held = [gate for what in forbids for gate in s.screening.forbidden(what, s.today)]
    return tuple({gate.gate: gate for gate in held}.values())


def _by_light(today: TodayAnswer) -> Closed:
    because = (tell(f"closed.{today.light.value}"), today.reason)
    return Closed(because, today.to_green, today.run_from)


def _by_gates(gates: tuple[RaisedGate, ...], today: date) -> Closed:
    because = tuple(tell("closed.gate", what=gate.advice.because) for gate in gates)
    ends = [gate.until for gate in gates]
    do = tuple(tell("closed.gate.do", verdict=gate.advice.verdict) for gate in gates)
    if any(end is None for end in ends):
        return Closed(because, (*do, tell("closed.gate.opens")), None)
    last = max(end for end in ends if end is not None)
    back = max(last, today) + timedelta(days=1)
    return Closed(because, (*do, tell("closed.gate.until", day=Day(back))), back)
