"""The plain article that kneewise began with, held against research statement by statement."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class Holds(StrEnum):
    """Whether research bears a statement out."""

    SUPPORTED = "supported"
    INCOMPLETE = "incomplete"
    HALF_RIGHT = "half right"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the article: what it says, what was found, what kneewise does instead.

    `article` are the rows it belongs to (A1-A24), `studies` keys, empty where none was found;
    `page` is the name of the page that does it, None where no page does.
    """

    name: str
    article: tuple[str, ...]
    says: str
    verdict: Holds
    evidence: str
    studies: tuple[str, ...]
    instead: str
    page: str | None = None


@cache
def article() -> Mapping[str, Statement]:
    """All statements by name, in their order."""
    raw = tomllib.loads(
        files(__package__ or "").joinpath("article.toml").read_text(encoding="utf-8")
    )
    return MappingProxyType({name: _statement(name, entry) for name, entry in raw.items()})


def _statement(name: str, entry: dict[str, object]) -> Statement:
    fields = dict(entry)
    fields["verdict"] = Holds(str(fields["verdict"]))
    for many in ("article", "studies"):
        fields[many] = tuple(fields[many])  # type: ignore[arg-type]
    return Statement(name=name, **fields)  # type: ignore[arg-type]
