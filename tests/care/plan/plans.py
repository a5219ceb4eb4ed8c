"""The plan of a regular runner, made as every test of plans asks for it."""

from __future__ import annotations

from datetime import date

from tests.care.today.records import CLEAR, NOW, record, regular

from kneewise.care.plan import plan
from kneewise.care.today import CareRecord
from kneewise.model.plan import Goal

TODAY = NOW.date()


def goal(km: float = 21.1, days: int = 3, race_on: date | None = None) -> Goal:
    return Goal(km=km, days=days, entered_at=NOW, race_on=race_on, id=7)


def runner(last: int = 2, weeks: int = 20) -> CareRecord:
    return record(*regular(last=last, km=8.0, weeks=weeks))


def answer(told: CareRecord | None = None, screened=CLEAR, **said):
    return plan(told if told is not None else runner(), screened, goal(**said), NOW)
