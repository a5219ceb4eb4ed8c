"""A kept answer back into its types; the mirror of `encoding`."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from kneewise.model.quantity import QUANTITIES
from kneewise.model.ranking import Ranking
from kneewise.model.words import Said

_TEMPLATE = re.compile(r"(?:[^{}]|\{\{|\}\}|\{\w+\})*")
"""Slots by their bare names: what is kept may come from elsewhere, and must reach into nothing."""


def ranking_from(kept: object) -> Ranking:
    """The ranking that `plain` made these values of. Raises TypeError for anything else."""
    found = _typed(Ranking, kept)
    if not isinstance(found, Ranking):
        raise TypeError("not a kept ranking")
    return found


def said_from(kept: object) -> str:
    """The sentence that `kept` wrote down; its bare text where more of it can't be read."""
    if not isinstance(kept, Mapping):
        return str(kept)
    try:
        template, slots = kept["template"], kept["slots"]
        if _TEMPLATE.fullmatch(template) is None:
            return str(kept["text"])
        return Said.of(template, **{str(name): _slot(slot) for name, slot in slots.items()})
    except (AttributeError, KeyError, TypeError, ValueError):
        return str(kept.get("text", ""))


def _slot(kept: Any) -> object:  # noqa: ANN401 - slots of any kind pass through
    if not isinstance(kept, Mapping):
        return kept
    if "template" in kept:
        return said_from(kept)
    if "at" in kept:
        return {"date": date, "datetime": datetime}[kept["is"]].fromisoformat(kept["at"])
    kinds: Mapping[str, Callable[..., object]] = {kind.__name__: kind for kind in QUANTITIES}
    return kinds[kept["is"]](**{name: _slot(value) for name, value in kept["of"].items()})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:  # noqa: ANN401 - values of any kind pass through
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _typed(next(part for part in get_args(kind) if part is not type(None)), value)
    if origin is tuple:
        return _typed_tuple(get_args(kind), value)
    return _typed_plain(kind, value) if isinstance(kind, type) else value


def _typed_plain(kind: type, value: Any) -> Any:  # noqa: ANN401 - values of any kind pass through
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _typed(hints[name], item) for name, item in value.items()})
    if kind is str:
        return said_from(value)
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, date):  # datetime is one too
        return kind.fromisoformat(value)
    return value


def _typed_tuple(kinds: tuple[Any, ...], values: Sequence[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_typed(kinds[0], value) for value in values)
    return tuple(_typed(kind, value) for kind, value in zip(kinds, values, strict=True))
