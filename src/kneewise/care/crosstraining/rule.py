"""What a rule on other sports is, and finding them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

from kneewise.care.crosstraining.option import Option
from kneewise.care.crosstraining.situation import Situation
from kneewise.model.advice import Advice


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an option is left out; `questions` where answers could bring it back."""

    advice: Advice
    questions: tuple[str, ...] = ()


@runtime_checkable
class SportRule(Protocol):
    """One rule: named as its file; only ever takes away."""

    @property
    def name(self) -> str:
        """The name of its file."""

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """Why this option is left out in this situation; None where it is not."""


@cache
def all_rules() -> tuple[SportRule, ...]:
    """The `RULE` of every module in `rules/`, by name."""
    import kneewise.care.crosstraining.rules as package

    modules = (
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    )
    found = (vars(module).get("RULE") for module in modules)
    return tuple(sorted((r for r in found if isinstance(r, SportRule)), key=lambda r: r.name))
