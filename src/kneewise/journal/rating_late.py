"""A rating that was given while this machine was away, and arrives later, perhaps twice.

It counts from the moment it was given: the run it speaks of, its day and its window are those of
that moment. Sent again it is the same entry: the diary holds it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kneewise.journal.answers import Rated
from kneewise.journal.clock import local_now
from kneewise.journal.rating import Rating, entries_of, put_down, run_meant, said_of
from kneewise.model.diary import PainEntry
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.store.home import Store

OLDEST = timedelta(days=14)
"""Our choice: what waited longer is no longer taken; two weeks are a holiday away."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""Our choice: a phone's clock may be so far ahead; such a rating counts as given now."""

_PACKAGE = "kneewise.journal"


def rate_late(
    store: Store, rating: Rating, given_at: datetime, runner: str, now: datetime | None = None
) -> Rated:
    """Write a rating down as of the moment it was given, once.

    One that lowers what stood before counts from now, when the diary first hears of it: no
    moment that a sender names shortens the seven days for which the higher value holds. Raises
    UsageError for a moment to come or older than 14 days, and what `rate` raises.
    """
    now = now if now is not None else datetime.now(UTC)
    if given_at.tzinfo is None:
        raise UsageError("The moment of a rating has a time zone, e.g. 2026-05-31T18:20:00Z.")
    at = given_at.astimezone(UTC)
    if at > now + CLOCKS_DIFFER:
        raise UsageError("This rating says it was given at a moment still to come.")
    if at < now - OLDEST:
        raise UsageError(f"A rating that waited more than {OLDEST.days} days is not taken.")
    at = local_now(store, runner, min(at, now))
    with store.transaction():
        run = run_meant(store, rating, runner, at)
        entries = entries_of(rating, run, runner, at)
        history = store.diary.pain_history(runner)
        fresh = tuple(
            entry
            for entry in (
                as_of(each, history, now) for each in entries if not _known(each, history)
            )
            if entry is not None
        )
        if not fresh:
            said = say(_PACKAGE, "rated_already", what=said_of(entries, run))
            return Rated(entries=(), run=run, said=said, next=())
        return put_down(store, rating, run, fresh, runner)


def _known(entry: PainEntry, history: tuple[PainEntry, ...]) -> bool:
    """Whether it was written down already: the same moment, or the same said there since."""
    for kept in history:
        if kept.side is not entry.side or kept.value != entry.value:
            continue
        if kept.entered_at == entry.entered_at:
            return True
        if slot(kept) == slot(entry) and kept.entered_at > entry.entered_at:
            return True
    return False


def as_of(entry: PainEntry, history: Sequence[PainEntry], now: datetime) -> PainEntry | None:
    """The entry with the moment it counts from; None where a lower one was overtaken already.

    One that leaves open what was rated lowers it as well. `history` is all that was put down.
    """
    mine = [kept for kept in history if slot(kept) == slot(entry) and kept.value is not None]
    before = [kept.value or 0 for kept in mine if kept.entered_at <= entry.entered_at]
    if (entry.value or 0) >= max(before, default=0):
        return entry
    if len(before) < len(mine):
        return None
    return replace(entry, entered_at=now)


def slot(entry: PainEntry) -> tuple[object, ...]:
    """What a rating speaks of: a later one of the same replaces it."""
    return entry.side, entry.day, entry.window, entry.run_id
