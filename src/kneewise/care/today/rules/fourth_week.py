"""Every fourth week not above the third."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.quantity import Limit


def _judge(s: Situation) -> Judgement | None:
    left = s.running.fourth_week_left()
    if left is None:
        return None
    return Judgement(light=Light.GREEN, because=tell("fourth_week", left=Limit(left)), km=left)


RULE = Rule("fourth_week", _judge)
