"""What a self-test is, and finding all of them: one file in `each/` a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import kneewise.body.tests.each
from kneewise.body.figure import Figure
from kneewise.model.errors import NotFoundError

KIND = "test"
"""The kind of `Measure` that results are kept as."""

VERSION = "1"
"""Of how the tests are described; results of another version are another measurement."""

ALWAYS = frozenset({"knee_operation", "injury", "swollen", "locked", "giving_way", "kept"})
"""No test that bends or loads a knee with these (our precaution). SAFETY.md's list of provocations
does not name giving way; a knee that gives way can fall. `kept` is what stays of a deleted answer:
it may have been any of SAFETY.md's list."""

PROVOCATION = ALWAYS | {
    "bone",
    "groin",
    "hop",
    "bone_history",
    "low_energy",
    "rest_night",
    "pregnancy",
    "osteoporosis",
    "age",
}
"""With any of these a provocation is never asked for (SAFETY.md); the names are those of
`care.check.provocation_barred`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cut-off: `short` says which side of it is called short, "below" or "above"."""

    value: float
    short: str = "below"


@dataclass(frozen=True, slots=True)
class Means:
    """Means of other people by decade of age: (men, women); decades that were not given lack."""

    by_decade: Mapping[int, tuple[float, float]]

    def of(self, age: float | None, sex: str | None) -> float | None:
        """The mean of people of that age and sex; None where either is unknown or not given."""
        if age is None or sex not in {"male", "female"}:
            return None
        pair = self.by_decade.get(int(age // 10) * 10)
        return None if pair is None else pair[0 if sex == "male" else 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """One test of either side.

    `value` names the result with its unit (a key of `Measure.values`), `low` and `high` bound
    what can be; `error` is the smallest difference of two results that is called one. `barred_by`
    are conditions with which it is never asked for; `standing` loads a leg, `hold` is timed. Its
    words are in `words.toml`: NAME.label, .tests, .how.1 ..., .measure, .drawn, .reference,
    .error, .about.
    """

    name: str
    value: str
    unit: str
    low: float
    high: float
    error: float
    figure: Figure
    barred_by: frozenset[str] = ALWAYS
    standing: bool = False
    hold: bool = False
    more_is_better: bool = True
    digits: int = 0
    reference: Reference | None = None
    means: Means | None = None


@cache
def all_tests() -> tuple[SelfTest, ...]:
    """The `TEST` of every module in `each/`, lying ones first, then held and standing ones."""
    package = kneewise.body.tests.each
    modules = (
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    )
    tests = [test for m in modules if isinstance(test := vars(m).get("TEST"), SelfTest)]
    return tuple(sorted(tests, key=lambda test: (test.standing, test.hold, test.name)))


def find_test(name: str) -> SelfTest:
    """The test of that name, `-` or `_`. Raises NotFoundError."""
    wanted = name.strip().lower().replace("-", "_")
    for test in all_tests():
        if test.name == wanted:
            return test
    known = ", ".join(test.name.replace("_", "-") for test in all_tests())
    raise NotFoundError(f"There is no self-test {name!r}; there are: {known}.")
