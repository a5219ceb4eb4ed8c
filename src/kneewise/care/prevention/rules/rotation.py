"""Two pairs or more in turn."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation, said_of

SHARE = 0.2
"""Our choice: a pair worn on fewer of the recent runs is not in rotation."""


def _tell(s: Situation) -> Told:
    advice = (advise("rotation", "try", "rotation.finding"),)
    if not s.shoes_known:
        return Told(Certainty.COHORT, advice, (plain("rotation.unknown"),))
    total = sum(use.runs for use in s.in_use)
    turned = [use for use in s.in_use if use.runs >= SHARE * total]
    said = "rotation.several" if len(turned) > 1 else "rotation.one"
    return Told(Certainty.COHORT, advice, (plain(said, shoes=said_of(turned)),))


RULE = PreventionRule("rotation", _tell)
