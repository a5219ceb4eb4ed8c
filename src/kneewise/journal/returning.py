"""The way back to running: entry test, ladder, order of what returns."""

from __future__ import annotations

from datetime import datetime

from kneewise.care.today import ReturnAnswer
from kneewise.care.today import return_plan as plan
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.journal.today import care_record, this_minute
from kneewise.store.fingerprint import CARED
from kneewise.store.home import Store


def return_plan(store: Store, runner: str, at: datetime | None = None) -> ReturnAnswer:
    """Entry test, step of the ladder, next session; what blocks today blocks the step."""
    now = local_now(store, runner, at)

    def planned() -> ReturnAnswer:
        return plan(care_record(store, runner), screening(store, runner, now), now)

    if at is not None:
        return planned()
    return store.remembered("return", CARED, planned, runner, also=this_minute(now))
