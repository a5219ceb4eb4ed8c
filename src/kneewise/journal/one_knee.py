"""A number meant for one knee that was put down for both: the other is unrated again.

Nothing is deleted. The correction is appended as what it is, the same number for one knee and
"left open" for the other, and what may be run counts it as every downward edit: the higher value
stands for 7 days (SAFETY.md, No gaming), so that nobody runs further by it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kneewise.care.today.gaming import HOLD
from kneewise.journal.answers import BothRated, Rated
from kneewise.journal.rating import said_of
from kneewise.model.diary import PainEntry, Side
from kneewise.model.errors import UsageError
from kneewise.model.words import Said, say
from kneewise.store.home import Store

ASKED_FOR = timedelta(hours=24)
"""Our choice: so long it is offered; later nobody recalls which knee a tap was for."""

AT_ONCE = timedelta(seconds=3)
"""Our choice: one that lowers what stood counts from when it came, the other knee's from the tap
(`rating_late.py`); two taps take longer than that."""

_PACKAGE = "kneewise.journal"


def both_rated(store: Store, runner: str, now: datetime | None = None) -> BothRated | None:
    """The last rating where it gave both knees one number above 0 within a day; else None."""
    entries = _of_both(store, runner, now if now is not None else datetime.now(UTC))
    if entries is None:
        return None
    one = entries[1]
    return BothRated(value=one.value or 0, given_at=one.entered_at, run_id=one.run_id)


def only_one_knee(
    store: Store, side: Side, given_at: datetime, runner: str, now: datetime | None = None
) -> Rated:
    """Say that the last rating, of that moment, was of one knee. Raises UsageError."""
    now = now if now is not None else datetime.now(UTC)
    with store.transaction():
        entries = _of_both(store, runner, now)
        if entries is None or entries[1].entered_at != given_at:
            raise UsageError(say(_PACKAGE, "one_knee_late"))
        (mine,) = (entry for entry in entries if entry.side is side)
        (other,) = (entry for entry in entries if entry.side is not side)
        kept = replace(mine, entered_at=now)
        store.diary.add_pain((kept, replace(other, value=None, site=None, entered_at=now)))
        run = None if kept.run_id is None else store.runs.get(kept.run_id, runner)
    held = say(_PACKAGE, "one_knee_held", side=other.side.value, value=other.value, days=HOLD.days)
    said = Said.joined(" ", (said_of((kept,), run), held))
    return Rated(entries=(kept,), run=run, said=said, next=())


def _of_both(store: Store, runner: str, now: datetime) -> tuple[PainEntry, PainEntry] | None:
    """The two entries put down last, where they are one number for both knees; the later last."""
    last = store.diary.pain_history(runner)[-3:]
    if len(last) < 2:
        return None
    *earlier, first, second = last
    if {first.side, second.side} != set(Side) or not first.value:
        return None
    if _said(first) != _said(second) or second.entered_at - first.entered_at > AT_ONCE:
        return None
    brought_in = any(entry.entered_at == second.entered_at for entry in earlier)
    return None if brought_in or now - second.entered_at > ASKED_FOR else (first, second)


def _said(entry: PainEntry) -> tuple[object, ...]:
    return entry.value, entry.window, entry.day, entry.run_id, entry.site
