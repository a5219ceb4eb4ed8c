"""The same answers as JSON: one file a group, found by itself; what they are stands in OpenAPI."""

from __future__ import annotations

import importlib
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The `router` of every file here, in the order of their names."""
    names = (f"{__name__}.{found.name}" for found in iter_modules(__path__))
    modules = map(importlib.import_module, names)
    found = (vars(module).get("router") for module in modules)
    return tuple(router for router in found if isinstance(router, APIRouter))
