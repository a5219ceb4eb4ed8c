"""How far without trouble: the 30-day longest and 10 %, or the step of the ladder.

On the ladder the step is the cap; once three weeks of running stand again without it being
finished, both hold, so that a sore runner is never sent further than one who is not.
"""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.cap import GROWTH
from kneewise.care.today.matching import STAGES, Stage
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.quantity import Distance, Limit


def regular_km(s: Situation) -> float | None:
    """1.10 x the longest tolerated run of 30 days, or that run within 7 days of a longer one.

    None where no run was tolerated.
    """
    longest = s.running.longest()
    if longest is None:
        return None
    return longest if s.running.longer_lately else GROWTH * longest


def step_today(s: Situation) -> Stage | None:
    """The step of the ladder that sets how far; None where the 30-day longest does."""
    regular, step = regular_km(s), s.place.step
    unknown = regular is None
    if unknown and (step is None or not s.on_ladder or not s.fresh):
        step = STAGES[0]
    if step is None or (not unknown and not s.on_ladder and not s.fresh):
        return None
    step_km = step.run_minutes * s.km_a_minute
    if not unknown and not s.on_ladder and (regular or 0.0) >= step_km:
        return None
    if not unknown and s.on_ladder and not s.fresh and (regular or 0.0) < step_km:
        return None
    return step


def _judge(s: Situation) -> Judgement | None:
    step = step_today(s)
    if step is None:
        return _regular(s, regular_km(s) or 0.0)
    minutes = s.place.minutes if step is s.place.step else step.minutes
    return Judgement(
        light=Light.GREEN,
        because=tell("how_far.step", stage=step.number + 1, minutes=f"{step.minutes:g}"),
        km=step.run_minutes * s.km_a_minute,
        minutes=minutes,
        do=(tell("how_far.step_do"),),
        no_downhill=True,
    )


def _regular(s: Situation, km: float) -> Judgement:
    lately = s.running.longer_lately
    longest = s.running.longest() or 0.0
    because = (
        tell("how_far.longer", longest=Limit(longest))
        if lately
        else tell("how_far.longest", longest=Distance(longest))
    )
    return Judgement(light=Light.GREEN, because=because, km=km)


RULE = Rule("how_far", _judge)
