"""The home: what it holds, what was wrong with files, and bringing more in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from kneewise.web.api.answering import answers, reply
from kneewise.web.importer import ImportState
from kneewise.web.journals import JournalDep
from kneewise.web.taking import ANY_SIZE, importer_of, take

router = APIRouter(prefix="/api", tags=["home"])


@dataclass(frozen=True, slots=True)
class Imports:
    """The import on its way or the last one of this server; null before the first."""

    state: ImportState | None


@router.get("/status")
@answers("kneewise.journal.answers:Status")
def status(journal: JournalDep) -> Response:
    """What is here and what would be worth doing next; the home by its name alone."""
    found = journal.status()
    return reply(replace(found, home=journal.store.home.name))


@router.get("/problems")
@answers("kneewise.model.problem:Problem", many=True)
def problems(journal: JournalDep) -> Response:
    """Everything that was wrong with files and runs."""
    return reply(journal.problems())


@router.get("/import")
@answers("kneewise.web.api.home:Imports")
def imports(request: Request) -> Response:
    """How far an import is, or what the last one did."""
    return reply(Imports(importer_of(request).state))


@router.post(
    "/import",
    max_body_size=ANY_SIZE,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "files": {
                                "type": "array",
                                "items": {"type": "string", "format": "binary"},
                            }
                        },
                        "required": ["files"],
                    }
                }
            },
        }
    },
)
@answers("kneewise.web.api.home:Imports")
async def hand_in(request: Request) -> Response:
    """Hand files in; ask `GET /api/import` for what becomes of them."""
    return reply(Imports(await take(request)))
