"""What a rule of today is, and finding all of them: one file in `rules/` each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import kneewise.care.today.rules
from kneewise.care.today.answer import Judgement
from kneewise.care.today.situation import Situation


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: named as its file; `judge` says nothing (None) where the rule does not speak."""

    name: str
    judge: Callable[[Situation], Judgement | None]


@cache
def all_rules() -> tuple[Rule, ...]:
    """The `RULE` of every module in `rules/`, by name."""
    package = kneewise.care.today.rules
    modules = (
        import_module(f"{package.__name__}.{module.name}")
        for module in iter_modules(package.__path__)
    )
    found = (vars(module).get("RULE") for module in modules)
    return tuple(sorted((r for r in found if isinstance(r, Rule)), key=lambda rule: rule.name))
