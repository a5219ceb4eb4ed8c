"""Relief that was logged in these weeks: ice, gels by product, painkillers, and runs under them."""

from __future__ import annotations

from collections.abc import Sequence

from kneewise.care.relief import gel_use, masked_reports
from kneewise.exports.report.blocks import Block, Heading, Line, Lines, typed
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.wording import line, words
from kneewise.model import numbers
from kneewise.model.diary import LogEntry


def blocks(data: ReportData) -> tuple[Block, ...]:
    """A sentence each; what was not logged is said to be not recorded, never none."""
    logged = [
        entry for entry in data.history.log if data.days.holds(entry.day) and entry.value != 0
    ]
    gels = [entry for entry in logged if entry.kind == "gel"]
    lines = [*_gels(gels), *_days(logged, "painkiller"), *_days(logged, "ice")]
    masked = runs_masked(data)
    if not lines and not masked:
        lines = [Line(words("relief.none"))]
    if gels:
        use = gel_use(data.history.log, data.today)
        days = numbers.counted(use.course_days, "day")
        lines.append(Line(words("relief.course", days=days, of_30=use.days_of_30)))
    if masked:
        lines.append(line("relief.masked", runs=numbers.counted(masked, "run")))
    return (Heading(words("relief.title")), Lines(tuple(lines), bullets=True))


def runs_masked(data: ReportData) -> int:
    """Runs of the window with a painkiller or gel before or after them."""
    past = data.history
    reports = masked_reports(past.runs, past.reports, past.log)
    return sum(
        data.days.holds(run.day)
        and run.id in reports
        and bool(reports[run.id].painkiller_before or reports[run.id].painkiller_after)
        for run in past.runs
    )


def _gels(gels: Sequence[LogEntry]) -> list[Line]:
    lines = []
    for name in sorted({entry.note or "" for entry in gels}):
        mine = [entry for entry in gels if (entry.note or "") == name]
        known = [entry.value for entry in mine if entry.value is not None]
        grams = f"{sum(known):g} g" if len(known) == len(mine) else numbers.UNKNOWN
        days = numbers.counted(len({entry.day for entry in mine}), "day")
        product = typed(name) or words("relief.unnamed")
        lines.append(Line(words("relief.gel", product=product, days=days, grams=grams)))
    return lines


def _days(logged: Sequence[LogEntry], kind: str) -> list[Line]:
    days = {entry.day for entry in logged if entry.kind == kind}
    if not days:
        return []
    said = numbers.counted(len(days), "day")
    return [Line(words(f"relief.{kind}", days=said, last=numbers.day(max(days))))]
