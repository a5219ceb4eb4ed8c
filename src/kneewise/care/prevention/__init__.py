"""Prevention told straight: what has evidence, how sure it is, and what of it is yours."""

from __future__ import annotations

from kneewise.care.prevention.advising import prevention
from kneewise.care.prevention.answer import PACKAGE, Certainty, Prevention, Tip
from kneewise.care.prevention.insoles import InsoleTrial, Phase, insole_trial
from kneewise.care.prevention.rule import PreventionRule, all_rules
from kneewise.care.prevention.situation import ShoeUse, Situation

__all__ = [
    "PACKAGE",
    "Certainty",
    "InsoleTrial",
    "Phase",
    "Prevention",
    "PreventionRule",
    "ShoeUse",
    "Situation",
    "Tip",
    "all_rules",
    "insole_trial",
    "prevention",
]
