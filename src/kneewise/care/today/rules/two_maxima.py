"""A session that set two new 30-day maxima at once earns no longer run, and is told so a week."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.cap import GROWTH, LOOKS_BACK_DAYS
from kneewise.care.today.matching import STAGES
from kneewise.care.today.maxima import two_maxima
from kneewise.care.today.record import days_ago
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.words import Said

TOLD_DAYS = 7
"""Our choice: as long as a longer run holds the next one back."""


def _judge(s: Situation) -> Judgement | None:
    if s.fresh:  # the 30-day longest is not full yet: the ladder's steps hold, not the maxima
        return None
    found = two_maxima(s.running)
    if not found:
        return None
    last = found[-1]
    told = last.day >= days_ago(s.today, TOLD_DAYS - 1)
    what = Said.joined(" and ", (tell(f"two_maxima.{name}").text for name in last.what))
    return Judgement(
        light=Light.GREEN,
        because=tell("two_maxima", day=last.day, what=what),
        km=_without(s, frozenset().union(*(maxima.runs for maxima in found))),
        do=(tell("two_maxima.do", day=last.day, what=what),) if told else (),
    )


def _without(s: Situation, left_out: frozenset[int]) -> float:
    """How far by the longest tolerated run of 30 days but these; else the first step, km."""
    first = days_ago(s.today, LOOKS_BACK_DAYS)
    kms = [
        km
        for outing, km in s.running.tolerated_km
        if outing.id not in left_out and outing.day >= first and outing.ended_at <= s.now
    ]
    if not kms:
        return STAGES[0].run_minutes * s.km_a_minute
    return max(kms) if s.running.longer_lately else GROWTH * max(kms)


RULE = Rule("two_maxima", _judge)
"""It can only lower: the least distance of all rules holds."""
