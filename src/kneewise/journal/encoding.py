"""One encoder for every answer: the command line's --json, the export and the pages share it."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from kneewise.model.quantity import QUANTITIES
from kneewise.model.words import Said

Sayer = Callable[[Said], object]
"""How a sentence is written down."""


def plain(value: object, sayer: Sayer = str) -> object:
    """An answer as dicts, lists, strings and numbers; unknown stays null, NaN becomes null.

    A sentence is its canonical text, unless `sayer` writes it otherwise.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Said):
        return sayer(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date | Path):
        return str(value) if isinstance(value, Path) else value.isoformat()
    return _plain_container(value, sayer)


def kept(value: object) -> object:
    """As `plain`, but its sentences can be read again in any runner's units (`decoding`).

    A sentence is kept as its text, its template and its slots with their kinds; one that
    everybody reads alike as its text alone.
    """
    return plain(value, _kept_said)


def _kept_said(said: Said) -> object:
    if not said.varies:
        return str(said)
    slots = {name: _kept_slot(slot) for name, slot in said.slots.items()}
    return {"text": str(said), "template": said.template, "slots": slots}


def _kept_slot(slot: object) -> object:
    if isinstance(slot, Said):
        return _kept_said(slot)
    if isinstance(slot, datetime | date):
        return {"is": type(slot).__name__, "at": slot.isoformat()}
    if isinstance(slot, QUANTITIES):
        fields = dataclasses.fields(slot)
        of = {field.name: _kept_slot(getattr(slot, field.name)) for field in fields}
        return {"is": type(slot).__name__, "of": of}
    whole = slot is None or type(slot) in (bool, int, str)
    return slot if whole or (type(slot) is float and math.isfinite(slot)) else str(slot)


def _plain_container(value: object, sayer: Sayer) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name), sayer)
            for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item, sayer) for key, item in value.items()}
    if isinstance(value, Sequence | AbstractSet):
        return [plain(item, sayer) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def to_json(answer: object, *, indent: int | None = 2) -> str:
    """An answer as JSON text. Raises TypeError for what is no answer."""
    return json.dumps(plain(answer), ensure_ascii=False, indent=indent)
