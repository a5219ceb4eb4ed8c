"""Signs logged in the diary, and which answer of the check each of them amounts to.

SAFETY.md names them for the red light (limp, swelling, night pain, giving way, locking); its table
of red flags asks for a clinician with most of them, wherever they were told.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from kneewise.model.advice import SymptomAnswer
from kneewise.model.diary import LogEntry

LOGGED: Mapping[str, tuple[str, str]] = {
    "limp": ("limp", "yes"),
    "swelling": ("swollen", "yes"),
    "night_pain": ("rest_night", "night"),
    "giving_way": ("giving_way", "yes"),
    "locking": ("locked", "yes"),
}
"""Kind of log: the question of the check and the answer it gives."""

SAME_TROUBLE_DAYS = 7
"""Our choice, as long as red stops running: a sign logged again so soon is no new one, so that who
logs a swelling day after day answers the check once, not every day."""


def logged_signs(log: Iterable[LogEntry], today: date) -> tuple[LogEntry, ...]:
    """The lines of the log that tell a sign, up to that day; a line without a value is a yes."""
    return tuple(
        line for line in log if line.kind in LOGGED and line.value != 0 and line.day <= today
    )


def as_answers(signs: Iterable[LogEntry], zone: tzinfo | None = None) -> tuple[SymptomAnswer, ...]:
    """The answers that these lines amount to, each from its moment in that zone."""
    return tuple(
        SymptomAnswer(*LOGGED[line.kind], _moment(line, zone), runner=line.runner) for line in signs
    )


def new_sign_at(signs: Iterable[LogEntry], zone: tzinfo | None = None) -> datetime | None:
    """When a sign was logged last that had not been there in the 7 days before; None without one.

    What the check was told before that was said without it, so it is asked anew.
    """
    days: dict[str, dict[date, datetime]] = {}
    for line in signs:
        moment = _moment(line, zone)
        known = days.setdefault(line.kind, {})
        known[line.day] = min(moment, known.get(line.day, moment))
    return max(
        (moment for known in days.values() for day, moment in known.items() if _new(day, known)),
        default=None,
    )


def _new(day: date, known: Container[date]) -> bool:
    """Whether it was not logged in the days before."""
    return not any(day - timedelta(days=back) in known for back in range(1, SAME_TROUBLE_DAYS + 1))


def _moment(line: LogEntry, zone: tzinfo | None) -> datetime:
    """When a line counts from, in that zone (without one the machine's).

    One that was noted at the moment carries its microsecond; one that speaks of a day stands at
    noon and counts from the beginning of the day.
    """
    at = line.at.astimezone(zone)
    if at.microsecond and at.date() == line.day:
        return at
    midnight = datetime.combine(line.day, time())
    return midnight.astimezone() if zone is None else midnight.replace(tzinfo=zone)
