"""How long until the knee is free of pain, learnt from the own diary; a relapse watched."""

from kneewise.care.outlook.advising import CurvePoint, Outlook, Quantile, Verdict, Watch, outlook
from kneewise.care.outlook.expectation import EXPECTATIONS, Expectation, Part, expectation
from kneewise.care.outlook.saying import PACKAGE
from kneewise.care.outlook.spells import Sore, past_spells, sore_so_far
from kneewise.care.outlook.survival import Learnt, Spell, learn

__all__ = [
    "EXPECTATIONS",
    "PACKAGE",
    "CurvePoint",
    "Expectation",
    "Learnt",
    "Outlook",
    "Part",
    "Quantile",
    "Sore",
    "Spell",
    "Verdict",
    "Watch",
    "expectation",
    "learn",
    "outlook",
    "past_spells",
    "sore_so_far",
]
