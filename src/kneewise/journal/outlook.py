"""The outlook: how long until pain-free, from the episodes and ratings in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kneewise.care.outlook import Outlook
from kneewise.care.outlook import outlook as outlook_of
from kneewise.journal.clock import local_day
from kneewise.journal.past import load_history
from kneewise.model.advice import Screening
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.store.home import Store

QUESTIONS = ("diagnosis",)
"""`diagnosis`: what somebody who examined the knee named: kneecap, other, none."""

_UNKNOWN = {"", "?", "unknown", "don't know"}


def outlook(
    store: Store,
    said: Mapping[str, str],
    screening: Screening | None,
    runner: str,
    *,
    side: Side | None = None,
    at: datetime | None = None,
) -> Outlook:
    """How long it takes runners like this one, or why that can't be told. Raises UsageError."""
    for key in said:
        if key not in QUESTIONS:
            raise UsageError(f"{key!r} is not asked; what is: {', '.join(QUESTIONS)}.")
    named = said.get("diagnosis", "").strip().lower()
    return outlook_of(
        load_history(store, runner, with_loads=False),
        screening,
        local_day(store, runner, at),
        side=side,
        diagnosis=None if named in _UNKNOWN else named,
    )
