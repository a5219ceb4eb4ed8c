"""Hip and core strength before runs: one trial, supervised."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation
from kneewise.model.numbers import counted


def _tell(s: Situation) -> Told:
    advice = [
        advise("hip_core", "try", "hip_core.finding"),
        advise("hip_core", "beside", "hip_core.pooled"),
    ]
    if s.stopped:
        advice.insert(0, advise("hip_core", "not now", "hip_core.red_flag"))
    days, minutes = s.minutes_logged("strength")
    said = "hip_core.logged" if days else "hip_core.none"
    yours = (plain(said, days=counted(days, "day"), minutes=f"{minutes:.0f}"),)
    return Told(Certainty.TRIAL, tuple(advice), yours)


RULE = PreventionRule("hip_core", _tell, article="tight_muscles")
