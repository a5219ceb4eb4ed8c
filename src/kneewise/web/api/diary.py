"""The diary: ratings, episodes and the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response
from pydantic import Field

from kneewise.model.diary import Side, Site, Window
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["diary"])


@dataclass(frozen=True, slots=True)
class RatingSaid:
    """Pain 0-10 of a run or a day; without a side of both knees."""

    value: Annotated[int, Field(ge=0, le=10)]
    run: str | None = None
    side: Side | None = None
    site: Site | None = None
    window: Window | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class EpisodeSaid:
    """It began that day, in that knee."""

    began_on: date
    side: Side
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class LogSaid:
    """Anything else that is noted; a yes-or-no kind without a value is a yes."""

    kind: str
    value: float | None = None
    day: date | None = None
    run: str | None = None
    note: str | None = None


@router.get("/ratings/last")
@answers("kneewise.model.diary:PainEntry", many=True)
def last_rating(journal: JournalDep) -> Response:
    """What was rated last, one entry a knee."""
    return reply(journal.last_rating())


@router.post("/ratings")
@answers("kneewise.journal.answers:Rated")
def rate(journal: JournalDep, said: RatingSaid) -> Response:
    """Rate a knee."""
    rated = journal.rate(
        said.value, run=said.run, side=said.side, site=said.site, window=said.window, day=said.day
    )
    return reply(rated)


@router.get("/episodes")
@answers("kneewise.model.diary:Episode", many=True)
def episodes(journal: JournalDep) -> Response:
    """Every episode, oldest first."""
    return reply(journal.episodes())


@router.post("/episodes")
@answers("kneewise.model.diary:Episode")
def start_episode(journal: JournalDep, said: EpisodeSaid) -> Response:
    """Say that it began."""
    return reply(journal.start_episode(said.began_on, said.side, said.site))


@router.post("/episodes/{number}/end")
@answers("kneewise.model.diary:Episode")
def end_episode(
    journal: JournalDep,
    number: Annotated[int, Path(ge=1, le=1 << 31)],
    ended_on: Annotated[date, Body(embed=True)],
) -> Response:
    """Say that it was over."""
    return reply(journal.end_episode(ended_on, number))


@router.get("/log")
@answers("kneewise.model.diary:LogEntry", many=True)
def log_lines(journal: JournalDep) -> Response:
    """Every log line, oldest first."""
    return reply(journal.log_entries())


@router.post("/log")
@answers("kneewise.model.diary:LogEntry")
def log(journal: JournalDep, said: LogSaid) -> Response:
    """Note anything else."""
    noted = journal.log(said.kind, said.value, day=said.day, run=said.run, note=said.note)
    return reply(noted)
