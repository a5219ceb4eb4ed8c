"""No diary or import for 7 days: nothing is known of the knee, so nothing is green."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.gaming import is_stale
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    if not is_stale(s.record, s.now):
        return None
    return Judgement(
        light=Light.STALE, because=tell("stale"), km=0.0, to_green=(tell("stale.green"),)
    )


RULE = Rule("stale", _judge)
