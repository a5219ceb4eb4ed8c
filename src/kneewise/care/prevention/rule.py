"""What a rule of prevention is, and finding all of them: one file in `rules/` each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import kneewise.care.prevention.rules
from kneewise.care.prevention.answer import Told
from kneewise.care.prevention.situation import Situation


@dataclass(frozen=True, slots=True)
class PreventionRule:
    """One rule: named as its file; `article` names the statement it is held against."""

    name: str
    tell: Callable[[Situation], Told]
    article: str | None = None


@cache
def all_rules() -> tuple[PreventionRule, ...]:
    """The `RULE` of every module in `rules/`, by name."""
    package = kneewise.care.prevention.rules
    modules = (
        import_module(f"{package.__name__}.{module.name}")
        for module in iter_modules(package.__path__)
    )
    found = (vars(module).get("RULE") for module in modules)
    rules = [rule for rule in found if isinstance(rule, PreventionRule)]
    return tuple(sorted(rules, key=lambda rule: rule.name))
