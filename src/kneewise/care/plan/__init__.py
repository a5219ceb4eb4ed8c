"""A plan towards a goal: the rules of `care/today`, asked day by day as if all stays green."""

from __future__ import annotations

from kneewise.care.plan.answer import FIRM_DAYS, PACKAGE, PlanAnswer, State, Week
from kneewise.care.plan.planning import plan

__all__ = ["FIRM_DAYS", "PACKAGE", "PlanAnswer", "State", "Week", "plan"]
