"""What the planner shows: its form with the map around the start, and routes on plain maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import dist
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from kneewise.journal.journal import Journal
from kneewise.journal.route_words import (
    RouteView,
    Units,
    assumed_words,
    away_words,
    none_words,
    route_views,
    usual_words,
)
from kneewise.journal.sheets import PlainSheet, RouteSheet
from kneewise.journal.starts import RouteDesk, UsualStart
from kneewise.model.route import RouteWish, Taste
from kneewise.model.words import Sentence, say
from kneewise.web.drawing.beside import draw_beside
from kneewise.web.drawing.sheet import (
    WIDTH,
    Frame,
    draw_route,
    draw_sheet,
    draw_starts,
    draw_ways,
    frame_round,
)
from kneewise.web.drawing.track import scale_bar
from kneewise.web.pages.route.searching import Found, Search
from kneewise.web.wording import KM_A_MILE, Wording, wording_of

if TYPE_CHECKING:  # it brings the knee load, without which the server starts sooner
    from kneewise.journal.routing import RoutesAnswer

SUGGESTED = "suggested"
WISHES = (SUGGESTED, *(taste.value for taste in Taste))
DEFAULT_KM = 5.0
NEAR_M = 1800.0
"""How far the map of the form reaches from the start, less than what is read of the map."""

words = partial(say, "kneewise.web.pages.route")


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form: `start` is chosen of those offered, `place` one that is typed."""

    start: str
    place: str
    km: str
    wish: str
    back: bool


@dataclass(frozen=True, slots=True)
class Start:
    """A usual start to choose: what it sends, and its words."""

    value: str
    said: str
    mapped: bool


@dataclass(frozen=True, slots=True)
class Tap:
    """What turns a place on the picture into degrees: those of its corner, and a pixel's."""

    lat_deg: float
    lon_deg: float
    lat_a_pixel: float
    lon_a_pixel: float


@dataclass(frozen=True, slots=True)
class FormPage:
    """What is asked. `picture` is None without a map there; `ways` must stand before it.

    `finding` is what the picture shows, in a sentence. `usual` says that there are usual starts
    among those to choose from.
    """

    maps: int
    usual: bool
    starts: tuple[Start, ...]
    filled: Filled
    ways: Markup | None
    picture: Markup | None
    finding: str
    tap: Tap | None
    attribution: str | None
    wishes: tuple[str, ...] = WISHES


@dataclass(frozen=True, slots=True)
class Candidate:
    """One route: its words, its picture, its load beside the usual one, and its files.

    `finding` is what the picture shows, in a sentence.
    """

    view: RouteView
    picture: Markup | None
    finding: str
    load: Markup | None
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What was found; `over` is False while it is being looked for.

    `failed` says why nothing could be looked for, `none` why nothing was found; `beside` that a
    usual way is known to set the knee load beside.
    """

    name: str
    over: bool
    failed: str | None
    form: FormPage
    said: tuple[Sentence, ...] = ()
    away: str | None = None
    none: str | None = None
    other: tuple[str, ...] = ()
    routes: tuple[Candidate, ...] = ()
    usual: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    hidden: bool = False
    beside: bool = False
    ways: Markup | None = None
    attribution: str | None = None


def form_page(journal: Journal) -> FormPage:
    """The form as it is before anything was asked."""
    w = wording_of(journal.profile())
    desk = journal.route_desk()
    first = next((one for one in desk.starts if one.mapped), None)
    km = w.as_said(desk.km or DEFAULT_KM)
    filled = Filled("" if first is None else _value(first), "", f"{km:.0f}", SUGGESTED, back=False)
    return _form(desk, filled, w, with_map=True)


def result_page(journal: Journal, search: Search) -> ResultPage:
    """A search as it stands, with the form filled as it was asked."""
    w = wording_of(journal.profile())
    found = search.found or Found()
    answer, sheet = found.answer, found.sheet
    units = _units(w)
    page = ResultPage(
        name=search.name,
        over=search.found is not None,
        failed=found.failed,
        form=_form(journal.route_desk(), _asked(search, w), w, with_map=False),
    )
    if answer is None:
        return page
    page = replace(page, said=answer.said, attribution=answer.attribution)
    if not answer.offers:
        other = tuple(f"{w.as_said(km):.2g}" for km in answer.other_km)
        return replace(page, none=none_words(answer, units), other=other)
    return replace(
        page,
        away=away_words(answer),
        routes=_candidates(search.name, answer, sheet, w),
        usual=usual_words(answer, units),
        assumed=assumed_words(answer),
        hidden=sheet is not None and any(None in line for line in sheet.lines),
        beside=answer.usual is not None,
        ways=None if sheet is None else _ways(sheet.plain),
    )


def _candidates(
    name: str, answer: RoutesAnswer, sheet: RouteSheet | None, w: Wording
) -> tuple[Candidate, ...]:
    usual = None if answer.usual is None else answer.usual.load_km
    loads = [one.load_km for one in answer.offers]
    most = 1.1 * max([one.high for one in (*loads, usual) if one is not None], default=0.0)
    views = route_views(answer, _units(w))
    return tuple(
        Candidate(
            view=view,
            picture=None if sheet is None else _picture(sheet, at, view.title, w),
            finding="" if sheet is None else _reaches(sheet, at, w),
            load=None if load is None else draw_beside(load, usual, most),
            files=_files(name, at + 1),
        )
        for at, (view, load) in enumerate(zip(views, loads, strict=True))
    )


def _form(desk: RouteDesk, filled: Filled, w: Wording, *, with_map: bool) -> FormPage:
    plain = desk.plain if with_map else None
    picture = tap = None
    if plain is not None and desk.middle is not None:
        east, north = plain.sheet.metres(*desk.middle)
        frame = frame_round(_corners(plain, east, north))
        places = [plain.sheet.metres(one.lat_deg, one.lon_deg) for one in desk.starts]
        picture = _sheet(plain, frame, draw_starts(frame, places), words("map.form"), w)
        tap = _tap(plain, frame)
    starts = [_start(n, one, w) for n, one in enumerate(desk.starts, start=1)]
    if filled.start not in {"", *(one.value for one in starts)}:
        starts.insert(0, Start(filled.start, words("start.same"), mapped=True))
    return FormPage(
        maps=desk.maps,
        usual=bool(desk.starts),
        starts=tuple(starts),
        filled=filled,
        ways=None if plain is None else _ways(plain),
        picture=picture,
        finding=_begin(desk.starts),
        tap=tap,
        attribution=None if plain is None else plain.attribution,
    )


def _begin(starts: Sequence[UsualStart]) -> str:
    """How many runs began at the start that the map lies around, among all that are numbered."""
    for number, one in enumerate(starts, start=1):
        if one.mapped:
            every = sum(each.runs for each in starts)
            return words("map.form.finding", runs=one.runs, all=every, number=number)
    return words("map.form.nowhere")


def _corners(plain: PlainSheet, east: float, north: float) -> list[tuple[float, float]]:
    """What the picture shows: some way around the start, no farther than the map has ways."""
    xs = [x for way in plain.sheet.ways for x in (min(way.east_m), max(way.east_m))]
    ys = [y for way in plain.sheet.ways for y in (min(way.north_m), max(way.north_m))]
    west, right = (_within(edge, xs, east) for edge in (east - NEAR_M, east + NEAR_M))
    south, top = (_within(edge, ys, north) for edge in (north - NEAR_M, north + NEAR_M))
    return [(west, south), (right, top)]


def _within(edge: float, ways: Sequence[int], middle: float) -> float:
    low, high = min(ways, default=middle), max(ways, default=middle)
    return min(max(edge, low), high)


def _start(number: int, one: UsualStart, w: Wording) -> Start:
    where = f"{one.lat_deg:.3f}, {one.lon_deg:.3f}" if one.street is None else one.street
    said = words(
        "start.one" if one.runs == 1 else "start.many",
        number=number,
        where=where,
        runs=one.runs,
        last=w.day(one.last),
    )
    return Start(
        _value(one), said if one.mapped else f"{said}. {words('start.no_map')}", one.mapped
    )


def _value(one: UsualStart) -> str:
    return f"{one.lat_deg:.5f},{one.lon_deg:.5f}"


def _asked(search: Search, w: Wording) -> Filled:
    wish: RouteWish = search.asked.wish
    return Filled(
        start=f"{wish.lat_deg:.5f},{wish.lon_deg:.5f}",
        place="",
        km=f"{w.as_said(wish.km):.3g}",
        wish=SUGGESTED if search.asked.suggest else wish.taste.value,
        back=wish.out_and_back,
    )


def _units(w: Wording) -> Units:
    return Units(
        far=w.distance,
        high=w.length,
        pace=lambda speed: w.pace(1.0, 1000 / speed / 60),
    )


def _ways(plain: PlainSheet) -> Markup:
    return draw_ways(
        ((way.kind.value, (way.east_m, way.north_m)) for way in plain.sheet.ways), _reach(plain)
    )


def _reach(plain: PlainSheet) -> float:
    return max(plain.sheet.reach_east_m, plain.sheet.reach_north_m)


def _reaches(found: RouteSheet, at: int, w: Wording) -> str:
    """How far a route goes from its start; what is drawn spans where the start is hidden."""
    drawn = [point for point in found.lines[at] if point is not None]
    if not drawn:
        return ""
    if found.start is not None:
        far_m = max(dist(found.start, point) for point in drawn)
        return words("map.reach", far=w.distance(far_m / 1000))
    span_m = max(max(axis) - min(axis) for axis in zip(*drawn, strict=True))
    return words("map.span", far=w.distance(span_m / 1000))


def _picture(found: RouteSheet, at: int, title: str, w: Wording) -> Markup:
    line = found.lines[at]
    frame = frame_round(line)
    drawn = draw_route(frame, line, found.start)
    return _sheet(found.plain, frame, drawn, words("map.route", title=title), w)


def _sheet(plain: PlainSheet, frame: Frame, drawn: Markup, label: str, w: Wording) -> Markup:
    bar_m = scale_bar(frame.metres_wide, 1000 * KM_A_MILE if w.imperial else 1000.0)
    km = bar_m / 1000
    said = w.length(bar_m) if km < 1 and not w.imperial else w.far(km)
    return draw_sheet(frame, _reach(plain), drawn, label, (bar_m, said))


def _tap(plain: PlainSheet, frame: Frame) -> Tap:
    north, west = plain.sheet.degrees(frame.west_m, frame.north_m)
    across = frame.metres_wide
    south, east = plain.sheet.degrees(frame.west_m + across, frame.north_m - across)
    return Tap(north, west, (south - north) / WIDTH, (east - west) / WIDTH)


def _files(name: str, number: int) -> tuple[tuple[str, str], ...]:
    base = f"/route/{quote(name)}/{number}"
    return (("gpx", f"{base}.gpx"), ("fit", f"{base}.fit"))
