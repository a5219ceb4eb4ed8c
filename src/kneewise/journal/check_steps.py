"""In which order the check asks: what is urgent first, consent before what needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.journal.checking import Asked, Check
from kneewise.model.advice import Urgency

ENDS_AT_ONCE = (Urgency.EMERGENCY_NUMBER, Urgency.EMERGENCY_TODAY)
"""Less urgent flags end the check once all red-flag questions were asked: one of those that
follow may be more urgent."""


class StepKind(StrEnum):
    """What the check does next."""

    ENDED = "ended"
    CONSENT = "consent"
    CONDITIONS = "conditions"
    QUESTIONS = "questions"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next: questions that stand together, a question of its own, or nothing more."""

    kind: StepKind
    part: str | None = None
    questions: tuple[Asked, ...] = ()


def next_step(found: Check, today: date, asked: Collection[str] = ()) -> Step:
    """The next step after what was asked already in this sitting (keys, and "consent").

    An emergency ends the check at once. Sensitive questions come only with consent, the picture's
    only where one may be shown.
    """
    if any(flag.urgency in ENDS_AT_ONCE for flag in found.screening.flags):
        return Step(StepKind.ENDED)
    left = [question for question in found.ask if question.key not in asked]
    agreed = found.consent == "yes"
    if left and left[0].sensitive and not agreed and "consent" not in asked:
        return Step(StepKind.CONSENT)
    left = [question for question in left if agreed or not question.sensitive]
    barred = picture_barred(found, today)
    if barred:
        left = [question for question in left if question.part != "picture"]
    if not left and found.conditions is None and not barred:
        return Step(StepKind.CONDITIONS)
    if not left:
        return Step(StepKind.DONE)
    part = left[0].part
    return Step(StepKind.QUESTIONS, part, tuple(each for each in left if each.part == part))


def asked_before(found: Check) -> frozenset[str]:
    """What need not be asked again by itself: "don't know" and consent that was refused.

    They stay open all the same (SAFETY.md, Unknown is not no).
    """
    keys = {question.key for question in found.ask if question.unknown}
    return frozenset(keys | ({"consent"} if found.consent is not None else set()))


def picture_barred(found: Check, today: date) -> bool:
    """Whether there is no picture to ask for: a red flag, open questions, no pain, or a minor."""
    screening = found.screening
    stopped = any(flag.stops for flag in screening.flags)
    minor = bool(screening.forbidden("conditions", today))
    sore = any(one.question.key == "pain" and one.said == "yes" for one in found.answered)
    return stopped or minor or not sore or not screening.complete
