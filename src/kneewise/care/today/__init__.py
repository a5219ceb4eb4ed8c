"""What to do today and how to return: the light, how far, the ladder (SAFETY.md)."""

from __future__ import annotations

from kneewise.care.today.answer import PACKAGE, ReturnAnswer, TodayAnswer
from kneewise.care.today.first_hour import after_pain
from kneewise.care.today.record import CareRecord, Outing
from kneewise.care.today.resolve import today
from kneewise.care.today.returning import return_plan
from kneewise.care.today.rule import Rule, all_rules

__all__ = [
    "PACKAGE",
    "CareRecord",
    "Outing",
    "ReturnAnswer",
    "Rule",
    "TodayAnswer",
    "after_pain",
    "all_rules",
    "return_plan",
    "today",
]
