"""Columns of one cause over a small history."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneewise.causes import all_causes
from kneewise.model.exposure import ExposureColumn
from kneewise.model.history import History


@pytest.fixture
def columns() -> Callable[[str, History], tuple[ExposureColumn, ...]]:
    """All columns of the cause of that name."""

    def of(name: str, history: History) -> tuple[ExposureColumn, ...]:
        return next(cause for cause in all_causes() if cause.name == name).exposure(history)

    return of


@pytest.fixture
def values(columns) -> Callable[[str, History], list[float | None]]:
    """The values of the first column of that cause."""

    def of(name: str, history: History) -> list[float | None]:
        return [cell.value for cell in columns(name, history)[0].cells]

    return of
