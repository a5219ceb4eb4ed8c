"""One session sets a new 30-day maximum in only one of distance, descent, fast minutes, shoe."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    if s.running.longest() is None:
        return None
    return Judgement(light=Light.GREEN, because=tell("one_maximum"), do=(tell("one_maximum.do"),))


RULE = Rule("one_maximum", _judge)
