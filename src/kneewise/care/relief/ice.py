"""Ice: a short relief, its limits, and who must not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from kneewise.care.relief.answers import IceAnswer
from kneewise.care.relief.saying import advise
from kneewise.model.advice import Advice, Screening, Urgency
from kneewise.model.diary import LogEntry

ICE_QUESTIONS = (
    "numbness",
    "raynaud",
    "cold_urticaria",
    "arterial_disease",
    "sickle_cell",
    "cryoglobulins",
)
"""SAFETY.md, Ice: one yes and there is none; one unknown and there is none yet."""

LONGEST_MIN = 15.0
USUAL_MIN = 10.0
APART = timedelta(hours=2)
NO_RUNNING = timedelta(minutes=30)
"""Reflexes and motor function are down for up to 30 minutes (MACAULEY2001)."""

_URGENT = (
    Urgency.EMERGENCY_NUMBER,
    Urgency.EMERGENCY_TODAY,
    Urgency.TODAY,
)
_HOW = ("cloth", "not_around", "nerve", "awake", "no_running", "stop")
_FACTS = ("ice", "ice_guideline", "ice_editorial")


def ice_advice(
    answers: Mapping[str, bool | None],
    screening: Screening | None,
    log: Iterable[LogEntry],
    at: datetime,
    minutes: float = USUAL_MIN,
) -> IceAnswer:
    """Whether ice may be used at that moment, in the runner's zone, for so many minutes.

    `answers` are yes or no by key of `ICE_QUESTIONS`; the log's `ice` lines hold the end of
    each earlier use.
    """
    today = at.date()
    free = _free_again(log)
    not_before = free if free is not None and free > at else None
    reasons = (
        *_because_of_answers(answers),
        *_because_of_screening(screening, today),
        *_because_of_time(
            minutes, None if not_before is None else not_before.astimezone(at.tzinfo)
        ),
    )
    unknown = tuple(key for key in ICE_QUESTIONS if answers.get(key) is None)
    allowed = not reasons and not unknown
    if unknown:
        reasons = (*reasons, advise("ice", "ask", "ice.unknown"))
    return IceAnswer(
        allowed=allowed,
        minutes=minutes,
        reasons=reasons,
        open_questions=unknown,
        not_before=not_before,
        no_running_until=at + timedelta(minutes=minutes) + NO_RUNNING if allowed else None,
        how=tuple(advise("ice", "limit", f"ice.{key}") for key in _HOW),
        facts=tuple(advise("ice", "fact", f"fact.{key}") for key in _FACTS),
    )


def _because_of_answers(answers: Mapping[str, bool | None]) -> tuple[Advice, ...]:
    return tuple(advise("ice", "no", f"ice.no.{key}") for key in ICE_QUESTIONS if answers.get(key))


def _because_of_screening(screening: Screening | None, today: date) -> tuple[Advice, ...]:
    if screening is None:
        return ()
    found = []
    if any(flag.urgency in _URGENT for flag in screening.flags):
        found.append(advise("ice", "no", "ice.no.red_flag"))
    if screening.forbidden("ice", today):
        found.append(advise("ice", "no", "ice.no.gate"))
    return tuple(found)


def _because_of_time(minutes: float, not_before: datetime | None) -> tuple[Advice, ...]:
    found = []
    if not 0 < minutes <= LONGEST_MIN:
        found.append(advise("ice", "no", "ice.no.minutes", most=f"{LONGEST_MIN:g}"))
    if not_before is not None:
        clock = f"{not_before:%H:%M}"
        found.append(advise("ice", "no", "ice.no.too_soon", clock=clock))
    return tuple(found)


def _free_again(log: Iterable[LogEntry]) -> datetime | None:
    ends = [entry.at for entry in log if entry.kind == "ice" and entry.value != 0]
    return max(ends) + APART if ends else None
