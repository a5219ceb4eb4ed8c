"""Seven days at most 1.3 x the mean of the three weeks before."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    left = s.running.week_left()
    if left is None:
        return None
    return Judgement(light=Light.GREEN, because=tell("week_sum", left=f"{left:.1f}"), km=left)


RULE = Rule("week_sum", _judge)
