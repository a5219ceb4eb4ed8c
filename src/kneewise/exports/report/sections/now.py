"""Where the runner stands: in short on page 1, and in full: light, way back, outlook."""

from __future__ import annotations

from kneewise.care.outlook import Verdict
from kneewise.causes.names import named
from kneewise.exports.report.blocks import Block, Heading, Line, Lines
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.causes import unexplained
from kneewise.exports.report.sections.wording import advised, told, words
from kneewise.model import numbers
from kneewise.model.advice import Light
from kneewise.model.diary import PAINFUL
from kneewise.model.numbers import counted
from kneewise.model.ranking import RankingVerdict
from kneewise.model.words import say

TODAY = "kneewise.care.today"
SHAPES = {Light.GREEN: "●", Light.RED: "■"}
HALF = 0.5


def in_short(data: ReportData) -> tuple[Block, ...]:
    """What a physio with one minute reads."""
    lines = [_light(data), _rated(data), *_ranked(data), *_half(data)]
    return (Heading(words("short.title")), Lines(tuple(lines), bullets=True))


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The light with its reason, the step of the way back, how long it may take."""
    light, back = data.light, data.way_back
    lines = [_light(data), told(light.reason)]
    if light.cap.km > 0 and light.cap.because.id != light.reason.id:
        lines.append(told(light.cap.because))
    if back.stage is not None:
        slots = {"stage": back.stage, "stages": back.stages, "greens": back.greens}
        lines.append(Line(say(TODAY, "page.stage", **slots)))
    lines.append(told(back.next_step))
    to_green = say(TODAY, "page.to_green") + ": "
    lines += [told(said, to_green) for said in light.to_green]
    lines.append(Line(words("now.policy", policy=light.policy.value)))
    return (
        Heading(words("now.title")),
        Lines(tuple(lines), bullets=True),
        Heading(words("outlook.title")),
        Lines(tuple(_outlook(data)), bullets=True),
    )


def _light(data: ReportData) -> Line:
    light = data.light.light
    word = say(TODAY, f"light.{light.value}")
    return Line(words("now.light", shape=SHAPES.get(light, "▲"), word=word, how_far=_how_far(data)))


def _how_far(data: ReportData) -> str:
    cap = data.light.cap
    if cap.km <= 0:
        return words("now.no_run")
    if cap.minutes is not None:
        return words("now.minutes", minutes=f"{cap.minutes:.0f}")
    return words("now.km", km=f"{cap.km:.1f}")


def _rated(data: ReportData) -> Line:
    ranking = data.ranking
    if not ranking.rated_runs:
        return Line(words("short.unrated"))
    rated = counted(ranking.rated_runs, "rated run")
    return Line(words("short.rated", rated=rated, painful=ranking.painful_runs, from_=PAINFUL))


def _ranked(data: ReportData) -> list[Line]:
    ranking = data.ranking
    lines = [Line(words(f"causes.overall.{ranking.verdict.value}", names=named(ranking)))]
    if ranking.verdict is RankingVerdict.NAMED:
        lines.append(Line(unexplained(ranking)))
    return lines


def _half(data: ReportData) -> list[Line]:
    found = next((q for q in data.outlook.quantiles if q.share == HALF), None)
    if found is None:
        return []
    days = found.days
    slots = {"days": f"{days.mid:.0f}", "low": f"{days.low:.0f}", "high": f"{days.high:.0f}"}
    return [Line(words("outlook.half", **slots))]


def _outlook(data: ReportData) -> list[Line]:
    outlook = data.outlook
    lines = _half(data)
    if outlook.verdict is Verdict.WATCH and outlook.watch is not None:
        since, until = numbers.day(outlook.watch.since), numbers.day(outlook.watch.until)
        lines.append(Line(words("outlook.watch", since=since, until=until)))
    own = {"ended": outlook.own_ended, "open": outlook.own_open}
    if outlook.quantiles and (outlook.own_ended or outlook.own_open):
        lines.append(Line(words("outlook.own", **own)))
    return [*lines, *map(advised, outlook.reasons), *map(advised, outlook.facts)]
