"""A last run that is not rated yet, or was under a painkiller: no longer than the last green one.

The runs since that one count too, so that leaving a short run unrated gains nothing.
"""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.gaming import run_km
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    last = s.last_run
    if last is None or s.lights.of_run[last.id] is not Light.PENDING:
        return None
    masked = s.lights.masked(last)
    return Judgement(
        light=Light.PENDING,
        because=tell("pending.masked" if masked else "pending", day=last.day),
        km=_last_green(s),
        do=(tell("painkiller.advice"),) if masked else (),
        to_green=(tell("pending.masked_green" if masked else "pending.green"),),
    )


def _last_green(s: Situation) -> float | None:
    least: float | None = None
    for outing in reversed(s.lights.runs[:-1]):
        km = run_km(outing)
        if km is not None:
            least = km if least is None else min(least, km)
        if s.running.tolerated(outing):
            return least
    return least


RULE = Rule("pending", _judge)
