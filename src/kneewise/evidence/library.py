"""Loader of studies.toml, priors.toml and constants.toml into frozen types."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp
from types import MappingProxyType
from typing import Any, NoReturn

from kneewise.model.effect import Interval
from kneewise.model.errors import NotFoundError
from kneewise.model.exposure import Kind

Z90 = 1.6448536269514722
"""Half the width of a 90 % interval in standard deviations."""

Z50 = 0.6744897501960817
"""The same of a 50 % interval."""


class Seen(StrEnum):
    """How we know a study's figures."""

    READ = "read"
    SECONDARY = "secondary"
    RECALLED = "recalled"


class Trust(StrEnum):
    """Whether a number was reckoned from studies or is our choice."""

    DERIVED = "derived"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Study:
    """One study: how to cite it, how it was seen, who was looked at and what was found."""

    key: str
    citation: str
    seen: Seen
    population: str
    finding: str
    doi: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Prior:
    """What research says of one suspect: ln RR of pain of 3 or more for one step.

    `step` is one step in words, `step_size` the same in `step_unit`; None means one of the
    runner's own standard deviations. `studies` are keys, empty where none was found.
    """

    name: str
    kind: Kind
    mean: float
    sd: float
    step: str
    step_unit: str
    basis: str
    trust: Trust
    studies: tuple[str, ...] = ()
    step_size: float | None = None

    @property
    def rr(self) -> Interval:
        """The relative risk of one step, with its 90 % interval."""
        return Interval(
            exp(self.mean - Z90 * self.sd), exp(self.mean), exp(self.mean + Z90 * self.sd)
        )

    @property
    def rr_inner(self) -> Interval:
        """The same with its 50 % interval."""
        return Interval(
            exp(self.mean - Z50 * self.sd), exp(self.mean), exp(self.mean + Z50 * self.sd)
        )


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number of the knee-load model with its sd; an sd of 0 means fixed by us."""

    name: str
    mean: float
    sd: float
    unit: str
    basis: str
    trust: Trust
    studies: tuple[str, ...] = ()


@cache
def studies() -> Mapping[str, Study]:
    """All studies by key."""
    return MappingProxyType(
        {
            key: Study(key=key, seen=Seen(entry.pop("seen")), **entry)
            for key, entry in _tables("studies.toml").items()
        }
    )


@cache
def priors() -> Mapping[str, Prior]:
    """All priors by name."""
    return MappingProxyType(
        {
            name: Prior(name=name, kind=Kind(entry.pop("kind")), **_typed(entry))
            for name, entry in _tables("priors.toml").items()
        }
    )


@cache
def coefficients() -> Mapping[str, Coefficient]:
    """All coefficients of the knee-load model by name."""
    return MappingProxyType(
        {
            name: Coefficient(name=name, **_typed(entry))
            for name, entry in _tables("constants.toml").items()
        }
    )


def study(key: str) -> Study:
    """The study of that key, in any case. Raises NotFoundError that names the nearest keys."""
    wanted = key.strip().upper()
    if wanted not in studies():
        _missing("study", wanted, studies())
    return studies()[wanted]


def prior(name: str) -> Prior:
    """The prior of that name. Raises NotFoundError that names the nearest ones."""
    if name not in priors():
        _missing("prior", name, priors())
    return priors()[name]


def coefficient(name: str) -> Coefficient:
    """The coefficient of that name. Raises NotFoundError that names the nearest ones."""
    if name not in coefficients():
        _missing("coefficient", name, coefficients())
    return coefficients()[name]


def _missing(what: str, name: str, known: Iterable[str]) -> NoReturn:
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    raise NotFoundError(f"There is no {what} {name!r}.{hint}")


def _typed(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"trust": Trust(entry["trust"]), "studies": tuple(entry["studies"])}


def _tables(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__ or "").joinpath(name).read_text(encoding="utf-8"))
