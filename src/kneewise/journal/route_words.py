"""Routes as sentences, chosen once: the command line and the pages say the same.

Pure: a `RoutesAnswer` in, words out. How a distance, a height and a pace are written is handed
in, since runners differ in their units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kneewise.model import numbers
from kneewise.model.quantity import Length
from kneewise.model.route import NoRoute, Taste
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.routing import RouteOffer, RoutesAnswer
    from kneewise.model.effect import Interval

WORDS = "kneewise.ground.routing"
words = partial(say, WORDS)

SUSPECTS: Mapping[str, Taste] = {
    "descent": Taste.FLATTER,
    "uneven_ground": Taste.EVENER,
    "hard_surface": Taste.SOFTER,
    "hard_ground_in_shoe": Taste.SOFTER,
}
"""Which kind of route would spare the knee what a cause stands for."""

SEEN = 0.005
"""A share below this is not shown; it would read 0 %."""

SEEN_CLASS = 0.025
"""A class of ground below this is not shown; its share would round to nothing."""

FAR_M = 60.0
"""From here on it is said how far the start is from the place that was named."""

REFERENCE_M_S = 3.0


@dataclass(frozen=True, slots=True)
class RouteView:
    """One route in words; None where there is nothing to say."""

    title: str
    way: tuple[str, ...]
    height: str
    even: str
    hard: str
    untagged: str | None
    load: str | None


@dataclass(frozen=True, slots=True)
class Units:
    """How lengths are written: kilometres, metres of height, and a speed in m/s as a pace."""

    far: Callable[[float], str]
    high: Callable[[float], str]
    pace: Callable[[float], str]


def route_views(answer: RoutesAnswer, units: Units | None = None) -> tuple[RouteView, ...]:
    """Every route that is offered, in their order."""
    chosen = units or METRIC
    return tuple(
        _view(number, offer, answer, chosen) for number, offer in enumerate(answer.offers, start=1)
    )


def usual_words(answer: RoutesAnswer, units: Units | None = None) -> tuple[str, ...]:
    """The runner's usual way beside them, and what the knee load rests on."""
    chosen = units or METRIC
    said = [_usual(answer, chosen)]
    if answer.usual is not None and overlap(answer):
        said.append(words("usual.same"))
    if answer.speed_m_s is None:
        said.append(words("load.reference"))
    return tuple(said)


def assumed_words(answer: RoutesAnswer) -> tuple[str, ...]:
    """What was not known for the loads, each once, and what would tell the slope."""
    assumed = dict.fromkeys(text for offer in answer.offers for text in offer.assumed)
    bare = any(offer.route.climb_m is None for offer in answer.offers)
    told = any(sentence.id == "flatter.no_tile" for sentence in answer.said)
    return (*assumed, words("height.add")) if bare and not told else tuple(assumed)


def away_words(answer: RoutesAnswer) -> str | None:
    """How far the start is from the place that was named, where that is worth saying."""
    if answer.away_m <= FAR_M:
        return None
    return words("away", metres=Length(round(answer.away_m, -1)))


def none_words(answer: RoutesAnswer, units: Units | None = None) -> str:
    """Why there is no route."""
    km = (units or METRIC).far(answer.km)
    if answer.out_and_back:
        return words("none.out_and_back", far=km)
    return words(f"none.{answer.because or NoRoute.NO_LOOP}", far=km)


def overlap(answer: RoutesAnswer) -> bool:
    """Whether no route's load can be told from the usual way's."""
    usual = answer.usual
    loads = [offer.load_km for offer in answer.offers]
    return usual is not None and all(
        load is not None and load.low <= usual.load_km.high and usual.load_km.low <= load.high
        for load in loads
    )


def _view(number: int, offer: RouteOffer, answer: RoutesAnswer, units: Units) -> RouteView:
    route = offer.route
    title = "route.title" if route.loop else "route.out_and_back.title"
    untagged = load = None
    if route.untagged > SEEN:
        untagged = words("route.untagged.share", share=percent(route.untagged))
    if offer.load_km is not None:
        pace = units.pace(answer.speed_m_s or REFERENCE_M_S)
        load = words("route.load.value", load=numbers.load(offer.load_km), pace=pace)
    return RouteView(
        title=words(title, number=number, far=units.far(route.km)),
        way=tuple(_way(offer)),
        height=_height(offer, units),
        even=_shares("E", route.ground.evenness),
        hard=_shares("H", route.ground.hardness),
        untagged=untagged,
        load=load,
    )


def _way(offer: RouteOffer) -> list[str]:
    route = offer.route
    said = []
    if route.loop:
        once = route.repeated <= SEEN
        key = "route.way.once" if once else "route.way.repeated"
        said.append(words(key, **({} if once else {"share": percent(route.repeated)})))
    if route.big_road > SEEN:
        said.append(words("route.way.big", share=percent(route.big_road)))
    else:
        said.append(words("route.way.no_big"))
    if route.steps > 0:
        said.append(words("route.way.steps", share=percent(route.steps)))
    said.append(words("route.turns", turns=len(route.turns)))
    return said


def _height(offer: RouteOffer, units: Units) -> str:
    climb, descent = offer.route.climb_m, offer.route.descent_m
    if climb is None or descent is None:
        return words("route.height.unknown")
    return words(
        "route.height.known", climb=units.high(tens(climb)), descent=units.high(tens(descent))
    )


def _shares(letter: str, shares: Sequence[Interval] | None) -> str:
    """`80 % (70 to 90 %) even, 20 % (10 to 30 %) rough`, the classes that there are."""
    if shares is None:
        return numbers.UNKNOWN
    return ", ".join(
        words("route.share", share=numbers.share(share), what=words(f"class.{letter}{number}"))
        for number, share in enumerate(shares)
        if share.mid >= SEEN_CLASS
    )


def _usual(answer: RoutesAnswer, units: Units) -> str:
    usual = answer.usual
    if usual is None:
        return words("usual.none")
    return words(
        "usual.near" if usual.near else "usual.any",
        far=units.far(usual.km),
        runs=numbers.counted(usual.runs, "run"),
        load=numbers.load(usual.load_km),
    )


def percent(share: float) -> str:
    """A counted share in whole per cent; what is there is never 0 %."""
    return f"{max(1, round(100 * share))} %" if share > 0 else "0 %"


def tens(metres: float) -> float:
    """Metres of height in tens, since a tile tells no more; units below 20."""
    return float(round(metres) if metres < 20 else round(metres, -1))


def pace(speed_m_s: float) -> str:
    """`5:33 min/km`."""
    minutes, seconds = divmod(round(1000 / speed_m_s), 60)
    return f"{minutes}:{seconds:02d} min/km"


def _km(km: float) -> str:
    """`40 km` for a whole number, else one decimal."""
    return f"{km:.1f} km"


METRIC = Units(far=_km, high=lambda metres: f"{metres:.0f} m", pace=pace)
