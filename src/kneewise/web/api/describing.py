"""The OpenAPI of the API: its paths from the routes, its answers from the types of the house.

The schema says what the encoder does: a number that is not known is null, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pkgutil import resolve_name
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from kneewise.model.words import say
from kneewise.web.api import routers
from kneewise.web.api.answering import Kind

REFUSED = "kneewise.web.api.answering:Refused"
REF = "#/components/schemas/{model}"

Schema = dict[str, Any]


page = APIRouter(include_in_schema=False)


@page.get("/api/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """The description, worked out when it is first asked for."""
    return JSONResponse(describe(request.app))


def describe(app: FastAPI) -> Schema:
    """The description of all of `/api/`, made once an app."""
    if app.openapi_schema is None:
        app.openapi_schema = _described(app)
    return app.openapi_schema


def _described(app: FastAPI) -> Schema:
    found = get_openapi(
        title=app.title,
        version=app.version,
        description=say("kneewise.web", "api.what"),
        routes=app.routes,
    )
    endpoints = list(_endpoints())
    schemas, shared = _schemas({kind.name for _, _, kinds in endpoints for kind in kinds.values()})
    components = found.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    components |= shared
    for path, method, kinds in endpoints:
        found["paths"][path][method]["responses"] = {
            **{
                str(status): _response(f"api.{status}", _shown(schemas[kind.name], kind))
                for status, kind in kinds.items()
            },
            "4XX": _response("api.4xx", schemas[REFUSED]),
            "5XX": _response("api.5xx", schemas[REFUSED]),
        }
    return found


def _endpoints() -> Iterator[tuple[str, str, dict[int, Kind]]]:
    for router in routers():
        for route in router.routes:
            if isinstance(route, APIRoute):
                kinds: dict[int, Kind] = route.endpoint.answered  # type: ignore[attr-defined]
                for method in sorted(route.methods or ()):
                    yield route.path_format, method.lower(), kinds


def _schemas(names: set[str]) -> tuple[dict[str, Schema], Schema]:
    """The schema of each type as the encoder writes it, and what they share."""
    adapters = [
        (name, "serialization", TypeAdapter(resolve_name(name)))
        for name in sorted(names | {REFUSED})
    ]
    of_each, shared = TypeAdapter.json_schemas(adapters, ref_template=REF)  # type: ignore[arg-type]
    schemas = {str(name): _with_nulls(schema) for (name, _), schema in of_each.items()}
    return schemas, {name: _with_nulls(one) for name, one in shared.get("$defs", {}).items()}


def _shown(schema: Schema, kind: Kind) -> Schema:
    if kind.many:
        return {"type": "array", "items": schema}
    return {"anyOf": [schema, {"type": "null"}]} if kind.none else schema


def _with_nulls(schema: Any) -> Any:  # noqa: ANN401 - JSON schema is any JSON
    """Numbers that may be null: the encoder writes null for one that is not finite."""
    if isinstance(schema, list):
        return [_with_nulls(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: _with_nulls(value) for key, value in schema.items()}
    if changed.get("type") == "number":
        changed["type"] = ["number", "null"]
    return changed


def _response(words: str, schema: Schema) -> Schema:
    content = {"application/json": {"schema": schema}}
    return {"description": say("kneewise.web", words), "content": content}
