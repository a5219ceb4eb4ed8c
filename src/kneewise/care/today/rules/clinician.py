"""A flag that sends to a clinician "even if every run was green" and stops nothing (SAFETY.md)."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    flags = () if s.screening is None else s.screening.flags
    advices = [flag.advice for flag in flags if not flag.stops]
    if not advices:
        return None
    return Judgement(
        light=Light.GREEN,
        because=tell("clinician", what=advices[0].because),
        do=tuple(
            tell("clinician.do", what=advice.because, verdict=advice.verdict) for advice in advices
        ),
    )


RULE = Rule("clinician", _judge)
