"""Routes from the runner's own maps, with what each would ask of the knee.

Nothing goes online: the map, the elevation and the diary lie in the home.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

from kneewise.journal.asking_why import WhyQuestion, kept_why
from kneewise.journal.elevation import open_elevation
from kneewise.journal.mapping import open_maps
from kneewise.journal.past import load_history, step_curves
from kneewise.journal.route_words import SUSPECTS
from kneewise.journal.today import today
from kneewise.journal.where import boxes_of_runs
from kneewise.model.advice import Light
from kneewise.model.effect import Interval
from kneewise.model.errors import MapError, UsageError
from kneewise.model.ground import Evenness, Hardness
from kneewise.model.quantity import Length, Limit
from kneewise.model.ranking import CauseVerdict, Ranking
from kneewise.model.route import NoRoute, Route, RouteWish, Taste, UsualWay
from kneewise.model.words import Sentence, load_words
from kneewise.store.home import Store

if TYPE_CHECKING:
    from kneewise.care.today import TodayAnswer
    from kneewise.care.today.answer import Cap
    from kneewise.ground.elevation import Tiles
    from kneewise.ground.mapfile import MapFolder
    from kneewise.ground.network import Network
    from kneewise.ground.projection import Box
    from kneewise.ground.routing import Planned

WORDS = "kneewise.ground.routing"

SEEN_APART = {Taste.FLATTER: 1.0, Taste.EVENER: 0.05, Taste.SOFTER: 0.05}
"""Metres of climb a kilometre, or a share: routes that differ less read the same (our choice)."""

SUSPECTED = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)


@dataclass(frozen=True, slots=True)
class RouteOffer:
    """A route with its expected knee load in easy km, at the runner's own usual easy speed.

    `assumed` says in words what was not known for it.
    """

    route: Route
    load_km: Interval | None
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoutesAnswer:
    """Routes to choose from, those with most of what was sought first, and what to say with them.

    `taste` is what they were sought by. `because` says in a word why there is none, and
    `other_km` the nearest lengths with a loop. `said` are sentences in the order they matter:
    today's rule first. `usual` is None where no run of about this length is known,
    `speed_m_s` where no usual speed is. `attribution` must stand wherever a route is shown.
    """

    km: float
    taste: Taste
    out_and_back: bool
    offers: tuple[RouteOffer, ...]
    said: tuple[Sentence, ...]
    away_m: float
    usual: UsualWay | None
    speed_m_s: float | None
    attribution: str | None
    because: NoRoute | None = None
    other_km: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A taste, and the sentences that say why."""

    taste: Taste
    said: tuple[Sentence, ...]


def routes(store: Store, runner: str, wish: RouteWish, *, suggest: bool = False) -> RoutesAnswer:
    """Routes for a wish; with `suggest` of the kind that this runner's ranking speaks for.

    Raises UsageError for a place or a length that is none, MapError where no map covers the
    start or no way is near it, MissingExtraError.
    """
    from kneewise.ground.routing import Planner, box_of

    box = box_of(wish)
    network = _network(store, wish, box)
    light = today(store, runner)
    chosen = suggested(store, runner, light) if suggest else _asked(wish.taste)
    wish = replace(wish, taste=chosen.taste)
    tiles = open_elevation(store).meeting(box)
    planned = Planner(network, tiles.at if tiles else None).plan(wish)
    return _answer(store, runner, wish, planned, _Beside(chosen, light, network, tiles))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What an answer is put together from beside the routes."""

    chosen: Suggested
    light: TodayAnswer
    network: Network
    tiles: Tiles

    @property
    def attribution(self) -> str | None:
        said = [source.attribution for source in self.network.sources]
        said += [self.tiles.attribution] if self.tiles.attribution else []
        return "; ".join(dict.fromkeys(said)) or None


def suggested(store: Store, runner: str, light: TodayAnswer) -> Suggested:
    """The kind of route that today's rule asks for, else what the kept answer to "why" suspects."""
    if light.cap.no_downhill and light.cap.km > 0:
        return Suggested(Taste.FLATTER, (tell("chosen.no_downhill"), *_evidence(Taste.FLATTER)))
    ranking = kept_why(store, WhyQuestion(), runner).ranking
    if ranking is None:
        return Suggested(Taste.PLAIN, (tell("chosen.no_answer"),))
    return _by_suspect(ranking)


def _by_suspect(ranking: Ranking) -> Suggested:
    for cause in ranking.causes:
        taste = SUSPECTS.get(cause.name)
        if taste is None or cause.verdict not in SUSPECTED:
            continue
        said = tell(
            "chosen.suspect",
            taste=tell(f"taste.{taste}").text,
            label=cause.label,
            verdict=tell(f"verdict.{cause.verdict}").text,
        )
        return Suggested(taste, (said, *_evidence(taste)))
    return Suggested(Taste.PLAIN, (tell("chosen.nothing"),))


def _asked(taste: Taste) -> Suggested:
    if taste is Taste.PLAIN:
        return Suggested(taste, ())
    asked = tell("chosen.asked", taste=tell(f"taste.{taste}").text)
    return Suggested(taste, (asked, *_evidence(taste)))


def _evidence(taste: Taste) -> tuple[Sentence, ...]:
    """What research says of one kind of route: null is said."""
    said = (tell(f"evidence.{taste}"),)
    return (*said, tell("evidence.even_and_soft")) if taste is Taste.SOFTER else said


def _network(store: Store, wish: RouteWish, box: Box) -> Network:
    """The ways around the start. Raises MapError where no map is, or none covers it."""
    from kneewise.ground.mapfile import read_network
    from kneewise.ground.projection import Box

    maps: tuple[MapFolder, ...] = open_maps(store)
    if not maps:
        raise MapError(
            "No map is kept yet, and routes come from one: `kneewise map add FILE.osm.pbf`, or "
            "`kneewise map get`."
        )
    here = Box(wish.lon_deg, wish.lat_deg, wish.lon_deg, wish.lat_deg)
    near = [one for one in maps if one.box.meets(here)]
    if not near:
        names = ", ".join(one.source.name for one in maps)
        swapped = Box(wish.lat_deg, wish.lon_deg, wish.lat_deg, wish.lon_deg)
        if any(one.box.meets(swapped) for one in maps):
            raise UsageError(
                f"{wish.lat_deg:g},{wish.lon_deg:g} lies on no map of yours, "
                f"{wish.lon_deg:g},{wish.lat_deg:g} does: latitude comes first."
            )
        raise MapError(
            f"No map of yours covers {wish.lat_deg:g},{wish.lon_deg:g} (there are: {names}). Add "
            "one that does: kneewise map add."
        )
    return read_network(maps, box)


def _answer(
    store: Store, runner: str, wish: RouteWish, planned: Planned, beside: _Beside
) -> RoutesAnswer:
    from kneewise.journal.route_load import Runner, slope_of, with_slope

    who = Runner(
        load_history(store, runner),
        step_curves(store, runner),
        boxes_of_runs(store, runner, read=False),
    )
    found = tuple((one, slope_of(one)) for one in planned.found)
    offers = in_order(
        wish.taste,
        (
            RouteOffer(with_slope(one.route, slope), load.cumulative, load.assumed)
            for (one, slope), load in zip(found, who.loads(found), strict=True)
        ),
    )
    usual = who.usual(wish) if offers else None
    return RoutesAnswer(
        km=wish.km,
        taste=wish.taste,
        out_and_back=wish.out_and_back,
        offers=offers,
        said=(
            *_of_today(beside.light, offers),
            *beside.chosen.said,
            *_lacking(wish, offers),
            *_later(wish.taste, offers),
        ),
        away_m=planned.away_m,
        usual=usual,
        speed_m_s=who.speed_m_s,
        attribution=beside.attribution,
        because=planned.because,
        other_km=planned.other_km,
    )


def in_order(taste: Taste, offers: Iterable[RouteOffer]) -> tuple[RouteOffer, ...]:
    """The same routes, those with most of what was sought first.

    The search weighs length, repeats and big roads too, so that its own best may be the less soft
    one. Where nothing was sought, or it is not known, its order stays.
    """

    def place(offer: RouteOffer) -> tuple[bool, float]:
        short = _short_of(taste, offer.route)
        return short is None, short or 0.0

    return tuple(sorted(offers, key=place))


def _short_of(taste: Taste, route: Route) -> float | None:
    """How much a route has of what was to be less: uneven or hard shares, m of climb a km."""
    ground = route.ground
    if taste is Taste.FLATTER and route.climb_m is not None:
        return route.climb_m / route.km
    if taste is Taste.EVENER and ground.evenness is not None:
        return sum(share.mid for share in ground.evenness[Evenness.UNEVEN :])
    if taste is Taste.SOFTER and ground.hardness is not None:
        return ground.hardness[Hardness.HARD].mid
    return None


def _later(taste: Taste, offers: tuple[RouteOffer, ...]) -> tuple[Sentence, ...]:
    """That the later ones have less of what was sought: they are the next best of another way."""
    known = [short for one in offers if (short := _short_of(taste, one.route)) is not None]
    if len(known) < 2 or known[-1] - known[0] < SEEN_APART[taste]:
        return ()
    return (tell("later", taste=tell(f"taste.{taste}").text),)


def _lacking(wish: RouteWish, offers: tuple[RouteOffer, ...]) -> tuple[Sentence, ...]:
    """What of the wish could not be met."""
    said = []
    if offers and wish.taste is Taste.FLATTER and all(o.route.climb_m is None for o in offers):
        said.append(tell("flatter.no_tile"))
    if 0 < len(offers) < wish.count:
        said.append(tell("fewer", found=len(offers), asked=wish.count))
    return tuple(said)


def _of_today(light: TodayAnswer, offers: tuple[RouteOffer, ...]) -> tuple[Sentence, ...]:
    """What today's rule says against running such a route now; nothing where it says nothing."""
    if not offers:
        return ()
    if light.light in (Light.RED, Light.UNSCREENED, Light.AMBER):
        said = [tell(f"today.{light.light.value}")]
    else:
        said = []
    if light.cap.km > 0:
        said += [*_too_far(light.cap, offers), *_too_steep(light.cap, offers)]
    elif light.light is not Light.RED:
        said.append(tell("today.no_run"))
    return tuple(said)


def _too_far(cap: Cap, offers: tuple[RouteOffer, ...]) -> list[Sentence]:
    """Routes beyond today's limit: all of them, or which; on the ladder its minutes alone."""
    if cap.minutes is not None:
        return [tell("today.minutes", minutes=f"{floor(cap.minutes + 1e-6)}")]
    said = []
    over = [n for n, one in enumerate(offers, start=1) if one.route.km > cap.km]
    limit = Limit(cap.km)
    if len(over) == len(offers):
        said.append(tell("today.longer", limit=limit))
    elif over:
        which = " and ".join(map(str, over))
        said.append(tell("today.some_longer", which=which, limit=limit))
    return said


def _too_steep(cap: Cap, offers: tuple[RouteOffer, ...]) -> list[Sentence]:
    """Routes that go down where today's rule is none, or more than the most of 30 days."""
    downs = [one.route.descent_m for one in offers if one.route.descent_m is not None]
    if cap.no_downhill and not downs:
        return [tell("today.no_downhill")]
    if cap.no_downhill and max(downs) >= 1:
        return [tell("today.downhill", metres=Length(min(downs)))]
    if cap.descent_m is not None and max(downs, default=0.0) > cap.descent_m:
        return [tell("today.descent", metres=Length(floor(cap.descent_m)))]
    return []


def tell(sentence_id: str, **slots: object) -> Sentence:
    """A sentence of the route planner, filled."""
    sentence = load_words(WORDS)[sentence_id]
    return replace(sentence, text=sentence.fill(**slots))
