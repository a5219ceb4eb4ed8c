"""Running form from clips: what is kept of them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep

router = APIRouter(prefix="/api", tags=["form"])


@router.get("/forms")
@answers("kneewise.body.form.kept:KeptForm", many=True)
def forms(journal: JournalDep) -> Response:
    """Every form that is kept, the latest last."""
    return reply(journal.forms())


@router.get("/forms/latest")
@answers("kneewise.journal.form_measuring:FormAnswer")
def latest_form(journal: JournalDep) -> Response:
    """The latest form with its comparison, limits and curves."""
    return reply(journal.form())


@router.get("/forms/{number}")
@answers("kneewise.journal.form_measuring:FormAnswer")
def form(journal: JournalDep, number: int) -> Response:
    """One form by its number."""
    return reply(journal.form(number))
