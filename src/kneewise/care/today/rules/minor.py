"""Under 18: no more than 10 km in 24 hours, two days of seven without a run (SAFETY.md, 13-17)."""

from __future__ import annotations

from datetime import date, timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.policy import under_age
from kneewise.care.today.record import days_ago
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

MOST_KM = 10.0
RUNNING_DAYS = 5
IN_DAYS = 7


def is_minor(s: Situation) -> bool:
    """Whether the runner is under 18 by the profile or by the symptom check."""
    gates = () if s.screening is None else s.screening.gates
    return under_age(s.told) or any(gate.gate == "minor" for gate in gates)


def _judge(s: Situation) -> Judgement | None:
    if not is_minor(s):
        return None
    ran = {outing.day for outing in s.lights.runs}
    if _running_days(ran, s.today) < RUNNING_DAYS:
        return Judgement(light=Light.GREEN, because=tell("minor"), km=MOST_KM)
    back = s.today + timedelta(days=1)
    while _running_days(ran, back) >= RUNNING_DAYS:
        back += timedelta(days=1)
    return Judgement(
        light=Light.AMBER,
        because=tell("minor.rest", day=back),
        km=0.0,
        run_from=back,
        to_green=(tell("minor.rest.green", day=back),),
    )


def _running_days(ran: set[date], day: date) -> int:
    """Days with a run, deleted ones too, among the six before a day."""
    first = days_ago(day, IN_DAYS - 1)
    return sum(first <= one < day for one in ran)


RULE = Rule("minor", _judge)
