"""The API for a person who writes a program: its routes by group, from its own description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kneewise.web.api.describing import describe
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One question or change: its method and path, what it says, what it takes and answers."""

    method: str
    path: str
    what: str
    takes: tuple[str, ...]
    answers: str
    link: bool


@dataclass(frozen=True, slots=True)
class ApiPage:
    """The routes by group, in the order of the description."""

    what: str
    groups: dict[str, tuple[RouteLine, ...]]


@router.get("/api", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every route; the whole description stands beside it as JSON."""
    described = describe(request.app)
    groups: dict[str, list[RouteLine]] = {}
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            line = _line(path, method, one, described["components"]["schemas"])
            groups.setdefault(one["tags"][0], []).append(line)
    page = ApiPage(
        what=described["info"]["description"],
        groups={name: tuple(lines) for name, lines in groups.items()},
    )
    return render(request, "api", page, journal)


def _line(path: str, method: str, one: dict[str, Any], schemas: dict[str, Any]) -> RouteLine:
    parameters = [each["name"] for each in one.get("parameters", ())]
    body = one.get("requestBody", {}).get("content", {})
    fields = [name for kind in body.values() for name in _fields(kind["schema"], schemas)]
    answer = one["responses"]["200"]["content"]["application/json"]["schema"]
    return RouteLine(
        method=method.upper(),
        path=path,
        what=one.get("description", ""),
        takes=(*parameters, *fields),
        answers=_name(answer),
        link=method == "get" and "{" not in path,
    )


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    named = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return list(named.get("properties", {}))


def _name(schema: dict[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"[{_name(schema['items'])}]"
    if "anyOf" in schema:
        return " | ".join(_name(one) for one in schema["anyOf"])
    return str(schema.get("$ref", schema.get("type", ""))).rpartition("/")[2]


PAGE = Page("api", router)
