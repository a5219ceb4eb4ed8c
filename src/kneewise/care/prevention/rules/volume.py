"""How much: the single run against the month's longest, not the week's per cent."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation
from kneewise.model.quantity import Distance


def _tell(s: Situation) -> Told:
    advice = (
        advise("volume", "single run", "volume.finding"),
        advise("volume", "not the week", "volume.week"),
        advise("volume", "cap", "volume.cap"),
    )
    km = s.week_km()
    yours = () if km is None else (plain("volume.yours", km=Distance(km, 0)),)
    return Told(Certainty.COHORT_STRONG, advice, yours)


RULE = PreventionRule("volume", _tell, article="load")
