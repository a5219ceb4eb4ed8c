"""Finding the red flags and the gates: every module of their two folders that holds some."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import kneewise.care.check.flags
import kneewise.care.check.gates
from kneewise.care.check.flag import Flag
from kneewise.care.check.gate import Gate


@cache
def all_flags() -> tuple[Flag, ...]:
    """Every red flag, by its id."""
    found = [
        flag
        for module in _modules(kneewise.care.check.flags)
        for flag in vars(module).get("FLAGS", ())
        if isinstance(flag, Flag)
    ]
    return tuple(sorted(found, key=lambda flag: flag.id))


@cache
def all_gates() -> tuple[Gate, ...]:
    """Every profile gate, by its id."""
    found = [
        gate
        for module in _modules(kneewise.care.check.gates)
        for gate in vars(module).get("GATES", ())
        if isinstance(gate, Gate)
    ]
    return tuple(sorted(found, key=lambda gate: gate.id))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}")
