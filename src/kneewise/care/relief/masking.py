"""A painkiller or gel in the log, laid over the reports of the runs it reaches.

What masks pain must be seen by the light (a run under it can't be green) and by the analysis
(before the start a covariate, after the run the rating is a lower bound; INFERENCE.md 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kneewise.model.diary import LogEntry, RunReport
from kneewise.model.run import Run

KINDS = frozenset({"painkiller", "gel"})
BEFORE = timedelta(hours=24)
AFTER = timedelta(hours=24)
"""SAFETY.md: from 24 h before a run to its last rating, which is the next morning's (our reading:
up to 24 h after its end, or the start of the next run)."""


def masked_reports(
    runs: Sequence[Run], reports: Mapping[int, RunReport], log: Iterable[LogEntry]
) -> dict[int, RunReport]:
    """The reports with `painkiller_before` and `painkiller_after` set where the log says so.

    A logged use only ever adds: a run said to be under a painkiller stays so, and a "no" that
    the log contradicts becomes a yes.
    """
    used = [entry.at for entry in log if entry.kind in KINDS and entry.value != 0]
    laid = dict(reports)
    ordered = sorted(runs, key=lambda run: run.started_at)
    for place, run in enumerate(ordered):
        following = ordered[place + 1].started_at if place + 1 < len(ordered) else None
        before = any(run.started_at - BEFORE <= at <= run.started_at for at in used)
        after = any(run.started_at < at <= _last_rating(run, following) for at in used)
        if before or after:
            said = laid.get(run.id, RunReport(run_id=run.id, runner=run.runner))
            laid[run.id] = replace(
                said,
                painkiller_before=True if before else said.painkiller_before,
                painkiller_after=True if after else said.painkiller_after,
            )
    return laid


def _last_rating(run: Run, following: datetime | None) -> datetime:
    end = run.ended_at + AFTER
    return end if following is None else min(end, following)
