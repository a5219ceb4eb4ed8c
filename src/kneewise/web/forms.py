"""What a form said, as the types of the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from math import inf, nan
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData

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


def number(said: str, low: float = -inf, high: float = inf) -> float | None:
    """A number in these bounds, with a point or a comma; None for nothing said.

    Raises UsageError.
    """
    if not said.strip():
        return None
    try:
        value = float(said.strip().replace(",", "."))
    except ValueError:
        value = nan
    if not low <= value <= high:
        bounds = f" from {low:g} to {high:g}" if high < inf else ""
        raise UsageError(f"That is a number{bounds}, not {said!r}.")
    return value


def day(said: str) -> date | None:
    """A day as browsers write it; None for nothing said. Raises UsageError."""
    if not said.strip():
        return None
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise UsageError(f"A day is written as 2026-11-09, not {said!r}.") from None


def yes_no(said: str) -> bool | None:
    """`yes` or `no`; None for nothing said. Raises UsageError."""
    if said not in {"", "yes", "no"}:
        raise UsageError(f"That is yes or no, not {said!r}.")
    return said == "yes" if said else None


def local(path: str, otherwise: str = "/today") -> str:
    """A path of ours to go back to; never another site's address."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else otherwise


async def _whole(request: Request) -> FormData:
    return await request.form()


WholeForm = Annotated[FormData, Depends(_whole)]
"""Every field of a form, where its fields depend on what the journal asks."""


def texts(form: FormData, name: str) -> tuple[str, ...]:
    """Every value of one field that says something; files are none."""
    return tuple(one for one in form.getlist(name) if isinstance(one, str) and one.strip())


def text(form: FormData, name: str) -> str:
    """The last value of one field, "" where nothing was said."""
    return (texts(form, name) or ("",))[-1].strip()


def answers(form: FormData, keys: Iterable[str]) -> dict[str, str]:
    """What was answered to these questions; an empty field answers nothing."""
    said = {key: form.get(key) for key in keys}
    return {key: value for key, value in said.items() if isinstance(value, str) and value.strip()}
