"""Pain on half the rated days for 6 weeks, or no better after 4: a clinician, lights aside."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.policy import under_age
from kneewise.care.today.record import days_ago
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

WEEKS, WEEKS_UNDER_18 = 6, 2
SHARE = 0.5
FEWEST_DAYS = 3
"""Our choice: half of fewer rated days than this says nothing."""


def _judge(s: Situation) -> Judgement | None:
    weeks = WEEKS_UNDER_18 if under_age(s.told) else WEEKS
    first = days_ago(s.today, 7 * weeks)
    rated = [day for day in s.told.by_day if first < day <= s.today]
    sore = [day for day in rated if (s.told.worst(day) or 0) > 0]
    long_enough = bool(s.told.sore_days) and s.told.sore_for_weeks(s.told.sore_days[-1], weeks)
    half = len(rated) >= FEWEST_DAYS and len(sore) >= SHARE * len(rated)
    flags = () if s.screening is None else s.screening.flags
    said = any(flag.flag == "long_pain" for flag in flags)  # told by `clinician.py`, with its days
    if said or not half or not long_enough:
        return None
    return Judgement(
        light=Light.GREEN, because=tell("lasting", weeks=weeks), do=(tell("lasting.do"),)
    )


RULE = Rule("lasting", _judge)
