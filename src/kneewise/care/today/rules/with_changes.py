"""Pain up to 2/10 may go on, with changes: no longer than before, and easier."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.record import days_ago
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    last = s.last_run
    ratings = [s.told.worst(s.today) or 0, s.told.worst(days_ago(s.today, 1)) or 0]
    ratings += [] if last is None else [s.lights.worst(last) or 0]
    if max(ratings) == 0:
        return None
    return Judgement(
        light=Light.GREEN,
        because=tell("with_changes"),
        km=None if s.on_ladder else s.running.longest(),
        do=(tell("with_changes.do"), tell("with_changes.stop")),
        no_downhill=True,
    )


RULE = Rule("with_changes", _judge)
