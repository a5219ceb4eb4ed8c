"""How a question of the API says what it answers, and how an answer becomes JSON.

The types are named and not imported, so that a server starts without building the schema of every
answer; `describing.py` resolves them when somebody asks for the description.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Response

from kneewise.journal.encoding import to_json

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Kind:
    """One answer: the name of its type (`package:Type`), whether a list, whether it may be null."""

    name: str
    many: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer, in one sentence."""

    error: str


def answers(
    name: str, *, many: bool = False, none: bool = False, later: str | None = None
) -> Callable[[Endpoint], Endpoint]:
    """Name what an endpoint answers with 200, and with 202 where that comes `later`."""
    kinds = {200: Kind(name, many, none)}
    if later is not None:
        kinds[202] = Kind(later)

    def named(endpoint: Endpoint) -> Endpoint:
        endpoint.answered = kinds  # type: ignore[attr-defined]
        return endpoint

    return named


def reply(answer: object, status: int = 200) -> Response:
    """An answer as JSON by the one encoder of the house."""
    return Response(to_json(answer, indent=None), status, media_type="application/json")
