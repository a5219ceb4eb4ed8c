"""Finding the causes: every module here that has one, and what installed packages add."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

import kneewise.causes
from kneewise.causes.cause import Cause
from kneewise.model.errors import KneewiseError

GROUP = "kneewise.causes"


@cache
def all_causes() -> tuple[Cause, ...]:
    """All causes, ours first, each group by name.

    Raises KneewiseError for an installed one that is no cause or takes a name that is taken.
    """
    causes = {cause.name: cause for cause in own_causes()}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        found = entry.load()
        if not isinstance(found, Cause):
            raise KneewiseError(f"{entry.value} is installed as a cause of knee pain but is none.")
        if found.name in causes:
            raise KneewiseError(f"{entry.value} adds the cause {found.name!r}, which exists.")
        causes[found.name] = found
    return tuple(causes.values())


def own_causes() -> tuple[Cause, ...]:
    """The causes of this package: the `CAUSE` of every module that has one, by name."""
    modules = (
        import_module(f"{GROUP}.{module.name}") for module in iter_modules(kneewise.causes.__path__)
    )
    found = (vars(module).get("CAUSE") for module in modules)
    return tuple(sorted((c for c in found if isinstance(c, Cause)), key=lambda c: c.name))
