from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.exports.routes import a_route
from tests.ground.heights import write_hgt
from tests.ground.osm import write_pbf
from tests.ground.routing.towns import STREET, grid, place

from kneewise.journal import routing
from kneewise.journal.asking_why import KeptWhy
from kneewise.journal.encoding import to_json
from kneewise.journal.route_words import assumed_words
from kneewise.journal.routing import RouteOffer
from kneewise.model.advice import Light
from kneewise.model.effect import Interval
from kneewise.model.errors import MapError, UsageError
from kneewise.model.ground import Hardness
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.route import NoRoute, RouteWish, Taste
from kneewise.model.words import CLASSES, load_words

ONE = Interval(1.0, 1.0, 1.0)
NOTHING = Interval(0.0, 0.0, 0.0)
UNBOUND = {"km": 9.0, "minutes": None, "no_downhill": False, "descent_m": None}


def wish(km: float = 4.0, **more) -> RouteWish:
    lon, lat = place(4, 4)
    return RouteWish(lat, lon, km, **more)


@pytest.fixture
def town(journal, tmp_path):
    """A journal with a map of nine by nine blocks; runs of `ran` go through it northwards."""
    journal.add_map(write_pbf(tmp_path / "town.osm.pbf", grid(9, 9)), "town")
    return journal


@pytest.fixture
def history(town, ran) -> Callable[[int, float], None]:
    def runs(count: int, km: float) -> None:
        today = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0)
        for days in range(count):
            ran(today - timedelta(days=1 + 2 * days), km)

    return runs


def ranking(**verdicts: CauseVerdict) -> Ranking:
    causes = tuple(
        RankedCause(name, name.replace("_", " "), verdict, "step", ONE, None, None, None, None, ())
        for name, verdict in verdicts.items()
    )
    none = (None,) * 3
    return Ranking(RankingVerdict.NAMED, *none, 40, 8, 48, None, (), causes)


@pytest.fixture
def told(monkeypatch):
    """What `why` is said to have answered."""

    def answer(kept: Ranking | None) -> None:
        monkeypatch.setattr(routing, "kept_why", lambda *_: KeptWhy("mark", kept))

    return answer


def said(answer) -> list[str]:
    return [sentence.id for sentence in answer.said]


def test_without_a_map_it_says_how_to_get_one(journal):
    with pytest.raises(MapError, match="map add"):
        journal.routes(wish())


def test_outside_every_map_it_says_which_there_are(town):
    with pytest.raises(MapError, match=r"No map of yours covers 10,20 \(there are: town\)"):
        town.routes(RouteWish(10, 20, 5))


def test_latitude_and_longitude_swapped_are_seen(town):
    lon, lat = place(4, 4)
    with pytest.raises(UsageError, match="latitude comes first"):
        town.routes(RouteWish(lon, lat, 5))


def test_an_answer_is_whole_and_can_be_told_as_json(town):
    answer = town.routes(wish(count=2))
    assert len(answer.offers) == 2
    assert answer.attribution == "© OpenStreetMap contributors, ODbL"
    assert answer.because is None
    assert '"lat_deg"' in to_json(answer)
    for offer in answer.offers:
        assert abs(offer.route.km / 4 - 1) <= 0.05
        assert offer.load_km.low < offer.load_km.mid < offer.load_km.high


def test_without_an_elevation_tile_climb_is_unknown_and_not_0(town):
    (offer,) = town.routes(wish(count=1)).offers
    assert (offer.route.climb_m, offer.route.descent_m, offer.route.altitude_m) == (None,) * 3
    assert any("Slope is not known anywhere" in text for text in offer.assumed)


def test_what_would_tell_the_slope_is_said_once_and_only_where_it_is_unknown(town, tmp_path):
    answer = town.routes(wish(count=2))
    assert sum("kneewise map add" in text for text in assumed_words(answer)) == 1
    flatter = town.routes(wish(taste=Taste.FLATTER, count=1))
    assert any("kneewise map add" in sentence.text for sentence in flatter.said)
    assert not any("kneewise map add" in text for text in assumed_words(flatter))
    town.add_map(write_hgt(tmp_path / "N48E008.hgt", lambda lat, lon: 0 * (lat + lon)))
    town.add_map(write_hgt(tmp_path / "N48E009.hgt", lambda lat, lon: 0 * (lat + lon)))
    assert not any("Slope" in text for text in assumed_words(town.routes(wish(count=1))))


def test_the_load_is_beside_the_usual_way_at_the_usual_speed(town, history):
    history(4, 4.0)
    answer = town.routes(wish(count=1))
    assert answer.speed_m_s == pytest.approx(3.0, rel=0.02)
    assert answer.usual.runs == 4
    assert answer.usual.load_km.mid == pytest.approx(4, rel=0.15)
    assert answer.offers[0].load_km.mid == pytest.approx(answer.usual.load_km.mid, rel=0.15)


def test_runs_of_another_length_are_no_usual_way(town, history):
    history(4, 12.0)
    assert town.routes(wish(count=1)).usual is None


def test_without_runs_the_load_is_for_the_model_s_own_speed(town):
    answer = town.routes(wish(count=1))
    assert answer.speed_m_s is None
    assert answer.offers[0].load_km.mid == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(
    ("verdicts", "taste", "why"),
    [
        ({"descent": CauseVerdict.NAMED}, Taste.FLATTER, "chosen.suspect"),
        ({"uneven_ground": CauseVerdict.SUSPECTED}, Taste.EVENER, "chosen.suspect"),
        ({"hard_surface": CauseVerdict.NOT_SEPARABLE}, Taste.SOFTER, "chosen.suspect"),
        ({"descent": CauseVerdict.CANT_TELL}, Taste.PLAIN, "chosen.nothing"),
        ({"hard_surface": CauseVerdict.NO_SIGN}, Taste.PLAIN, "chosen.nothing"),
        ({"session_spike": CauseVerdict.NAMED}, Taste.PLAIN, "chosen.nothing"),
        (
            {"uneven_ground": CauseVerdict.NAMED, "descent": CauseVerdict.NAMED},
            Taste.EVENER,
            "chosen.suspect",
        ),
    ],
)
def test_by_default_the_diary_s_own_suspect_decides(town, told, verdicts, taste, why):
    told(ranking(**verdicts))
    answer = town.routes(wish(count=1), suggest=True)
    assert answer.taste is taste
    assert why in said(answer)


def test_what_research_alone_suspects_is_not_put_down_to_the_diary(town, told):
    told(ranking(descent=CauseVerdict.SUSPECTED))
    answer = town.routes(wish(count=1), suggest=True)
    (sentence,) = [one for one in answer.said if one.id == "chosen.suspect"]
    assert "suspected from research" in sentence.text
    assert "diary" not in sentence.text


def test_without_an_answer_to_why_nothing_is_suggested(town, told):
    told(None)
    answer = town.routes(wish(count=1), suggest=True)
    assert answer.taste is Taste.PLAIN
    assert "chosen.no_answer" in said(answer)


def test_what_is_asked_for_beats_the_suspect(town, told):
    told(ranking(descent=CauseVerdict.NAMED))
    assert town.routes(wish(count=1, taste=Taste.SOFTER)).taste is Taste.SOFTER
    assert town.routes(wish(count=1)).taste is Taste.PLAIN


@pytest.mark.parametrize("taste", [Taste.EVENER, Taste.SOFTER])
def test_where_evidence_is_null_it_says_so(town, taste):
    answer = town.routes(wish(count=1, taste=taste))
    (sentence,) = [one for one in answer.said if one.id == f"evidence.{taste}"]
    assert "null" in sentence.text
    assert sentence.kind == "finding"
    assert sentence.sources


def test_of_flat_routes_it_says_that_only_mechanics_are_known(town):
    answer = town.routes(wish(count=1, taste=Taste.FLATTER))
    (sentence,) = [one for one in answer.said if one.id == "evidence.flatter"]
    assert "only the mechanics" in sentence.text


def test_flatter_without_elevation_says_that_it_can_t_be_told(town):
    assert "flatter.no_tile" in said(town.routes(wish(count=1, taste=Taste.FLATTER)))
    assert "flatter.no_tile" not in said(town.routes(wish(count=1)))


def test_today_s_rule_stands_before_anything_else(town):
    """Nobody answered the symptom check here."""
    first = town.routes(wish(count=1, taste=Taste.SOFTER)).said[0]
    assert first.id == "today.unscreened"
    assert first.kind == "precaution"


@pytest.mark.parametrize("light", ["red", "unscreened", "amber"])
def test_a_light_that_is_not_green_is_said(town, light):
    today = town.today()
    answer = town.routes(wish(count=1))
    changed = replace(today, light=type(today.light)(light))
    assert f"today.{light}" in [s.id for s in routing._of_today(changed, answer.offers)]


def test_a_route_longer_than_today_s_limit_is_said_and_the_limit_is_never_rounded_up(town):
    today = town.today()
    offers = town.routes(wish(count=1)).offers
    short = replace(today, cap=replace(today.cap, km=2.99, minutes=None))
    (sentence,) = [s for s in routing._of_today(short, offers) if s.id == "today.longer"]
    assert "2.9 km" in sentence.text
    enough = replace(today, cap=replace(today.cap, km=9.0, minutes=None))
    assert "today.longer" not in [s.id for s in routing._of_today(enough, offers)]


def told_of_today(town, offers, **cap):
    """By id: what is said of these routes under another limit than today's."""
    today = town.today()
    changed = replace(today, light=Light.GREEN, cap=replace(today.cap, **UNBOUND | cap))
    return {one.id: one for one in routing._of_today(changed, offers)}


def sized(offers, *sizes):
    """As many routes as sizes: (km, descent in m or None)."""
    one = offers[0]
    return tuple(
        replace(one, route=replace(one.route, km=km, descent_m=down)) for km, down in sizes
    )


def test_which_routes_are_longer_than_today_s_limit_is_said(town):
    offers = sized(town.routes(wish(count=1)).offers, (4.9, None), (5.2, None), (5.01, None))
    said = told_of_today(town, offers, km=5.0)
    assert "today.longer" not in said
    assert said["today.some_longer"].text.startswith("Route 2 and 3: longer")
    assert not told_of_today(town, offers, km=5.3)
    assert "today.longer" in told_of_today(town, offers, km=4.8)


def test_a_limit_in_minutes_is_said_and_never_rounded_up(town):
    offers = sized(town.routes(wish(count=1)).offers, (3.0, None))
    said = told_of_today(town, offers, km=4.0, minutes=23.9)
    assert "23 minutes" in said["today.minutes"].text
    assert said["today.minutes"].kind == "precaution"


def test_on_the_ladder_the_minutes_alone_are_said(town):
    offers = sized(town.routes(wish(count=1)).offers, (3.0, None), (5.0, None))
    for km in (0.3, 4.0):
        assert set(told_of_today(town, offers, km=km, minutes=22.0)) == {"today.minutes"}


def test_downhill_is_said_where_today_s_rule_is_a_run_without(town):
    offers = sized(town.routes(wish(count=1)).offers, (3.0, 80.0), (3.1, 25.0))
    said = told_of_today(town, offers, no_downhill=True)
    assert "25 m" in said["today.downhill"].text
    flat = sized(offers, (3.0, 0.0))
    assert not told_of_today(town, flat, no_downhill=True)


def test_more_downhill_than_the_month_s_most_is_said(town):
    offers = sized(town.routes(wish(count=1)).offers, (3.0, 80.0), (3.1, 25.0))
    assert "60 m" in told_of_today(town, offers, descent_m=60.9)["today.descent"].text
    assert not told_of_today(town, offers, descent_m=90.0)


def test_a_rule_of_no_downhill_asks_for_flatter_and_says_what_it_cannot_tell(town, told):
    told(ranking(hard_surface=CauseVerdict.NAMED))
    today = town.today()
    bound = replace(today, cap=replace(today.cap, km=5.0, no_downhill=True))
    chosen = routing.suggested(town.store, town.runner, bound)
    assert chosen.taste is Taste.FLATTER
    offers = town.routes(wish(count=1)).offers
    assert "today.no_downhill" in [s.id for s in routing._of_today(bound, offers)]


def test_a_day_without_a_run_has_no_rule_for_one(town, told):
    told(ranking(hard_surface=CauseVerdict.NAMED))
    today = town.today()
    resting = replace(today, cap=replace(today.cap, km=0.0, no_downhill=True))
    assert routing.suggested(town.store, town.runner, resting).taste is Taste.SOFTER


def test_fewer_than_asked_for_is_said(town):
    answer = town.routes(wish(km=6.0, count=10))
    assert 0 < len(answer.offers) < 10
    assert "fewer" in said(answer)
    assert "fewer" not in said(town.routes(wish(count=1)))


def offers_of(taste: Taste, amounts: list[float]) -> tuple[RouteOffer, ...]:
    """Routes that have so much of what is to be less, a share or a climb in hundreds of m."""

    def made(amount: float) -> RouteOffer:
        route = a_route()
        rest, some = Interval(0.0, 1 - amount, 1.0), Interval(0.0, amount, 1.0)
        ground = replace(
            route.ground,
            evenness=(rest, NOTHING, some, NOTHING, NOTHING),
            hardness=(NOTHING, NOTHING, rest, some),
        )
        climb = 100 * amount if taste is Taste.FLATTER else None
        return RouteOffer(replace(route, ground=ground, climb_m=climb), None, ())

    return tuple(map(made, amounts))


@pytest.mark.parametrize("taste", [Taste.FLATTER, Taste.EVENER, Taste.SOFTER])
def test_what_has_most_of_what_was_sought_comes_first(taste):
    worse, better, middle = offers_of(taste, [0.9, 0.1, 0.4])
    assert routing.in_order(taste, (worse, better, middle)) == (better, middle, worse)


def test_where_nothing_was_sought_or_it_is_unknown_the_order_stays():
    found = offers_of(Taste.SOFTER, [0.9, 0.1])
    assert routing.in_order(Taste.PLAIN, found) == found
    assert routing.in_order(Taste.FLATTER, found) == found


@pytest.mark.parametrize("taste", list(Taste))
def test_that_later_ones_have_less_of_it_is_said_once_where_it_is_so(journal, tmp_path, taste):
    def tags(column: float, row: float) -> dict[str, str]:
        soft = column >= 4 and row >= 4
        return {"highway": "track", "surface": "gravel"} if soft else STREET

    journal.add_map(write_pbf(tmp_path / "mixed.osm.pbf", grid(9, 9, tags)), "mixed")
    answer = journal.routes(wish(taste=taste))
    hard = [one.route.ground.hardness[Hardness.HARD].mid for one in answer.offers]
    assert len(hard) > 1
    if taste is Taste.SOFTER:
        assert hard == sorted(hard)
        assert hard[-1] - hard[0] > routing.SEEN_APART[taste]
        assert said(answer).count("later") == 1
    elif taste is not Taste.EVENER:
        assert "later" not in said(answer)


def test_where_there_is_none_it_says_why_and_what_there_is(town):
    answer = town.routes(wish(km=40.0))
    assert answer.offers == ()
    assert answer.because is NoRoute.SMALL
    assert answer.other_km


def test_every_sentence_has_its_class_says_it_and_is_used():
    root = Path(routing.__file__).parents[1]
    code = "".join(
        file.read_text("utf-8")
        for file in (
            root / "journal" / "routing.py",
            root / "journal" / "route_words.py",
            root / "cli" / "route_view.py",
        )
    )
    for key, sentence in load_words(routing.WORDS).items():
        assert sentence.kind in CLASSES
        if sentence.kind == "precaution":
            assert "our precaution" in sentence.text
        stem = key.rpartition(".")[0]
        assert f'"{key}"' in code or f'f"{stem}.{{' in code or f'f"{stem}.' in code, key
