"""Runs: the list, one in full, and what is said of it or put right."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from kneewise.model.sport import Sport
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["runs"])


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """What is said of a run beside its ratings; what is left out stays as it was."""

    pain_began_km: float | None = None
    shortened: bool | None = None
    changed: bool | None = None
    planned_km: float | None = None
    planned_pace_s_per_km: float | None = None
    planned_descent_m: float | None = None
    painkiller_before: bool | None = None
    painkiller_after: bool | None = None


@dataclass(frozen=True, slots=True)
class EditSaid:
    """What is put right about a run; what is left out stays as it was."""

    sport: Sport | None = None
    km: float | None = None
    name: str | None = None


@router.get("/runs")
@answers("kneewise.journal.answers:RunLine", many=True)
def runs(
    journal: JournalDep,
    last: Annotated[int | None, Query(ge=1, le=100_000)] = None,
    *,
    others: bool = False,
) -> Response:
    """The latest runs, newest first (all without `last`); other sports with `others`."""
    return reply(journal.runs(last=last, others=others))


@router.get("/runs/{run}")
@answers("kneewise.journal.answers:RunDetail")
def run(journal: JournalDep, run: str) -> Response:
    """One run in full, by number or `latest`."""
    return reply(journal.run(run))


@router.post("/runs/{run}/report")
@answers("kneewise.model.diary:RunReport")
def report(journal: JournalDep, run: str, said: ReportSaid) -> Response:
    """Say more of a run."""
    return reply(journal.report(run, **asdict(said)))


@router.post("/runs/{run}/edit")
@answers("kneewise.model.run:Run")
def edit(journal: JournalDep, run: str, said: EditSaid) -> Response:
    """Put something right; the file stays as it is."""
    return reply(journal.edit_run(run, sport=said.sport, km=said.km, name=said.name))


@router.post("/runs/{run}/leave-out")
@answers("kneewise.model.run:Run")
def leave_out(journal: JournalDep, run: str) -> Response:
    """Leave a run out of everything; its original stays."""
    return reply(journal.delete_run(run))


@router.post("/runs/{run}/bring-back")
@answers("kneewise.model.run:Run")
def bring_back(journal: JournalDep, run: str) -> Response:
    """Bring a run back that was left out."""
    return reply(journal.restore_run(run))


@router.post("/runs/{run}/shoe")
@answers("kneewise.model.run:Run")
def wear(journal: JournalDep, run: str, shoe: Annotated[str, Body(embed=True)]) -> Response:
    """Say in which pair a run was."""
    return reply(journal.wear(shoe, run))
