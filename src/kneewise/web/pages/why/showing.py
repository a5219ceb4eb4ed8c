"""From an answer to what the page shows: its sentences, its pictures and their tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from kneewise.journal.answers import RunLine
from kneewise.journal.route_words import SUSPECTS
from kneewise.journal.timeline import TimeLine
from kneewise.journal.why_words import Drawn, Suspect, WhyView, why_view
from kneewise.model.diary import Side
from kneewise.model.numbers import UNKNOWN
from kneewise.model.ranking import Ranking
from kneewise.model.words import say
from kneewise.web.drawing.effects import draw_effect
from kneewise.web.drawing.timeline import TimeLineWords, draw_timeline
from kneewise.web.wording import Wording

words = partial(say, __package__ or "")

Row = tuple[str | Markup, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One row of a suspect: what is drawn, in SVG."""

    row: Drawn
    svg: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """One suspect with its pictures; `route` says that a route could have less of it."""

    suspect: Suspect
    pictures: tuple[Picture, ...]
    route: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole answer, ready for the template."""

    view: WhyView
    cards: tuple[Card, ...]
    table: tuple[Row, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The time line with its table."""

    line: TimeLine
    svg: Markup
    table: tuple[Row, ...]


def shown(ranking: Ranking, w: Wording, *, every: bool = False) -> Shown:
    """An answer with its pictures."""
    view = why_view(ranking, every=every, day=w.day)
    cards = tuple(
        Card(
            suspect,
            tuple(Picture(row, _picture(row)) for row in suspect.rows),
            route=suspect.told and any(name in SUSPECTS for name in suspect.names),
        )
        for suspect in view.suspects
    )
    table = tuple(
        (
            row.label,
            row.prior_words,
            row.effect_words or UNKNOWN,
            row.step,
            suspect.verdict,
        )
        for suspect in view.suspects
        for row in suspect.rows
    )
    return Shown(view, cards, table, every)


def _picture(row: Drawn) -> Markup:
    after = words("effect.none") if row.effect_words is None else row.effect_words
    return draw_effect(
        row.prior,
        row.effect,
        label=words("effect.label", label=row.label, prior=row.prior_words, effect=after),
        prior_inner=row.prior_inner,
        effect_inner=row.effect_inner,
    )


def line_of(line: TimeLine, w: Wording) -> Line:
    """The time line with what is written in it."""
    said = TimeLineWords(
        label=words("line.label", first=w.day(line.first), last=w.day(line.last)),
        km=lambda most: words("line.km", most=w.distance(most, 0)),
        load=words("line.load", most="{most}"),
        pain={side: words(f"line.pain.{side}") for side in Side},
        began=words("line.began", day=w.day(line.began)),
        month=w.short_month,
        run=partial(_run_words, w=w),
    )
    table = tuple(
        (
            _run_link(run.id, run.day, w),
            w.distance(run.km),
            w.load(run.knee_load_km),
            w.rating(run.pain.get(Side.LEFT)),
            w.rating(run.pain.get(Side.RIGHT)),
            run.shoe or UNKNOWN,
        )
        for run in reversed(line.runs)
    )
    return Line(line, draw_timeline(line, said), table)


def _run_words(run: RunLine, w: Wording) -> str:
    pain = [words(f"line.run.{side}", value=w.rating(run.pain.get(side))) for side in Side]
    return words("line.run", day=w.day(run.day), km=w.distance(run.km), pain=", ".join(pain))


def _run_link(run: int, day: date, w: Wording) -> Markup:
    return Markup('<a href="/runs/{}">{}</a>').format(run, w.day(day))
