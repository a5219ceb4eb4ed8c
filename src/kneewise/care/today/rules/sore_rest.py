"""After pain above the limit: 48 hours, 2 pain-free days, the entry test, a morning at baseline.

The clock alone opens nothing: each criterion has to be in the diary.
"""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.painfree import MORNING
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

HOURS = 48
FREE_DAYS = 2


def _judge(s: Situation) -> Judgement | None:
    sore = s.sore_day
    if sore is None:
        return None
    ends = [o.ended_at for o in s.lights.runs if o.day == sore]
    rested = s.now >= max(ends, default=s.now) + timedelta(hours=HOURS) if ends else True
    free = s.told.free_in_a_row(FREE_DAYS, sore, s.today) is not None
    ran = any(o.day > sore and s.lights.of_run[o.id] is Light.GREEN for o in s.running.kept)
    baseline = ran or s.told.at(s.today, MORNING) == 0
    waits = (s.today - sore).days >= FREE_DAYS
    if rested and waits and free and baseline and s.entry_passed_on is not None:
        return None
    missing = {
        "sore_rest.free": free,
        "sore_rest.morning": baseline,
        "entry_test.green": s.entry_passed_on is not None,
        "sore_rest.hours": rested and waits,
    }
    zero = "zero_tolerance" if s.zero_tolerance else s.policy.value
    worst = s.told.worst(sore)
    because = (
        tell(f"sore_rest.{zero}", day=sore, worst=worst)
        if worst
        else tell("sore_rest.day", day=sore)
    )
    return Judgement(
        light=Light.AMBER,
        because=because,
        km=0.0,
        run_from=sore + timedelta(days=FREE_DAYS + 1),
        do=(tell("sore_rest.do"),),
        to_green=tuple(tell(item) for item, there in missing.items() if not there),
        no_downhill=True,
    )


RULE = Rule("sore_rest", _judge)
