"""What is asked and answered about relief, as frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kneewise.model.advice import Advice


class Offer(StrEnum):
    """What may be shown of gels, the least first."""

    NOT_SHOWN = "not_shown"
    PHARMACIST_FIRST = "pharmacist_first"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class GelAnswers:
    """What was said before any gel is shown; None is unknown, which is not no.

    `country` is an ISO 3166 code; `youngest` and `oldest` bound the age in whole years (both
    the same where the age itself was said); `said` holds yes or no by the key of a question.
    """

    country: str | None = None
    youngest: int | None = None
    oldest: int | None = None
    said: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GelUse:
    """Days of use over all gels and both knees.

    `course_days` is the course that is going on, `days_of_30` the last 30 days with today;
    `grams_today` by product name, None where some use of it had no amount.
    """

    course_days: int
    days_of_30: int
    grams_today: Mapping[str, float | None]
    warn: bool
    stop: bool


@dataclass(frozen=True, slots=True)
class ProductAdvice:
    """One gel that may be shown: its limit a day and what is left of it today, in grams."""

    name: str
    label: str
    limit_g: float
    left_g: float
    advice: Advice


@dataclass(frozen=True, slots=True)
class ReliefAnswer:
    """Whether gels may be shown, why, and with which limits.

    `open_questions` are keys not answered yet; `products` and `how` are empty unless shown.
    """

    offer: Offer
    reasons: tuple[Advice, ...]
    open_questions: tuple[str, ...]
    use: GelUse
    products: tuple[ProductAdvice, ...] = ()
    how: tuple[Advice, ...] = ()
    facts: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class IceAnswer:
    """Whether ice may be used now, why not, and its limits.

    `not_before` is when the next time may be (aware UTC), None where it may be now;
    `no_running_until` when running and jumping may begin again after these minutes.
    """

    allowed: bool
    minutes: float
    reasons: tuple[Advice, ...]
    open_questions: tuple[str, ...]
    not_before: datetime | None
    no_running_until: datetime | None
    how: tuple[Advice, ...]
    facts: tuple[Advice, ...]
