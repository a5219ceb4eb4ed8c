"""A red flag that is not cleared stops everything; `clinician.py` says those that stop nothing."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    flags = () if s.screening is None else s.screening.flags
    stopping = [flag for flag in flags if flag.stops]
    if not stopping:
        return None
    first = stopping[0]
    return Judgement(
        light=Light.RED,
        because=tell("red_flag", what=first.advice.because, day=first.since.date()),
        km=0.0,
        do=tuple(tell("red_flag.do", verdict=flag.advice.verdict) for flag in stopping),
        to_green=(tell("red_flag.green"),),
        no_downhill=True,
    )


RULE = Rule("red_flag", _judge)
