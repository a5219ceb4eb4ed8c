"""Feet: prints that were measured, and six things to look at."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Response

from kneewise.model.diary import Side
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["feet"])


@router.get("/feet")
@answers("kneewise.journal.feet:Feet")
def feet(journal: JournalDep) -> Response:
    """Both feet as far as they are known, and what `why` takes of it."""
    return reply(journal.feet())


@router.post("/feet/posture")
@answers("kneewise.body.foot:KeptPosture")
def keep_posture(
    journal: JournalDep,
    side: Annotated[Side, Body(embed=True)],
    seen: Annotated[dict[str, int | None], Body(embed=True)],
    day: Annotated[date | None, Body(embed=True)] = None,
) -> Response:
    """Keep six things seen of a foot, -2 to 2 each; what is not named stays open."""
    return reply(journal.keep_posture(side, seen, day=day))
