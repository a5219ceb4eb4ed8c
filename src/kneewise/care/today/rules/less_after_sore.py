"""The run after a sore one: 30 % less and no downhill, until two green ones."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.gaming import run_km
from kneewise.care.today.matching import STAGES
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

LESS = 0.7
GREENS = 2


def _judge(s: Situation) -> Judgement | None:
    sore = s.sore_day
    if sore is None:
        return None
    greens = sum(o.day > sore and s.lights.of_run[o.id] is Light.GREEN for o in s.running.kept)
    if greens >= GREENS:
        return None
    known = [km for o in s.lights.runs if o.day == sore and (km := run_km(o)) is not None]
    longest = s.running.longest()
    known += [] if longest is None else [longest]
    first_step = STAGES[0].run_minutes * s.km_a_minute
    return Judgement(
        light=Light.GREEN,
        because=tell("less_after_sore", day=sore),
        km=max(LESS * min(known), first_step) if known else None,
        do=(tell("less_after_sore.do"),),
        no_downhill=True,
    )


RULE = Rule("less_after_sore", _judge)
