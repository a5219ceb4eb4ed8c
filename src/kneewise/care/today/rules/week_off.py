"""`article`: the week off applies from the second sore day."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.policy import Policy
from kneewise.care.today.record import days_ago
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

OFF_DAYS = 7
WITHIN_DAYS = 14


def _judge(s: Situation) -> Judgement | None:
    days = s.told.sore_days
    if s.policy is not Policy.ARTICLE or len(days) < 2 or s.settled:
        return None
    last = days[-1]
    if days[-2] <= days_ago(last, WITHIN_DAYS) or (s.today - last).days > OFF_DAYS:
        return None
    back = last + timedelta(days=OFF_DAYS + 1)
    return Judgement(
        light=Light.AMBER,
        because=tell("week_off", day=last),
        km=0.0,
        run_from=back,
        to_green=(tell("week_off.green", day=back),),
    )


RULE = Rule("week_off", _judge)
