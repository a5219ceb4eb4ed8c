"""Seven days at most 1.3 x the mean of the three weeks before."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.quantity import Limit


def _judge(s: Situation) -> Judgement | None:
    left = s.running.week_left()
    if left is None:
        return None
    return Judgement(light=Light.GREEN, because=tell("week_sum", left=Limit(left)), km=left)


RULE = Rule("week_sum", _judge)
