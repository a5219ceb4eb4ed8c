"""What a routine is, and finding all of them: one file in `each/` a routine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import kneewise.body.routine.each
from kneewise.model.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of `seconds`, on each side one after the other where `sides`.

    `barred_by` are conditions of the symptom check with which it is left out; `runs` needs a day
    on which running is allowed. Its words are NAME.label and NAME.how of `words.toml`.
    """

    name: str
    seconds: int
    sides: bool = False
    barred_by: frozenset[str] = frozenset()
    runs: bool = False

    @property
    def total_s(self) -> int:
        """Seconds in all of one round."""
        return self.seconds * (2 if self.sides else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Steps in order, done `rounds` times; `kind` is the kind of log it is noted as.

    `rest_s` lies before every exercise. `facts` are ids of what is said of it.
    """

    name: str
    kind: str
    steps: tuple[Step, ...]
    facts: tuple[str, ...]
    rounds: int = 1
    rest_s: int = 5
    loads: bool = False


@cache
def all_routines() -> tuple[Routine, ...]:
    """The `ROUTINE` of every module in `each/`; what carries evidence first."""
    package = kneewise.body.routine.each
    modules = (
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    )
    found = [one for m in modules if isinstance(one := vars(m).get("ROUTINE"), Routine)]
    return tuple(sorted(found, key=lambda one: (not one.loads, one.name)))


def find_routine(name: str) -> Routine:
    """The routine of that name, `-` or `_`. Raises NotFoundError."""
    wanted = name.strip().lower().replace("-", "_")
    for routine in all_routines():
        if routine.name == wanted:
            return routine
    known = ", ".join(one.name.replace("_", "-") for one in all_routines())
    raise NotFoundError(f"There is no routine {name!r}; there are: {known}.")
