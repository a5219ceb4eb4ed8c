"""A new pair, or another kind of pair, a little at a time."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation, said_of

NEW_DAYS = 14
NEW_RUNS = 3
"""Our choice, the one of the cause `novel_shoe`: three runs or two weeks."""


def _tell(s: Situation) -> Told:
    since = s.today - timedelta(days=NEW_DAYS)
    new = [
        use
        for use in s.in_use
        if not use.shoe.start_km and (use.first_on > since or use.runs <= NEW_RUNS)
    ]
    advice = (
        advise("slow_change", "slowly", "slow_change.rule"),
        advise("slow_change", "drop", "slow_change.drop"),
    )
    yours = (plain("slow_change.new", shoes=said_of(new)),) if new else ()
    return Told(Certainty.OURS, advice, yours)


RULE = PreventionRule("slow_change", _tell)
