"""How fast: a trial could not tell faster from longer; slower is not kinder a kilometre."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation


def _tell(_: Situation) -> Told:
    advice = (
        advise("intensity", "no difference shown", "intensity.trial"),
        advise("intensity", "both", "intensity.load"),
        advise("intensity", "one at a time", "intensity.one"),
    )
    return Told(Certainty.NULL, advice)


RULE = PreventionRule("intensity", _tell, article="intensity")
