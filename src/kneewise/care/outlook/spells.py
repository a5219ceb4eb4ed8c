"""Episodes as spells: how long the earlier ones were, and how long this one has been sore."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.care.outlook.survival import Spell
from kneewise.model.diary import Episode
from kneewise.model.history import History

CLOSE_DAYS = 90
"""SAFETY.md: two episodes at one site in 90 days are seen by a clinician."""


@dataclass(frozen=True, slots=True)
class Sore:
    """The episode at hand: days known to be sore, the last sore day, days rated 0 since then."""

    days: int
    last_sore: date
    free_days: int


def sore_so_far(history: History, episode: Episode, today: date) -> Sore:
    """How long it has been sore. Unrated is neither free nor sore.

    Once a 0 was rated after the last sore rating of that knee, the days count to that last sore
    one only; else an open episode counts as sore to this day.
    """
    rated = [
        (entry.day, entry.value)
        for entry in history.diary
        if entry.side is episode.side
        and entry.value is not None
        and episode.began_on <= entry.day <= today
    ]
    last = max((day for day, value in rated if value > 0), default=episode.began_on)
    free = {day for day, value in rated if value == 0 and day > last}
    until = last if free else today
    return Sore(days=(until - episode.began_on).days, last_sore=until, free_days=len(free))


def past_spells(history: History, episode: Episode, today: date) -> tuple[Spell, ...]:
    """The runner's other episodes that began before it, of either knee; open ones are censored."""
    return tuple(
        Spell(
            days=float(((e.ended_on if e.ended_on is not None else today) - e.began_on).days),
            ended=e.ended_on is not None,
        )
        for e in history.episodes
        if e.id != episode.id and e.began_on <= min(episode.began_on, today)
    )


def came_back(history: History, episode: Episode) -> bool:
    """Whether another episode of that knee and site began in the 90 days before it."""
    first = episode.began_on - timedelta(days=CLOSE_DAYS)
    return any(
        e.id != episode.id
        and e.side is episode.side
        and (e.site is None or episode.site is None or e.site is episode.site)
        and first <= e.began_on <= episode.began_on
        for e in history.episodes
    )


def cost_a_run(history: History, episode: Episode) -> bool:
    """Whether since it began a run was skipped, or cut or changed for the knee, as told."""
    skipped = any(e.kind == "skipped" and e.day >= episode.began_on for e in history.log)
    days = {run.id: run.day for run in history.runs}
    cut = any(
        report.shortened or report.changed
        for run_id, report in history.reports.items()
        if run_id in days and days[run_id] >= episode.began_on
    )
    return skipped or cut
