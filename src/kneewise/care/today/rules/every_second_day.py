"""On the ladder every second day at most."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.ladder import EVERY_DAYS
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    if not s.on_ladder or s.last_run is None:
        return None
    back = s.last_run.day + timedelta(days=EVERY_DAYS)
    if s.today >= back:
        return None
    return Judgement(
        light=Light.AMBER,
        because=tell("every_second_day", day=back),
        km=0.0,
        run_from=back,
        to_green=(tell("every_second_day.green", day=back),),
    )


RULE = Rule("every_second_day", _judge)
