"""What the runs were on, matching them, the maps, and routes from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from kneewise.model.route import RouteWish, Taste
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep
from kneewise.web.pages.ground.working import GroundJob, jobs_of

router = APIRouter(prefix="/api", tags=["ground"])


@dataclass(frozen=True, slots=True)
class RouteSaid:
    """From where in degrees, how far, and of which kind; without one, what the diary suggests."""

    lat_deg: Annotated[float, Field(ge=-90, le=90)]
    lon_deg: Annotated[float, Field(ge=-180, le=180)]
    km: Annotated[float, Field(ge=1, le=60)]
    taste: Taste | None = None
    out_and_back: bool = False
    count: Annotated[int, Field(ge=1, le=10)] = 3


@dataclass(frozen=True, slots=True)
class Matching:
    """The work on the ground that is on its way, or the last one; null before the first."""

    job: GroundJob | None


@router.get("/ground")
@answers("kneewise.journal.ground:GroundOfRuns")
def ground(journal: JournalDep, last: Annotated[int, Query(ge=0, le=100_000)] = 10) -> Response:
    """What all runs were on as it is kept, the latest singly."""
    return reply(journal.ground(last))


@router.get("/ground/past")
@answers("kneewise.journal.ground_past:GroundPast")
def past(journal: JournalDep) -> Response:
    """The same by month, and beside pain."""
    return reply(journal.ground_past())


@router.get("/ground/matching")
@answers("kneewise.web.api.ground:Matching")
def matching(request: Request) -> Response:
    """How far matching is."""
    return reply(Matching(jobs_of(request).state))


@router.post("/ground/matching")
@answers("kneewise.web.api.ground:Matching")
def match(request: Request) -> Response:
    """Match every run that waits, beside other questions; ask with GET how far it is.

    What is on its way already is told as it stands.
    """
    jobs = jobs_of(request)
    return reply(Matching(jobs.match() or jobs.state))


@router.get("/runs/{run}/ground")
@answers("kneewise.journal.ground:GroundOfRun")
def of_run(journal: JournalDep, run: str) -> Response:
    """What one run was on, by segment; by number or `latest`."""
    return reply(journal.ground_of_run(run))


@router.get("/maps")
@answers("kneewise.journal.mapping:MapLine", many=True)
def maps(journal: JournalDep) -> Response:
    """Every map and elevation tile."""
    return reply(journal.maps())


@router.post("/routes")
@answers("kneewise.journal.routing:RoutesAnswer")
def routes(journal: JournalDep, said: RouteSaid) -> Response:
    """Routes to choose from. The start comes in the body, so that no address holds it."""
    wish = RouteWish(
        said.lat_deg,
        said.lon_deg,
        said.km,
        said.taste or Taste.PLAIN,
        said.out_and_back,
        said.count,
    )
    return reply(journal.routes(wish, suggest=said.taste is None))
