"""Where runs usually start, and the plain map around it; the privacy zone hides its part."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.ground.routing.towns import place
from tests.web.towned import HOME, RUNS, make_home, write_way

from kneewise.journal import open_journal
from kneewise.journal.starts import SAME_M
from kneewise.model.route import RouteWish
from kneewise.model.runner import RunnerFact

LON, LAT = place(*HOME)


@pytest.fixture
def journal(tmp_path):
    with open_journal(make_home(tmp_path, match=False)) as journal:
        yield journal


def metres(start):
    return max(abs(start.lat_deg - LAT) * 111_195, abs(start.lon_deg - LON) * 74_000)


def test_runs_from_one_door_are_one_start_with_its_street(journal):
    (start,) = journal.route_desk().starts
    assert metres(start) < 5
    assert (start.runs, start.street, start.mapped) == (RUNS, "High Street", True)


def test_another_start_comes_after_the_one_used_most(journal, tmp_path):
    when = datetime.now(UTC) - timedelta(hours=20)
    journal.import_paths([write_way(tmp_path / "far.gpx", when, ((0, 0), (3, 0), (3, 3)))])
    first, second = journal.route_desk().starts
    assert (first.runs, second.runs) == (RUNS, 1)
    assert metres(second) > SAME_M


def test_the_desk_knows_the_usual_length_and_has_a_map_of_it(journal):
    desk = journal.route_desk()
    assert desk.km == 3.0
    assert desk.plain.attribution == "© OpenStreetMap contributors, ODbL"
    assert desk.plain.sheet.ways
    assert desk.middle == pytest.approx((LAT, LON), abs=1e-4)


def test_without_a_map_starts_are_known_and_nothing_is_drawn(journal):
    journal.remove_map("town")
    desk = journal.route_desk()
    assert (desk.maps, desk.plain, desk.middle) == (0, None, None)
    assert [one.mapped for one in desk.starts] == [False]


def test_an_empty_home_has_nothing_to_offer(home):
    with open_journal(home) as journal:
        desk = journal.route_desk()
    assert (desk.starts, desk.km, desk.maps, desk.plain) == ((), None, 0, None)


def test_a_start_in_the_privacy_zone_is_not_told(journal):
    journal.set_fact("privacy_zone", f"{LAT},{LON},250")
    starts = journal.route_desk().starts
    assert starts
    assert all(metres(one) > 200 for one in starts)


@pytest.mark.parametrize("said", ["here", f"{LAT},{LON},250000"])
def test_a_zone_that_can_t_be_read_or_holds_them_all_hides_every_start(journal, said):
    kept = RunnerFact("privacy_zone", said, date(1900, 1, 1), datetime.now(UTC))
    journal.store.facts.add(kept)
    assert journal.route_desk().starts == ()


def test_routes_lie_on_their_sheet_and_their_ways_are_the_town_s(journal):
    answer = journal.routes(RouteWish(LAT, LON, 4.0, count=2))
    found = journal.route_sheet(answer)
    sheet = found.plain.sheet
    assert len(found.lines) == len(answer.offers)
    for line in found.lines:
        for east, north in line:
            assert abs(east) <= sheet.reach_east_m
            assert abs(north) <= sheet.reach_north_m
    assert sheet.degrees(*found.start) == pytest.approx((LAT, LON), abs=1e-3)


def test_what_lies_in_the_zone_is_left_out_of_a_route_and_the_start_with_it(journal):
    journal.set_fact("privacy_zone", f"{LAT},{LON},150")
    answer = journal.routes(RouteWish(LAT, LON, 4.0, count=1))
    found = journal.route_sheet(answer)
    assert found.start is None
    assert None in found.lines[0]
    assert any(point is not None for point in found.lines[0])
