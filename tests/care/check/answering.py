"""Answers of a runner for the tests: all clear, and what one of them says beside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kneewise.care.check import all_questions, check_value, screening
from kneewise.model.advice import Screening, SymptomAnswer
from kneewise.model.diary import Side
from kneewise.model.runner import RunnerProfile

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
TODAY = NOW.date()

_CLEAR = {"yes_no": "no", "many": "none"}
_SPECIAL = {
    "age": 35,
    "adult_confirms": "yes",
    "swelling_speed": "later",
    "onset": "gradual",
    "easing": "under-a-week",
    "site": "front-around-kneecap",
    "ill_days": 1,
    "knee_operation_on": "2015-01-01",
    "injection_on": "2026-01-01",
    "birth_on": "2025-07-01",
}


def answer(key: str, value: object, at: datetime = NOW, side: Side | None = None) -> SymptomAnswer:
    return SymptomAnswer(key, check_value(key, value), at, side)


def clear() -> dict[str, object]:
    """Every required question answered as somebody does who has nothing to tell."""
    return {
        q.key: _SPECIAL.get(q.key, _CLEAR.get(q.kind))
        for q in all_questions().values()
        if q.required
    }


def answers(at: datetime = NOW, **said: object) -> list[SymptomAnswer]:
    """All clear but for what is said."""
    return [answer(key, value, at) for key, value in (clear() | said).items()]


def screen(today: date = TODAY, at: datetime = NOW, **said: object) -> Screening:
    return screening(answers(at, **said), (), RunnerProfile(), today)


def raised(**said: object) -> set[str]:
    """The flags raised by what is said beside all clear."""
    return {flag.flag for flag in screen(**said).flags}


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)
