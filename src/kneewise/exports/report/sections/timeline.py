"""One time line: runs, knee load, pain of either knee, breaks, shoes, painkillers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from kneewise.causes.breaks import BREAK_DAYS
from kneewise.exports.report.blocks import (
    Block,
    Heading,
    Lane,
    Line,
    Lines,
    Mark,
    Span,
    Tick,
    TimeLine,
)
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.shoes import pairs_worn
from kneewise.exports.report.sections.weeks import weeks_of, worst_a_day
from kneewise.exports.report.sections.wording import words
from kneewise.model import numbers
from kneewise.model.diary import PAINFUL, PainEntry, Side

WORST = 10
MASKS = frozenset({"painkiller", "gel"})


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The figure; a sentence where these weeks hold nothing at all."""
    heading = Heading(words("timeline.title", weeks=data.weeks))
    past = data.history
    days = [run.day for run in past.runs] + [entry.day for entry in past.diary]
    if not any(data.days.holds(day) for day in days):
        return (heading, Lines((Line(words("timeline.empty")),)))
    lanes = (_runs(data), _load(data), *(_pain(data, side) for side in Side), *_below(data))
    caption = " ".join([_caption(data), words("timeline.legend")])
    return (
        heading,
        TimeLine(
            days=(data.days.until - data.days.since).days + 1,
            months=_months(data),
            lanes=lanes,
            episodes=_episodes(data),
            caption=caption,
            alt=caption,
        ),
    )


def _caption(data: ReportData) -> str:
    """What the figure shows, in one sentence."""
    shown = [run for run in data.history.runs if data.days.holds(run.day)]
    kms = [run.distance_m / 1000 for run in shown if run.distance_m is not None]
    side = data.ranking.side
    rated = [] if side is None else list(worst_a_day(_shown_ratings(data), side).values())
    slots = {
        "first": numbers.day(data.days.since),
        "last": numbers.day(data.days.until),
        "runs": numbers.counted(len(shown), "run") if shown else words("timeline.no_run"),
        "km": numbers.measured(sum(kms), "km", 0) if kms else numbers.UNKNOWN,
    }
    said = words("timeline.caption", **slots)
    if not rated or side is None:
        return said + " " + words("timeline.unrated")
    sore = sum(value >= PAINFUL for value in rated)
    counted = words("none") if sore == 0 else str(sore)
    return said + " " + words("timeline.sore", side=side.value, sore=counted, rated=len(rated))


def _shown_ratings(data: ReportData) -> list[PainEntry]:
    return [entry for entry in data.history.diary if data.days.holds(entry.day)]


def _at(data: ReportData, day: date, part: float = 0.5) -> float:
    """Where a day lies, 0-1; `part` of the day."""
    whole = (data.days.until - data.days.since).days + 1
    return min(max(((day - data.days.since).days + part) / whole, 0.0), 1.0)


def _months(data: ReportData) -> tuple[Tick, ...]:
    """The first of every month; every second or third name where there are many."""
    firsts, day = [], data.days.since.replace(day=1)
    while day <= data.days.until:
        if data.days.holds(day):
            firsts.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    step = 1 + len(firsts) // 13
    return tuple(
        Tick(_at(data, first, 0.0), f"{first:%b %Y}" if first.month == 1 else f"{first:%b}")
        if place % step == 0
        else Tick(_at(data, first, 0.0), "")
        for place, first in enumerate(firsts)
    )


def _episodes(data: ReportData) -> tuple[Span, ...]:
    return tuple(
        Span(
            _at(data, e.began_on, 0.0), _at(data, e.ended_on or data.days.until, 1.0), e.side.value
        )
        for e in data.history.episodes
        if e.began_on <= data.days.until and (e.ended_on or data.days.until) >= data.days.since
    )


def _runs(data: ReportData) -> Lane:
    """A bar a day, as high as its kilometres; a run of unknown length is a hollow dot."""
    km: dict[date, float] = {}
    unknown: set[date] = set()
    for run in data.history.runs:
        if data.days.holds(run.day):
            if run.distance_m is None:
                unknown.add(run.day)
            else:
                km[run.day] = km.get(run.day, 0.0) + run.distance_m / 1000
    most = max(km.values(), default=1.0) or 1.0
    marks = [Mark(_at(data, day), value / most) for day, value in sorted(km.items())]
    marks += [Mark(_at(data, day), 0.0, hollow=True) for day in sorted(unknown)]
    return Lane(
        label=words("timeline.runs"),
        shape="bar",
        height_mm=13.0,
        marks=tuple(marks),
        top=f"{most:.0f} km" if km else "",
        spans=_breaks(data),
    )


def _breaks(data: ReportData) -> tuple[Span, ...]:
    """Ten days or more without a run (INFERENCE: a break), within what is recorded."""
    days = sorted({run.day for run in data.history.runs if run.day <= data.days.until})
    known = data.days.known_until
    if days and known is not None and known > days[-1]:
        days.append(min(known, data.days.until))
    return tuple(
        Span(
            _at(data, last, 1.0),
            _at(data, following, 0.0),
            words("timeline.break", days=(following - last).days),
        )
        for last, following in pairwise(days)
        if (following - last).days >= BREAK_DAYS and following >= data.days.since
    )


def _load(data: ReportData) -> Lane:
    """The knee load of every week: 90 % as a line, the median as a dot."""
    weeks = [
        week for week in weeks_of(data, data.days.since, data.days.until) if week.load is not None
    ]
    most = max((week.load.high for week in weeks if week.load), default=1.0) or 1.0
    marks = [
        Mark(
            _at(data, week.monday + timedelta(days=3)),
            week.load.mid / most,
            ends=(week.load.low / most, week.load.high / most),
            hollow=week.unknown_load > 0,
        )
        for week in weeks
        if week.load is not None
    ]
    return Lane(
        label=words("timeline.load"),
        shape="range",
        height_mm=13.0,
        marks=tuple(marks),
        top=f"{most:.0f}" if weeks else "",
        empty="" if weeks else words("timeline.no_load"),
    )


def _pain(data: ReportData, side: Side) -> Lane:
    """The worst rating of each rated day; 0 is a hollow dot, unrated is nothing."""
    worst = worst_a_day(_shown_ratings(data), side)
    return Lane(
        label=words("timeline.pain", side=side.value),
        shape="dot",
        height_mm=11.0,
        marks=tuple(
            Mark(_at(data, day), value / WORST, shade=value / WORST, hollow=value == 0)
            for day, value in sorted(worst.items())
        ),
        top=str(WORST),
        empty="" if worst else words("timeline.no_rating"),
    )


def _below(data: ReportData) -> Iterable[Lane]:
    """Shoes first worn, and days with a painkiller or gel, where there are any."""
    fresh = [pair for pair in pairs_worn(data) if data.days.holds(pair.first)]
    if fresh:
        yield Lane(
            label=words("timeline.shoes"),
            shape="tick",
            height_mm=5.0,
            marks=tuple(Mark(_at(data, pair.first), 1.0) for pair in fresh),
            names=tuple(Tick(_at(data, pair.first), str(pair.number)) for pair in fresh),
        )
    masked = sorted(
        {
            entry.day
            for entry in data.history.log
            if entry.kind in MASKS and entry.value != 0 and data.days.holds(entry.day)
        }
    )
    if masked:
        yield Lane(
            label=words("timeline.masked"),
            shape="tick",
            height_mm=4.0,
            marks=tuple(Mark(_at(data, day), 1.0) for day in masked),
        )
