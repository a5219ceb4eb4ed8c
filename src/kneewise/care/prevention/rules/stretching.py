"""Stretching: optional; trials together do not show that it helps."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation


def _tell(s: Situation) -> Told:
    advice = (
        advise("stretching", "optional", "stretching.finding"),
        advise("stretching", "how long", "stretching.long"),
    )
    days, _ = s.minutes_logged("stretching")
    return Told(Certainty.NULL, advice, (plain("stretching.logged", days=days),) if days else ())


RULE = PreventionRule("stretching", _tell, article="stretching")
