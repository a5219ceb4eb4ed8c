"""A last run that is not rated yet, or was under a painkiller: no longer than the last green one.

The runs since that one count too, so that leaving a short run unrated gains nothing.
"""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.gaming import run_km
from kneewise.care.today.record import Outing
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light


def _judge(s: Situation) -> Judgement | None:
    last = s.last_run
    if last is None or s.lights.of_run[last.id] is not Light.PENDING:
        return None
    kind, now = _kind(s, last), s.lights.told.now
    day = last.started_at.astimezone(now.tzinfo).date() if kind == ".ahead" else last.day
    return Judgement(
        light=Light.PENDING,
        because=tell(f"pending{kind}", day=day),
        km=_least(_last_green(s, 1), _last_green(s, _since_kept(s))),
        do=(tell("painkiller.advice"),) if kind == ".masked" else (),
        to_green=(tell(f"pending{kind}_green" if kind else "pending.green"),),
    )


def _kind(s: Situation, last: Outing) -> str:
    """What keeps it from being green, as the sentences are named."""
    if last.started_at > s.lights.told.now:
        return ".ahead"
    if last.id not in s.running.kept_ids:
        return ".left_out"
    return ".masked" if s.lights.masked(last) else ""


def _last_green(s: Situation, waiting: int) -> float | None:
    """The last tolerated run before the one in that place from the end, and all but that one.

    One of an earlier day: a part of a run that was cut is no green run before it.
    """
    least: float | None = None
    for place, outing in enumerate(reversed(s.lights.runs), start=1):
        if place == waiting:
            continue
        least = _least(least, run_km(outing))
        before = s.last_run is not None and outing.day < s.last_run.day
        if place > waiting and before and s.running.tolerated(outing):
            return least
    return least


def _since_kept(s: Situation) -> int:
    """The place from the end of the last run that stands.

    What came after it and earns nothing (still to come, brought in twice, deleted) does not make
    an unrated run the last green one.
    """
    ids = [outing.id in s.running.kept_ids for outing in reversed(s.lights.runs)]
    return ids.index(True) + 1 if True in ids else 1


def _least(one: float | None, other: float | None) -> float | None:
    known = [km for km in (one, other) if km is not None]
    return min(known, default=None)


RULE = Rule("pending", _judge)
