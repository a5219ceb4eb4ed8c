"""Three reds in 14 days lock running until a clinician's date is entered."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.light import locked_since
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    since = locked_since(s.lights)
    if since is None:
        return None
    dates = [
        entry.day
        for entry in s.record.log
        if entry.kind == "clinician_date"
        and entry.at <= s.now
        and min(entry.at.astimezone(s.now.tzinfo).date(), entry.day) >= since
    ]
    if any(day <= s.today for day in dates):
        return None
    return Judgement(
        light=Light.RED,
        because=tell("locked", day=since),
        km=0.0,
        run_from=min(dates, default=None),
        to_green=(tell("locked.green"),),
        no_downhill=True,
    )


RULE = Rule("locked", _judge)
