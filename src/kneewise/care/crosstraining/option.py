"""A sport beside running: what it asks of the knee, and how much of running it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from kneewise.model.effect import Interval
from kneewise.model.sport import Sport


class Trait(StrEnum):
    """What a rule may object to."""

    DEEP_BEND = "deep_bend"
    TWIST = "twist"
    SKATING = "skating"
    CLIPLESS = "clipless"
    WHIP_KICK = "whip_kick"
    FALL = "fall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One sport: a file in `options/`, words `NAME.label`, `.does`, `.how`.

    `ease` orders them, 0 the gentlest on the knee (our choice). `share` is how many minutes of
    running one minute of it stands for in keeping fitness: our assumption, not measured. A
    sentence `NAME.front`, `.inner` or `.outer` says more for that side of the knee.
    """

    name: str
    ease: int
    share: Interval
    traits: frozenset[Trait] = frozenset()
    sports: tuple[Sport, ...] = ()


@cache
def all_options() -> tuple[Option, ...]:
    """The `OPTION` of every module in `options/`, the gentlest first."""
    import kneewise.care.crosstraining.options as package

    modules = (
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    )
    found = (vars(module).get("OPTION") for module in modules)
    options = [option for option in found if isinstance(option, Option)]
    return tuple(sorted(options, key=lambda o: (o.ease, -o.share.mid, o.name)))
