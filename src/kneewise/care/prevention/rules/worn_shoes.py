"""Worn shoes: kilometres as information, without an alarm."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation
from kneewise.model.quantity import Distance


def _tell(s: Situation) -> Told:
    yours = tuple(
        plain("worn_shoes.km", shoe=use.shoe.name, km=Distance(use.km, 0))
        for use in s.in_use
        if use.km is not None
    )
    advice = (
        advise("worn_shoes", "no alarm", "worn_shoes.finding"),
        advise("worn_shoes", "foam", "worn_shoes.foam"),
    )
    return Told(Certainty.NULL, advice, yours)


RULE = PreventionRule("worn_shoes", _tell, article="worn_shoes")
