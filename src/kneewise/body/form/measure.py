"""What a measure of form is, and finding all of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pkgutil import iter_modules

from kneewise.body.form.gait import Gait, Stride
from kneewise.model.form import View

ANY = frozenset(View)
SIDE = frozenset({View.SIDE})
ACROSS = frozenset({View.REAR, View.FRONT})


@dataclass(frozen=True, slots=True)
class FormMeasure:
    """One thing that is measured of every stride.

    `name` ends with its unit; `views` are those from which it can be measured at all; `sided`
    whether left and right have one each (else all strides make one); `of` gives the value of one
    stride, None where that stride does not show it. A new one is a file in `measures/` with a
    `MEASURE`, its words under its name, and its errors from `python -m validation.form`.
    """

    name: str
    views: frozenset[View]
    of: Callable[[Gait, Stride], float | None]
    sided: bool = True
    place: int = 50

    @property
    def unit(self) -> str:
        """The unit, which the name ends with."""
        return self.name.rpartition("_")[2]


@cache
def all_measures() -> tuple[FormMeasure, ...]:
    """The `MEASURE` of every file in `measures/`, in the order in which they are shown."""
    from kneewise.body.form import measures

    found = [
        vars(importlib.import_module(f"{measures.__name__}.{module.name}")).get("MEASURE")
        for module in iter_modules(measures.__path__)
    ]
    known = [measure for measure in found if isinstance(measure, FormMeasure)]
    return tuple(sorted(known, key=lambda measure: (measure.place, measure.name)))
