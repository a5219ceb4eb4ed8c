"""What a rule on gels is, what it sees, and finding them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

import kneewise.care.relief.rules
from kneewise.care.relief.answers import GelAnswers, GelUse, Offer
from kneewise.model.advice import Advice, Screening


@dataclass(frozen=True, slots=True)
class GelCase:
    """Everything a rule may see; `screening` None is "never screened"."""

    answers: GelAnswers
    screening: Screening | None
    use: GelUse
    today: date


@dataclass(frozen=True, slots=True)
class Objection:
    """The most that may still be shown, why, and the question that is open (None: none is)."""

    at_most: Offer
    advice: Advice
    question: str | None = None


@runtime_checkable
class GelRule(Protocol):
    """One rule: named as its file, with the questions it reads; only ever takes away."""

    @property
    def name(self) -> str:
        """The name of its file."""

    @property
    def asks(self) -> tuple[str, ...]:
        """Keys of `QUESTIONS`."""

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """What speaks against; empty where nothing does."""


@cache
def all_rules() -> tuple[GelRule, ...]:
    """The `RULE` of every module in `rules/`, by name."""
    package = kneewise.care.relief.rules
    modules = (
        import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__)
    )
    found = (vars(module).get("RULE") for module in modules)
    return tuple(sorted((r for r in found if isinstance(r, GelRule)), key=lambda r: r.name))
