"""The report for a physio: answers the journal gives anyway, gathered and set as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kneewise.exports.report import ReportData, report_pdf, shown_days
from kneewise.journal.asking_why import WhyQuestion, why
from kneewise.journal.checking import check
from kneewise.journal.clock import local_now
from kneewise.journal.outlook import outlook
from kneewise.journal.past import load_history
from kneewise.journal.returning import return_plan
from kneewise.journal.scoring import scores
from kneewise.journal.today import today
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.store.home import Store
from kneewise.store.writing import writing

WEEKS = 26
FEWEST_WEEKS, MOST_WEEKS = 4, 104
"""Our choice: less holds no past, more can't be read on one line."""


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """Whose name stands on it (None: nobody's), which knee (None: the sorer), how many weeks."""

    name: str | None = None
    side: Side | None = None
    weeks: int = WEEKS


def physio_report(
    store: Store, question: ReportQuestion, runner: str, at: datetime | None = None
) -> bytes:
    """The report as PDF. Raises UsageError, MissingExtraError."""
    return report_pdf(report_data(store, question, runner, at))


def report_data(
    store: Store, question: ReportQuestion, runner: str, at: datetime | None = None
) -> ReportData:
    """Everything on its pages. Raises UsageError for weeks that can't be shown."""
    if not FEWEST_WEEKS <= question.weeks <= MOST_WEEKS:
        raise UsageError(f"Weeks go from {FEWEST_WEEKS} to {MOST_WEEKS}, not {question.weeks}.")
    now = local_now(store, runner, at)
    ranking = why(store, WhyQuestion(side=question.side), runner)
    checked = check(store, runner, now)
    history = load_history(store, runner)
    return ReportData(
        made_at=now,
        weeks=question.weeks,
        name=question.name,
        days=shown_days(history, now.date(), question.weeks),
        history=history,
        screening=checked.screening,
        clearings=checked.clearings,
        picture=checked.picture,
        ranking=ranking,
        light=today(store, runner, now),
        way_back=return_plan(store, runner, now),
        outlook=outlook(store, {}, checked.screening, runner, side=ranking.side, at=now),
        scores=scores(store, runner),
    )


def write_physio_report(
    store: Store, file: Path, question: ReportQuestion, runner: str, *, force: bool = False
) -> Path:
    """Write the report; a folder gets a file named after the day. The path of it.

    Raises UsageError where there is a file already and not `force`, StoreError where it can't
    be written.
    """
    target = file / f"kneewise-{local_now(store, runner).date()}.pdf" if file.is_dir() else file
    if not force and (target.exists() or target.is_symlink()):
        raise UsageError(
            f"{target} is there already. Name another file, or replace it with --force."
        )
    made = physio_report(store, question, runner)
    part = target.with_name(target.name + ".part")
    try:
        with writing(target):
            part.write_bytes(made)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target
