"""A red flag that is not cleared stops everything."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    if s.screening is None or not s.screening.flags:
        return None
    advices = [flag.advice for flag in s.screening.flags]
    return Judgement(
        light=Light.RED,
        because=tell("red_flag", what=advices[0].because),
        km=0.0,
        do=tuple(tell("red_flag.do", verdict=advice.verdict) for advice in advices),
        to_green=(tell("red_flag.green"),),
        no_downhill=True,
    )


RULE = Rule("red_flag", _judge)
