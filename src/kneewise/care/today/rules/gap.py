"""After days off: 70 % of the earlier longest after 7-13 days, 50 % after 14-20."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.matching import STAGES
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    limit = s.running.gap_limit()
    if limit is None:
        return None
    first_step = STAGES[0].run_minutes * s.km_a_minute  # what three weeks off would allow
    return Judgement(
        light=Light.GREEN,
        because=tell("gap", days=s.running.gap_days),
        km=max(limit, first_step),
    )


RULE = Rule("gap", _judge)
