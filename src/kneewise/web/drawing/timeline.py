"""The time line of a trouble: kilometres, knee load and pain by knee over one axis of days.

Positions along the days are percentages, so that one drawing fits every width; heights are
pixels. Pain has a height and a colour; a run that was not rated has no dot. Every run has the
column of days that is nearest to it, and the whole column leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from markupsafe import Markup

from kneewise.journal.answers import RunLine
from kneewise.journal.timeline import TimeLine
from kneewise.model.diary import Side

EDGE = 1.5
"""Per cent kept free at either end."""

STRIP = 64
TITLE = 22
TOP = 40
MOST_MONTHS = 8
WORST = 10

REACH = 2.0
"""How far a run's column goes to either side at the most, in per cent of the width (our choice)."""


@dataclass(frozen=True, slots=True)
class TimeLineWords:
    """What is written in the drawing; `month` and `began` write a date.

    `km` names its strip by its highest value in km, `load` with that as {most}; `run` says one
    run in full.
    """

    label: str
    km: Callable[[float], str]
    load: str
    pain: Mapping[Side, str]
    began: str
    month: Callable[[date], str]
    run: Callable[[RunLine], str]


def draw_timeline(line: TimeLine, words: TimeLineWords) -> Markup:
    """The whole time line; knees without any rating in it get no strip."""
    knees = [side for side in Side if any(side in run.pain for run in line.runs)]
    strips = [_km(line, words), _load(line, words)]
    strips += [_pain(line, side, words.pain[side]) for side in knees]
    height = TOP + len(strips) * (STRIP + TITLE) + 26
    parts = [_episodes(line, height), _shoes(line), _began(line, words, height)]
    for at, strip in enumerate(strips):
        y = TOP + at * (STRIP + TITLE)
        parts.append(
            Markup('<svg x="0" y="{}" width="100%" height="{}">{}</svg>').format(
                y, STRIP + TITLE, strip
            )
        )
    parts.append(_months(line, words, height))
    parts.append(_columns(line, words, height))
    return Markup(
        '<svg class="timeline strips-{strips}" width="100%" height="{height}" role="group" '
        'aria-label="{label}">{parts}</svg>'
    ).format(strips=len(strips), height=height, label=words.label, parts=Markup("").join(parts))


def _columns(line: TimeLine, words: TimeLineWords, height: int) -> Markup:
    """Each run's column as a link; out of the tab order, for the table has every run once more."""
    days = sorted({run.day for run in line.runs})
    at = [_x(day, line) for day in days]
    middles = [(left + right) / 2 for left, right in pairwise(at)]
    spans = {
        day: (max(left, x - REACH), min(right, x + REACH))
        for day, x, left, right in zip(days, at, [0.0, *middles], [*middles, 100.0], strict=True)
    }
    out = []
    for day in days:
        first, last = spans[day]
        same = [run for run in line.runs if run.day == day]
        for place, run in enumerate(same):
            out.append(
                Markup(
                    '<a href="/runs/{run}" tabindex="-1" aria-label="{label}">'
                    "<title>{label}</title>"
                    '<rect class="column" x="{x:.2f}%" y="{y}" width="{width:.2f}%" '
                    'height="{height}"/></a>'
                ).format(
                    run=run.id,
                    label=words.run(run),
                    x=first + (last - first) * place / len(same),
                    y=TOP,
                    width=(last - first) / len(same),
                    height=height - TOP - 24,
                )
            )
    return Markup("").join(out)


def _x(day: date, line: TimeLine) -> float:
    days = max((line.last - line.first).days, 1)
    return round(EDGE + (100 - 2 * EDGE) * (day - line.first).days / days, 2)


def _y(value: float, most: float) -> float:
    return round(TITLE + STRIP - 6 - (STRIP - 14) * value / most, 1)


def _strip(title: str, marks: list[Markup]) -> Markup:
    return Markup(
        '<text x="0" y="15">{title}</text><line class="base" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
        "{marks}"
    ).format(title=title, y=_y(0, 1), marks=Markup("").join(marks))


def _km(line: TimeLine, words: TimeLineWords) -> Markup:
    known = [(run.day, run.km) for run in line.runs if run.km is not None]
    most = max((km for _, km in known), default=1.0) or 1.0
    marks = [
        Markup('<line class="km" x1="{x}%" x2="{x}%" y1="{y}" y2="{base}"/>').format(
            x=_x(day, line), y=_y(km, most), base=_y(0, 1)
        )
        for day, km in known
    ]
    return _strip(words.km(most), marks)


def _load(line: TimeLine, words: TimeLineWords) -> Markup:
    known = [(run.day, run.knee_load_km) for run in line.runs if run.knee_load_km is not None]
    most = max((load.high for _, load in known), default=1.0) or 1.0
    marks = [
        Markup(
            '<line class="load" x1="{x}%" x2="{x}%" y1="{high}" y2="{low}"/>'
            '<circle class="load" cx="{x}%" cy="{mid}" r="2.5"/>'
        ).format(
            x=_x(day, line),
            high=_y(load.high, most),
            low=_y(load.low, most),
            mid=_y(load.mid, most),
        )
        for day, load in known
    ]
    return _strip(words.load.format(most=f"{most:.0f}"), marks)


def _pain(line: TimeLine, side: Side, title: str) -> Markup:
    marks = [
        Markup(
            '<line class="stem" x1="{x}%" x2="{x}%" y1="{y}" y2="{base}"/>'
            '<circle class="ache ache-{value}" cx="{x}%" cy="{y}" r="4"/>'
        ).format(
            x=_x(run.day, line),
            y=_y(run.pain[side], WORST),
            base=_y(0, 1),
            value=run.pain[side],
        )
        for run in line.runs
        if side in run.pain
    ]
    return _strip(title, marks)


def _episodes(line: TimeLine, height: int) -> Markup:
    out = []
    for one in line.episodes:
        first = _x(max(one.began_on, line.first), line)
        last = _x(min(one.ended_on or line.last, line.last), line)
        out.append(
            Markup(
                '<rect class="episode" x="{x}%" y="{y}" width="{width}%" height="{height}"/>'
            ).format(
                x=first, y=TOP, width=max(round(last - first, 2), 0.4), height=height - TOP - 24
            )
        )
    return Markup("").join(out)


def _began(line: TimeLine, words: TimeLineWords, height: int) -> Markup:
    if line.began is None:
        return Markup("")
    x = _x(line.began, line)
    return Markup(
        '<line class="began" x1="{x}%" x2="{x}%" y1="{y}" y2="{bottom}"/>'
        '<text class="began" x="{x}%" y="14" text-anchor="{side}">{text}</text>'
    ).format(x=x, y=18, bottom=height - 24, side=_anchor(x), text=words.began)


def _anchor(x: float) -> str:
    if x > 75:
        return "end"
    return "start" if x < 25 else "middle"


def _shoes(line: TimeLine) -> Markup:
    """A numbered mark at the first run in each pair; their names stand below the drawing."""
    return Markup("").join(
        Markup('<text class="shoe" x="{x}%" y="{y}" text-anchor="middle">▾{number}</text>').format(
            x=_x(one.day, line), y=TOP - 8, number=number
        )
        for number, one in enumerate(line.shoes, start=1)
    )


def _months(line: TimeLine, words: TimeLineWords, height: int) -> Markup:
    firsts = []
    day = (line.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= line.last:
        firsts.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    step = -(-len(firsts) // MOST_MONTHS) or 1
    return Markup("").join(
        Markup(
            '<line class="tick" x1="{x}%" x2="{x}%" y1="{y1}" y2="{y2}"/>'
            '<text x="{x}%" y="{y}" text-anchor="{side}">{text}</text>'
        ).format(
            x=_x(first, line),
            y1=height - 26,
            y2=height - 20,
            y=height - 4,
            side="end" if _x(first, line) > 95 else "middle",
            text=words.month(first),
        )
        for first in firsts[::step]
    )
