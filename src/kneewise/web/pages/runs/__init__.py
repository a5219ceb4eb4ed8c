"""Runs: a year at a glance, and the list with search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BaseModel, Field

from kneewise.journal.calendar import YearOfRuns
from kneewise.journal.searching import FoundRuns, PainSought, RunSearch
from kneewise.model.run import Shoe
from kneewise.model.sport import Sport
from kneewise.web.forms import choice, day, number
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render
from kneewise.web.pages.runs.months import SHOWN, Large, months_of
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
OTHERS = "others"
LEFT_OUT = "left-out"
MOST_KM = 10_000


@dataclass(frozen=True, slots=True)
class RunsPage:
    """What the page shows; `said` is what was asked for, as it stood in the address.

    `months` are for a desk, `large` the same for a phone, latest first.
    """

    year: YearOfRuns
    show: str
    months: tuple[Markup, ...]
    large: tuple[Large, ...]
    steps: tuple[str, ...]
    most_load: float | None
    found: FoundRuns
    shoes: tuple[Shoe, ...]
    said: Mapping[str, str]
    activities: int

    def link(self, **changed: object) -> str:
        """The address of this page with some of it changed; from the first page of the list."""
        kept = {name: said for name, said in self.said.items() if name != "page"}
        asked = kept | {name: str(value) for name, value in changed.items()}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/runs?{query}" if query else "/runs"

    def table(self, wording: Wording) -> list[tuple[str, ...]]:
        """The days of the calendar as rows."""
        return [
            (
                wording.weekday(day.day),
                wording.distance(day.km),
                wording.easy(day.knee_load_km),
                wording.rating(day.pain),
            )
            for day in self.year.days
        ]

    def month(self, first: date) -> str:
        """The address of one month's runs."""
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        last = date.fromordinal(following.toordinal() - 1)
        span = {"year": first.year, "show": self.said.get("show", "")}
        return "/runs?" + urlencode({**span, "since": first, "until": last}) + "#list"

    @property
    def searched(self) -> bool:
        """Whether anything narrows the list."""
        return any(said for name, said in self.said.items() if name not in {"year", "show", "page"})


class Asked(BaseModel, frozen=True):
    """What the address asks for: a year, what its colours show, and what the list is to hold."""

    year: str = ""
    show: str = ""
    q: str = Field("", max_length=200)
    since: str = ""
    until: str = ""
    km: str = ""
    pain: str = ""
    shoe: str = ""
    sport: str = ""
    page: str = ""

    def sought(self, wording: Wording) -> RunSearch:
        """As a search. Raises UsageError for what is no day, number or choice."""
        least = number(self.km, 0, MOST_KM)
        return RunSearch(
            text=self.q,
            since=day(self.since),
            until=day(self.until),
            at_least_km=None if least is None else wording.in_km(least),
            pain=choice(PainSought, self.pain),
            shoe=_whole(self.shoe),
            sport=_sport(self.sport),
            others=self.sport == OTHERS,
            left_out=self.sport == LEFT_OUT,
        )


@router.get("/runs", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The year first, the list below."""
    wording = wording_of(journal.profile())
    year = journal.year_of_runs(_whole(asked.year))
    show = asked.show if asked.show in SHOWN else SHOWN[0]
    drawn = months_of(year, show, wording)
    page = RunsPage(
        year=year,
        show=show,
        months=drawn.months,
        large=drawn.large,
        steps=drawn.steps,
        most_load=drawn.most_load,
        found=journal.find_runs(asked.sought(wording), _whole(asked.page) or 1),
        shoes=tuple(line.shoe for line in journal.shoes()),
        said={name: said.strip() for name, said in asked.model_dump().items()},
        activities=journal.status().activities,
    )
    return render(request, "runs", page, journal)


def _sport(said: str) -> Sport | None:
    return None if said in {OTHERS, LEFT_OUT} else choice(Sport, said)


def _whole(said: str) -> int | None:
    found = number(said, 1, 10**9)
    return None if found is None else int(found)


PAGE = Page("runs", router, place=2, main=True)
