"""One session sets a new 30-day maximum in only one of distance, descent, fast minutes, shoe."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.rules.how_far import step_today
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    longest, step = s.running.longest(), step_today(s)
    if longest is None:
        return None
    # a step within the month's longest can set no maximum of distance
    within = step is not None and step.run_minutes * s.km_a_minute <= longest
    do = () if within else (tell("one_maximum.do"),)
    return Judgement(light=Light.GREEN, because=tell("one_maximum"), do=do)


RULE = Rule("one_maximum", _judge)
