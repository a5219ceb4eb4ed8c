"""A warm-up: no trial showed fewer injuries; it does no harm and makes the start easier."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation


def _tell(s: Situation) -> Told:
    advice = (
        advise("warm_up", "null", "warm_up.finding"),
        advise("warm_up", "easy start", "warm_up.rule"),
    )
    days, _ = s.minutes_logged("warm_up")
    return Told(Certainty.NULL, advice, (plain("warm_up.logged", days=days),) if days else ())


RULE = PreventionRule("warm_up", _tell, article="warm_up")
