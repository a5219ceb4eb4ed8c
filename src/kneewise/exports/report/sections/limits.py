"""What the runner's own record can't tell, said plainly."""

from __future__ import annotations

from kneewise.exports.report.blocks import Block, Heading, Line, Lines
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.relief import runs_masked
from kneewise.exports.report.sections.wording import line, words
from kneewise.model import numbers
from kneewise.model.diary import OUTCOME_WINDOWS


def blocks(data: ReportData) -> tuple[Block, ...]:
    """From how much is unrated and assumed to what no diary of one runner can show."""
    lines = [Line(words("limits.unexamined")), *_unrated(data), *_assumed(data)]
    masked = runs_masked(data)
    if masked:
        lines.append(line("limits.masked", runs=numbers.counted(masked, "run")))
    known = data.days.known_until
    if known is not None and known < data.today:
        lines.append(Line(words("limits.stale", day=numbers.day(known))))
    lines += [Line(note) for note in data.ranking.notes]
    lines += [Line(c.message) for c in data.ranking.checks if c.passed is False]
    lines += [Line(words("limits.association")), Line(words("limits.load"))]
    return (
        Heading(words("limits.title")),
        Lines(tuple(lines), bullets=True),
        Lines((line("disclaimer"),), dim=True),
    )


def _unrated(data: ReportData) -> list[Line]:
    side = data.ranking.side
    shown = [run.id for run in data.history.runs if data.days.holds(run.day)]
    if not shown or side is None:
        return []
    rated = {
        entry.run_id
        for entry in data.history.diary
        if entry.side is side and entry.value is not None and entry.window in OUTCOME_WINDOWS
    }
    count = sum(run in rated for run in shown)
    said = words("none") if count == 0 else str(count)
    runs = numbers.counted(len(shown), "run")
    return [Line(words("limits.rated", rated=said, runs=runs, side=side.value))]


def _assumed(data: ReportData) -> list[Line]:
    shown = [run.id for run in data.history.runs if data.days.holds(run.day)]
    loads = data.history.loads
    assumed = sum(run in loads and bool(loads[run].assumed) for run in shown)
    if not assumed:
        return []
    return [Line(words("limits.assumed", runs=numbers.counted(assumed, "run"), of=len(shown)))]
