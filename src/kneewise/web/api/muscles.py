"""Self-tests, sore muscles and routines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import Field

from kneewise.model.diary import Muscle, Side
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["body"])


@dataclass(frozen=True, slots=True)
class TestSaid:
    """What was measured of a side, in the unit of the test."""

    left: float | None = None
    right: float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SoreSaid:
    """One muscle group of one side, 0-10."""

    muscle: Muscle
    side: Side
    rating: Annotated[int, Field(ge=0, le=10)]


@router.get("/tests")
@answers("kneewise.journal.selftests:SelfTestAnswer", many=True)
def self_tests(journal: JournalDep) -> Response:
    """Every self-test with its results, and why one is not asked for now."""
    return reply(journal.self_tests())


@router.get("/tests/{name}")
@answers("kneewise.journal.selftests:SelfTestAnswer", many=True)
def self_test(journal: JournalDep, name: str) -> Response:
    """One self-test."""
    return reply(journal.self_tests(name))


@router.post("/tests/{name}")
@answers("kneewise.journal.selftests:SelfTestAnswer")
def keep_self_test(journal: JournalDep, name: str, said: TestSaid) -> Response:
    """Keep what was measured; a test that is not asked for is not taken."""
    values = {Side.LEFT: said.left, Side.RIGHT: said.right}
    known = {side: value for side, value in values.items() if value is not None}
    return reply(journal.keep_self_test(name, known, day=said.day))


@router.get("/soreness")
@answers("kneewise.journal.soreness:SorenessMap")
def soreness(journal: JournalDep) -> Response:
    """Which muscles were rated sore in the last four weeks."""
    return reply(journal.soreness())


@router.post("/soreness")
@answers("kneewise.model.diary:LogEntry", many=True)
def rate_soreness(
    journal: JournalDep,
    rated: Annotated[list[SoreSaid], Body(embed=True)],
    day: Annotated[date | None, Body(embed=True)] = None,
) -> Response:
    """Rate sore muscles of one day; what is not named stays open."""
    said = {(one.muscle, one.side): float(one.rating) for one in rated}
    return reply(journal.rate_soreness(said, day=day))


@router.get("/routines")
@answers("kneewise.journal.routines:RoutineAnswer", many=True)
def routines(journal: JournalDep) -> Response:
    """Warm-up, stretching, hip and core as they are today."""
    return reply(journal.routines())


@router.post("/routines/{name}")
@answers("kneewise.model.diary:LogEntry")
def log_routine(
    journal: JournalDep, name: str, done: Annotated[list[str], Body(embed=True)]
) -> Response:
    """Note the steps of a routine that were done today."""
    return reply(journal.log_routine(name, set(done)))
