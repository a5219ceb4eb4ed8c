"""The top of page 1: which knee, whose, since when."""

from __future__ import annotations

from kneewise.exports.report.blocks import Block, Head, typed
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.wording import words
from kneewise.model import numbers
from kneewise.model.diary import Side

LONGEST_NAME = 60
AGE_BANDS = (13, 18, 30, 40, 50, 60, 70, 80)
"""Our choice: decades of adults, and the ages at which the rules differ."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The title and what is known of the runner; what was not said is "not recorded"."""
    side = data.ranking.side
    knee = words("head.no_side") if side is None else words("head.side", side=side.value)
    facts = (
        (words("head.runner"), _name(data)),
        (words("head.date"), numbers.day(data.today)),
        (words("head.age"), _age_band(data)),
        (words("head.episode"), _episode(data)),
        (words("head.sex"), _fact(data, "sex")),
        (words("head.before"), _before(data)),
        (words("head.experience"), _fact(data, "experience")),
        (words("head.record"), _record(data)),
    )
    return (Head(title=words("head.for", knee=knee), facts=facts, note=words("head.note")),)


def _name(data: ReportData) -> str:
    return words("head.no_name") if not data.name else typed(data.name, LONGEST_NAME)


def _fact(data: ReportData, key: str) -> str:
    said = data.history.runner.get(key, data.today)
    return words("not_recorded") if said is None else typed(said)


def _age_band(data: ReportData) -> str:
    born = data.history.runner.number("birth_year", data.today)
    if born is None:
        return words("not_recorded")
    age = data.today.year - int(born)
    if age < AGE_BANDS[0]:
        return words("head.age_under", age=AGE_BANDS[0])
    if age >= AGE_BANDS[-1]:
        return words("head.age_from", age=AGE_BANDS[-1])
    first = max(band for band in AGE_BANDS if band <= age)
    last = min(band for band in AGE_BANDS if band > age) - 1
    return words("head.age_band", first=first, last=last)


def _episode(data: ReportData) -> str:
    episode = data.episode
    if episode is None:
        return words("head.no_episode")
    began, until = numbers.day(episode.began_on), episode.ended_on or data.today
    days = (until - episode.began_on).days + 1
    where = words("head.site", site=(episode.site.value if episode.site else "").replace("-", " "))
    where = where if episode.site is not None else ""
    if episode.ended_on is None:
        return words("head.episode_open", began=began, days=days) + where
    long = numbers.counted(days, "day")
    return words("head.episode_ended", began=began, ended=numbers.day(until), days=long) + where


def _before(data: ReportData) -> str:
    said = data.history.runner.get("previous_knee_injury", data.today)
    if said is None:
        return words("not_recorded")
    sides = {side.value for side in Side} | {"both"}
    return words("head.previous", side=said) if said in sides else words("head.previous_none")


def _record(data: ReportData) -> str:
    runs = data.history.runs
    if not runs:
        return words("head.no_runs")
    first, last = numbers.day(runs[0].day), numbers.day(runs[-1].day)
    return words("head.runs", runs=numbers.counted(len(runs), "run"), first=first, last=last)
