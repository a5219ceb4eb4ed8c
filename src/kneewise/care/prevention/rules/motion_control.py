"""Motion control only where it has evidence: pronated feet, one trial, pooled trials uncertain."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation

PRONATED = "pronated"


def _tell(s: Situation) -> Told:
    foot = s.profile.get("foot_type", s.today)
    finding = advise("motion_control", "may try", "motion_control.finding")
    pooled = advise("motion_control", "beside", "motion_control.pooled")
    if foot is None:
        return Told(Certainty.MIXED, (finding, pooled), (plain("motion_control.unknown"),))
    if foot == PRONATED:
        feet = advise("motion_control", "not because of", "motion_control.feet")
        return Told(Certainty.MIXED, (finding, pooled, feet), (plain("motion_control.pronated"),))
    none = advise("motion_control", "not for you", "motion_control.neutral")
    return Told(Certainty.NULL, (none, pooled), (plain("motion_control.other", foot=foot),))


RULE = PreventionRule("motion_control", _tell, article="flat_feet")
