"""The runner and the shoes: facts, pairs and their kilometres."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["runner"])

Millimetres = Annotated[float, Field(ge=0, le=100)]


@dataclass(frozen=True, slots=True)
class FactSaid:
    """One fact about the runner, valid from a day on (without one: always)."""

    key: str
    value: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class ShoeSaid:
    """A new pair, or more of the one of that name."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    brand: str | None = None
    start_km: Annotated[float, Field(ge=0, le=100_000)] | None = None
    bought_on: date | None = None
    midsole: Literal["soft", "medium", "hard"] | None = None
    kind: Literal["road", "trail", "track", "spikes", "minimal", "motion_control"] | None = None
    foam: Literal["eva", "super"] | None = None
    drop_mm: Millimetres | None = None
    stack_mm: Millimetres | None = None
    retired: bool | None = None


@router.get("/profile")
@answers("kneewise.model.runner:RunnerFact", many=True)
def profile(journal: JournalDep) -> Response:
    """Every fact about the runner, in the order they were said."""
    return reply(journal.profile())


@router.post("/profile")
@answers("kneewise.model.runner:RunnerFact", many=True)
def set_fact(journal: JournalDep, said: FactSaid) -> Response:
    """Say a fact; all of them then."""
    journal.set_fact(said.key, said.value, said.valid_from)
    return reply(journal.profile())


@router.get("/shoes")
@answers("kneewise.journal.answers:ShoeLine", many=True)
def shoes(journal: JournalDep) -> Response:
    """Every pair with its kilometres."""
    return reply(journal.shoes())


@router.post("/shoes")
@answers("kneewise.model.run:Shoe")
def add_shoe(journal: JournalDep, said: ShoeSaid) -> Response:
    """A new pair, or more said of the one of that name."""
    told = asdict(said)
    return reply(journal.add_shoe(told.pop("name"), **told))
