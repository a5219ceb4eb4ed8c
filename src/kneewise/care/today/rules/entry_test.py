"""No step of the ladder before the entry test is passed."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    if s.entry_after is None or s.entry_passed_on is not None:
        return None
    return Judgement(
        light=Light.AMBER,
        because=tell("entry_test"),
        km=0.0,
        do=(tell("entry_test.do", limit=s.policy.limit),),
        to_green=(tell("entry_test.green"),),
        no_downhill=True,
    )


RULE = Rule("entry_test", _judge)
