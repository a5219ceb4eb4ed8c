"""What the report is made from: answers that the house has given already, and the past itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneewise.care.check.conditions import Conditions
from kneewise.care.outlook import Outlook
from kneewise.care.scores import Progress
from kneewise.care.today import ReturnAnswer, TodayAnswer
from kneewise.model.advice import Clearing, Screening
from kneewise.model.diary import Episode
from kneewise.model.history import History
from kneewise.model.ranking import Ranking

PACKAGE = "kneewise.exports.report"
LOAD_WEEKS = 8
"""Weeks in the table of load; our choice, as many as fit beside the rest on a page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The days on the pages, from `since` to `until`; `known_until` the last with any record."""

    since: date
    until: date
    known_until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is among them."""
        return self.since <= day <= self.until


def shown_days(history: History, today: date, weeks: int) -> Shown:
    """So many weeks up to today, or up to the last day known where the end would be empty."""
    days = [run.day for run in (*history.runs, *history.others)]
    days += [entry.day for entry in history.diary]
    days += [entry.day for entry in history.log]
    known = max((day for day in days if day <= today), default=None)
    fresh = known is None or known > today - timedelta(weeks=LOAD_WEEKS)
    until = today if fresh or known is None else known
    return Shown(until - timedelta(days=7 * weeks - 1), until, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Everything on the pages. `made_at` is aware and in the runner's zone; `name` None: not said.

    `ranking` tells the knee; `picture` is None where the picture of conditions is off or barred.
    """

    made_at: datetime
    weeks: int
    days: Shown
    history: History
    screening: Screening
    clearings: tuple[Clearing, ...]
    picture: Conditions | None
    ranking: Ranking
    light: TodayAnswer
    way_back: ReturnAnswer
    outlook: Outlook
    scores: tuple[Progress, ...]
    name: str | None = None

    @property
    def today(self) -> date:
        """The runner's date."""
        return self.made_at.date()

    @property
    def episode(self) -> Episode | None:
        """The episode the ranking speaks of."""
        return next(
            (
                episode
                for episode in self.history.episodes
                if episode.began_on == self.ranking.episode and episode.side is self.ranking.side
            ),
            None,
        )
