"""Whoever looks on at work is told of its end, whenever that falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

import pytest
from tests.running import run

from kneewise.web.filming import Filmed, FilmState
from kneewise.web.importer import ImportState, Stage
from kneewise.web.pages.ground.working import GroundJob, JobKind, JobStage

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)
WORKS = {
    "form": ("filming_of", FilmState(1, AT, Filmed.WORKING), FilmState(1, AT, Filmed.DONE)),
    "ground": (
        "jobs_of",
        GroundJob(1, JobKind.MATCH),
        GroundJob(1, JobKind.MATCH, JobStage.DONE),
    ),
    "import": (
        "importer_of",
        ImportState(1, AT, Stage.READING),
        ImportState(1, AT, Stage.DONE),
    ),
}


@dataclass
class EndsWhenAsked:
    """Work that ends in the very moment in which somebody asks whether it goes on."""

    state: object
    last: object
    ending: bool = False

    def busy(self) -> None:
        self.state = self.last


@pytest.mark.parametrize("name", WORKS)
def test_an_end_between_two_looks_is_told(name, monkeypatch):
    page = import_module(f"kneewise.web.pages.{name}")
    finder, first, last = WORKS[name]
    monkeypatch.setattr(page, finder, lambda _request: EndsWhenAsked(first, last))

    async def told() -> list[str]:
        return [event.event async for event in page.progress(None)]

    assert run(told())[-1] == "done"
