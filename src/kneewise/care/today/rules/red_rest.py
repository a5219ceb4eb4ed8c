"""After red: 7 whole days without a run, and the entry test; a run in them begins them anew."""

from __future__ import annotations

from datetime import date, timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light

OFF_DAYS = 7


def rests_since(s: Situation, red: date) -> date | None:
    """The day from which the 7 days count; None once they were taken and a run came after."""
    since = red
    for outing in s.lights.runs:
        if outing.day <= red:
            continue
        if (outing.day - since).days > OFF_DAYS and s.entry_passed_on is not None:
            return None
        since = outing.day
    return since


def _judge(s: Situation) -> Judgement | None:
    if s.red_day is None:
        return None
    since = rests_since(s, s.red_day)
    if since is None or ((s.today - since).days > OFF_DAYS and s.entry_passed_on is not None):
        return None
    return Judgement(
        light=Light.RED,
        because=tell("red_rest.signs" if s.red_day in s.told.signs else "red_rest", day=s.red_day),
        km=0.0,
        run_from=since + timedelta(days=OFF_DAYS + 1),
        do=(tell("red_rest.signs_do" if s.red_day in s.told.signs else "red_rest.do"),),
        to_green=(tell("red_rest.green", day=since + timedelta(days=OFF_DAYS + 1)),),
        no_downhill=True,
    )


RULE = Rule("red_rest", _judge)
