"""The first run after a fever or a flu-like illness is a light one (SAFETY.md, Red flags)."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.matching import STAGES
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

LIGHT = 0.5
"""Our choice of what is light: half of the longest, as after two weeks without a run."""


def _judge(s: Situation) -> Judgement | None:
    since = None if s.screening is None else s.screening.light_run_from
    if since is None or any(outing.day >= since for outing in s.running.kept):
        return None
    longest = s.running.longest()
    first_step = STAGES[0].run_minutes * s.km_a_minute  # what three weeks off would allow
    return Judgement(
        light=Light.GREEN,
        because=tell("after_illness"),
        km=None if longest is None else max(LIGHT * longest, first_step),
        do=(tell("after_illness.do"),),
        no_downhill=True,
    )


RULE = Rule("after_illness", _judge)
