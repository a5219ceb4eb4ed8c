"""Data of a report by hand: a made-up runner, answers of care computed from nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.builders import DAY_0, history_of

from kneewise.care.outlook import outlook
from kneewise.care.scores import progress
from kneewise.care.today import CareRecord, return_plan, today
from kneewise.exports.report import PACKAGE, ReportData, document, report_pdf, shown_days
from kneewise.exports.report.blocks import Block, Heading, Line, Lines, Notice
from kneewise.model.advice import Advice, Basis, RaisedFlag, Screening, Urgency
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.history import History, KneeLoad
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.score import ScoreEntry
from kneewise.model.words import say

NOW = datetime(DAY_0.year, DAY_0.month, DAY_0.day, 20, tzinfo=UTC) + timedelta(days=100)
PRIOR = Interval(0.9, 1.2, 1.9)

NAMED = RankedCause(
    name="descent",
    label="Much downhill",
    verdict=CauseVerdict.NAMED,
    unit="90 m more than usual",
    prior=PRIOR,
    effect=Interval(1.6, 1.9, 2.4),
    probability=0.97,
    learnt=0.8,
    contribution=Interval(0.3, 0.4, 0.5),
    sources=("VANHOOREN2024",),
    absolute_risk=(Interval(0.06, 0.09, 0.13), Interval(0.14, 0.18, 0.23)),
)
UNKNOWN = RankedCause(
    name="session_spike",
    label="Longer than your month's longest run",
    verdict=CauseVerdict.CANT_TELL,
    unit="a session more than 10 % longer",
    prior=PRIOR,
    effect=None,
    probability=None,
    learnt=None,
    contribution=None,
    sources=("FRANDSEN2025",),
)
STOP = RaisedFlag(
    "true_lock",
    Urgency.WITHIN_72H,
    Advice(
        rule="true_lock",
        verdict="See an orthopaedic clinic.",
        because="A knee that gets stuck.",
        basis=Basis.GUIDELINE,
        sources=("GCARE",),
    ),
    NOW - timedelta(days=1),
    denied_later=True,
)


def ranking_of(*causes: RankedCause, **more: Any) -> Ranking:
    said: dict[str, Any] = {
        "verdict": RankingVerdict.NAMED if NAMED in causes else RankingVerdict.CANT_TELL,
        "side": Side.LEFT,
        "episode": None,
        "index_run": None,
        "rated_runs": 40,
        "painful_runs": 12,
        "at_risk_runs": 30,
        "unexplained": Interval(0.1, 0.2, 0.3),
        "next": ("rate every run",),
        "causes": causes,
    }
    return Ranking(**(said | more))


def data_of(
    history: History | None = None,
    *,
    screening: Screening | None = None,
    scores: Iterable[ScoreEntry] = (),
    weeks: int = 26,
    **more: Any,
) -> ReportData:
    history = history if history is not None else history_of()
    screening = screening if screening is not None else Screening()
    record = CareRecord(standing=history.diary, ratings=history.diary, profile=history.runner)
    day = NOW.date()
    found = ReportData(
        made_at=NOW,
        weeks=weeks,
        days=shown_days(history, day, weeks),
        history=history,
        screening=screening,
        clearings=(),
        picture=None,
        ranking=ranking_of(NAMED, UNKNOWN),
        light=today(record, screening, NOW),
        way_back=return_plan(record, screening, NOW),
        outlook=outlook(history, screening, day),
        scores=progress(scores),
    )
    return replace(found, **more)


def loaded(history: History, low: float = 4.0, mid: float = 5.0, high: float = 6.5) -> History:
    """The same load for every run whose distance is known."""
    one = KneeLoad(Interval(low, mid, high), None, None, None)
    none = KneeLoad(None, None, None, None)
    runs = history.runs
    return replace(history, loads={r.id: one if r.distance_m is not None else none for r in runs})


def pages(data: ReportData) -> list[str]:
    """The text of every page, blanks drawn together."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        file.write_bytes(report_pdf(data))
        done = subprocess.run(
            ["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True
        )
    return [" ".join(page.split()) for page in done.stdout.split("\f") if page.strip()]


def blocks_of(data: ReportData, kind: type[Block], title: str | None = None) -> list[Any]:
    """The blocks of one kind, with `title` (a sentence's id) those of that section alone."""
    found, on = [], title is None
    for block in document(data):
        if isinstance(block, Heading) and title is not None:
            on = block.text.startswith(say(PACKAGE, title, weeks=data.weeks).split(",")[0][:20])
        if on and isinstance(block, kind):
            found.append(block)
    return found


def lines_of(data: ReportData) -> list[Line]:
    """Every sentence of the report."""
    return [
        line
        for block in document(data)
        if isinstance(block, Lines | Notice)
        for line in block.lines
    ]
