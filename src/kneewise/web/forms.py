"""What a form said, as the types of the house."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from kneewise.model.errors import UsageError

Choice = TypeVar("Choice", bound=StrEnum)


def choice(kind: type[Choice], said: str) -> Choice | None:
    """One of an enumeration; None for nothing said. Raises UsageError for anything else."""
    if not said:
        return None
    try:
        return kind(said)
    except ValueError:
        raise UsageError(f"{said!r} is no {kind.__name__.lower()} of the diary.") from None


def local(path: str, otherwise: str = "/today") -> str:
    """A path of ours to go back to; never another site's address."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else otherwise
