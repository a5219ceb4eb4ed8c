"""How long a run of the plan is: within what the day allows, the week's load shared out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from kneewise.care.plan.aim import Aim
from kneewise.care.plan.answer import tell
from kneewise.care.plan.future import Done, Future
from kneewise.care.plan.rhythm import WEEK, easy_days_left, next_long_day
from kneewise.care.today.answer import Said, TodayAnswer
from kneewise.care.today.matching import STAGES, Stage
from kneewise.care.today.situation import Situation
from kneewise.model.plan import Block, Gait, Stretch
from kneewise.model.quantity import Distance

EASY_SHARES = {1: 0.7, 2: 0.7, 3: 0.6, 4: 0.5, 5: 0.45, 6: 0.4}
"""Our rule: an easy run as a share of the longer one, by running days a week; what a week may
hold is shared out in the same way, so that easy runs never eat up the longer one."""

EASY_MOST_KM = 12.0
"""Our choice: an easy run is never longer, however long the longer one is."""

LEAST_KM = 1.0
"""Our choice: a shorter run is left out."""

LEAST_OF_A_STEP = 0.5
"""Our choice: less of a step of the ladder is left out."""

END_OF_LADDER_MIN = STAGES[-1].minutes
"""An easy run needs be no shorter than the last step of the ladder, where the longer one is not:
so nobody is sent further for being on it."""

WARM_UP_MIN = 10.0
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Length:
    """Kilometres and what set them, None where the day's cap did."""

    km: float
    said: Said | None = None


def easy(s: Situation, future: Future, today: TodayAnswer, aim: Aim) -> Length:
    """An easy run: a share of the longer one, and no more than leaves that one its own."""
    until = next_long_day(s.today, aim.on)
    base = min(s.running.longest() or today.cap.km, aim.enough_km(s.today))
    want = _wanted(base, aim.days, s.km_a_minute)
    left = _left_by(future, s, until)
    if left is not None and base > 0:
        days = max(1, easy_days_left(s.today, until, aim.days))
        part = want / base
        race = until == aim.on
        share = (left - aim.km) / days if race else part * left / (1 + part * days)
        want = min(want, max(0.0, share))
    if want >= today.cap.km:
        return Length(_down(today.cap.km))
    slots = {"share": round(100 * EASY_SHARES[aim.days]), "least": f"{END_OF_LADDER_MIN:g}"}
    return Length(_down(want), tell("length.easy", **slots, most=Distance(EASY_MOST_KM, None)))


def _wanted(base_km: float, days: int, km_a_minute: float) -> float:
    """An easy run beside a longer one of `base_km`, if the week leaves room for it."""
    shared = max(EASY_SHARES[days] * base_km, END_OF_LADDER_MIN * km_a_minute)
    return min(EASY_MOST_KM, base_km, shared)


def longer(today: TodayAnswer, aim: Aim) -> Length:
    """The week's longer run: what the cap allows, and no more than the goal asks by now."""
    enough = aim.enough_km(today.day)
    if enough >= today.cap.km:
        return Length(_down(today.cap.km))
    return Length(_down(enough), tell("length.enough"))


def by_distance(km: float, km_a_minute: float) -> tuple[Done, tuple[Block, ...]]:
    """A run by km: the first minutes easily as its warm-up, which count."""
    minutes = km / km_a_minute
    warm_up = min(WARM_UP_MIN * km_a_minute, km / 2)
    warm_up = max(0.1, math.floor(10 * warm_up) / 10)
    blocks = (
        Block(1, (Stretch(Gait.WARM_UP, km=warm_up), Stretch(Gait.RUN, km=round(km - warm_up, 3)))),
    )
    return Done(km, minutes, minutes, minutes), blocks


def by_step(
    step: Stage, today: TodayAnswer, km_a_minute: float
) -> tuple[Done, tuple[Block, ...]] | None:
    """The step of the ladder as it is done; fewer of its repeats where the day allows less.

    None where less than half of it is left: that would only stand in the way of the next one.
    """
    allowed = today.cap.minutes or 0.0
    if allowed < LEAST_OF_A_STEP * step.minutes:
        return None
    if step.walk == 0:
        minutes = math.floor(min(step.minutes, allowed, today.cap.km / km_a_minute) + _EXACT)
        done = Done(minutes * km_a_minute, minutes, minutes, minutes)
        return done, (Block(1, (Stretch(Gait.RUN, minutes=minutes),)),)
    each = step.run + step.walk
    times = min(step.times, math.floor(allowed / each + _EXACT))
    done = Done(times * step.run * km_a_minute, times * each, times * step.run, step.run)
    stretches = (Stretch(Gait.RUN, minutes=step.run), Stretch(Gait.WALK, minutes=step.walk))
    return done, (Block(times, stretches),)


def _left_by(future: Future, s: Situation, until: date) -> float | None:
    """Kilometres left on the longer run's day if nothing was run before it; None: no limit."""
    if not 0 < (until - s.today).days < WEEK:
        return None
    moment = future.asked_at(until)
    if moment is None:
        return None
    then = Situation(future.record, s.screening, moment).running
    sums = [then.week_left()]
    if until.isocalendar()[:2] == s.today.isocalendar()[:2]:
        sums.append(
            then.fourth_week_left()
        )  # of another week this day is the third, not the fourth
    return min((km for km in sums if km is not None), default=None)


def _down(km: float) -> float:
    """To 0.1 km, never up."""
    return math.floor(10 * km + _EXACT) / 10
