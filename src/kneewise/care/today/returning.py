"""The way back: entry test, the step of the ladder, and in which order the rest returns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kneewise.care.today.answer import OrderStep, ReturnAnswer, Said, tell
from kneewise.care.today.cap import SETTLED_DAYS
from kneewise.care.today.entry import last_days
from kneewise.care.today.matching import STAGES, Stage
from kneewise.care.today.record import CareRecord, Outing, days_ago
from kneewise.care.today.resolve import SILENCES, answer, judgements
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light, Screening

GREENS = 2
FAST_MIN = 3.0
HILL_M_PER_KM = 10.0
"""Our choice: from so many minutes or metres a session counts as fast or hilly."""

NO_PLAN = SILENCES | {"gate", "locked"}
"""What takes the next step away altogether, not only today's."""

SHOWN = 12
"""Things that happened on the ladder, the latest ones."""

ORDER = ("distance", "flat_speed", "uphill", "downhill")


def return_plan(record: CareRecord, screening: Screening | None, now: datetime) -> ReturnAnswer:
    """Entry test, step of the ladder, next session and the order of what comes back.

    `now` is aware and in the runner's zone. What blocks today blocks the next step.
    """
    s = Situation(record, screening, now)
    spoken = judgements(s)
    today = answer(s, spoken)
    step = s.place.step if s.on_ladder else None
    stopped = any(name in NO_PLAN and found.km == 0 for name, found in spoken.items())
    next_step = tell("return.no_ladder") if step is None else step_words(step)
    return ReturnAnswer(
        day=s.today,
        light=today.light,
        policy=s.policy,
        blocked_by=None if today.cap.km > 0 else today.cap.rule,
        reason=today.reason if today.cap.km > 0 else today.cap.because,
        entry_needed=s.entry_after is not None and not stopped,
        entry_passed_on=s.entry_passed_on,
        entry=last_days(s.told),
        stage=None if step is None else step.number + 1,
        stages=len(STAGES),
        greens=s.place.greens,
        next_step=tell("return.blocked") if stopped else next_step,
        minutes=today.cap.minutes,
        run_from=today.run_from,
        history=s.place.history[-SHOWN:] if s.on_ladder else (),
        order=_order(s),
        notes=(tell("return.basis"), tell("return.structure")),
    )


def step_words(step: Stage) -> Said:
    """One step in words."""
    if step.walk == 0:
        return tell("return.run_step", minutes=f"{step.minutes:g}", stage=step.number + 1)
    return tell(
        "return.walk_run_step",
        minutes=f"{step.minutes:g}",
        stage=step.number + 1,
        times=step.times,
        run=f"{step.run:g}",
        walk=f"{step.walk:g}",
    )


def _order(s: Situation) -> tuple[OrderStep, ...]:
    """Distance first, then flat speed, uphill, downhill: each after two green runs with it."""
    done = [not s.on_ladder, _two(s, _fast), _two(s, _up), _two(s, _down)]
    steps, reached = [], True
    for name, finished in zip(ORDER, done, strict=True):
        state = "done" if reached and finished else "now" if reached else "later"
        reached = reached and finished
        steps.append(OrderStep(name, state, tell(f"return.{name}")))
    return tuple(steps)


def _two(s: Situation, kind: Callable[[Outing], bool]) -> bool:
    first = days_ago(s.today, SETTLED_DAYS)
    after = max(first, s.red_day or first)
    green = [o for o, _ in s.running.tolerated_km if s.lights.of_run[o.id] is Light.GREEN]
    return sum(o.day > after and kind(o) for o in green) >= GREENS


def _fast(outing: Outing) -> bool:
    return (outing.fast_minutes or 0.0) >= FAST_MIN


def _up(outing: Outing) -> bool:
    return _hilly(outing.ascent_m, outing)


def _down(outing: Outing) -> bool:
    return _hilly(outing.descent_m, outing)


def _hilly(metres: float | None, outing: Outing) -> bool:
    return metres is not None and bool(outing.kms) and metres >= HILL_M_PER_KM * min(outing.kms)
