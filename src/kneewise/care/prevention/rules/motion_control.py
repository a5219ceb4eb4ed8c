"""Motion control only where it has evidence: pronated feet, one trial, pooled trials uncertain."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation

PRONATED = "pronated"


def _tell(s: Situation) -> Told:
    flat, yours = _feet(s)
    finding = advise("motion_control", "may try", "motion_control.finding")
    pooled = advise("motion_control", "beside", "motion_control.pooled")
    if flat is None:
        return Told(Certainty.MIXED, (finding, pooled), (yours,))
    if flat:
        feet = advise("motion_control", "not because of", "motion_control.feet")
        return Told(Certainty.MIXED, (finding, pooled, feet), (yours,))
    none = advise("motion_control", "not for you", "motion_control.neutral")
    return Told(Certainty.NULL, (none, pooled), (yours,))


def _feet(s: Situation) -> tuple[bool | None, str]:
    """Whether feet are flat, measured before said, and the words for how that is known."""
    said = s.profile.get("foot_type", s.today)
    if s.flat_feet is not None:
        words = "measured_flat" if s.flat_feet else "measured"
        return s.flat_feet, plain(f"motion_control.{words}")
    if said is None:
        return None, plain("motion_control.unknown")
    if said == PRONATED:
        return True, plain("motion_control.pronated")
    return False, plain("motion_control.other", foot=said)


RULE = PreventionRule("motion_control", _tell, article="flat_feet")
