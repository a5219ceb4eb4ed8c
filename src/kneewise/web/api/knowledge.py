"""What the answers rest on: suspected causes and studies."""

from __future__ import annotations

from fastapi import APIRouter, Response

from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["knowledge"])


@router.get("/causes")
@answers("kneewise.journal.answers:CauseInfo", many=True)
def causes(journal: JournalDep) -> Response:
    """Every suspected cause: what is measured, the prior, what a diary can teach."""
    return reply(journal.causes())


@router.get("/causes/{name}")
@answers("kneewise.journal.answers:CauseInfo", many=True)
def cause(journal: JournalDep, name: str) -> Response:
    """One of them, with all its exposures."""
    return reply(journal.causes(name))


@router.get("/evidence")
@answers("kneewise.journal.explaining:StudyInfo", many=True)
def evidence(journal: JournalDep) -> Response:
    """Every study and what rests on it."""
    return reply(journal.evidence())


@router.get("/evidence/{key}")
@answers("kneewise.journal.explaining:StudyInfo", many=True)
def study(journal: JournalDep, key: str) -> Response:
    """One study."""
    return reply(journal.evidence(key))
