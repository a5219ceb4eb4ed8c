from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.ground.matching.conftest import Run, at, run_along, wander
from tests.ground.osm import Road

from kneewise.ground.matching import match, trace
from kneewise.ground.network import no_network

STREET = {"highway": "residential"}
PATH = {"highway": "footway"}


def ids(network, found):
    """The OpenStreetMap id of every sample's way, 0 for none."""
    return np.where(found.way >= 0, network.way_id[found.way], 0)


@pytest.fixture
def one_street(network_of):
    return network_of(Road((at(0, 0), at(200, 0), at(600, 0)), STREET))


def test_a_run_along_a_street_was_on_it_and_surely(one_street, matched) -> None:
    run = run_along([(5, 0), (595, 0)]).moved(0, 4.0)
    found = matched(one_street, run)
    assert (ids(one_street, found) == 1).all()
    assert found.probability.min() > 0.95
    assert found.unknown.max() < 0.05


def test_the_segment_is_one_of_the_way_near_the_sample(one_street, matched) -> None:
    run = run_along([(5, 0), (595, 0)])
    found = matched(one_street, run)
    assert (one_street.segments.way[found.segment] == found.way).all()
    far = np.abs(run.x_m - 200) > 10
    assert (found.segment[far] == (run.x_m[far] > 200)).all()


def test_an_error_towards_a_parallel_way_that_is_not_joined_is_no_change_of_way(
    network_of, matched
) -> None:
    network = network_of(
        Road((at(0, 0), at(800, 0)), STREET), Road((at(0, 16), at(800, 16)), STREET)
    )
    run = run_along([(5, 0), (795, 0)])
    bulge = 11.0 * np.exp(-(((run.x_m - 400) / 80) ** 2))
    assert (ids(network, matched(network, run.moved(0, bulge))) == 1).all()


def test_a_change_of_side_is_seen_where_a_crossing_joins_the_pavements(network_of, matched) -> None:
    side = {"highway": "footway", "footway": "sidewalk"}
    network = network_of(
        Road((at(0, 0), at(300, 0), at(600, 0)), side),
        Road((at(0, 20), at(300, 20), at(600, 20)), side),
        Road((at(300, 0), at(300, 20)), {"highway": "footway", "footway": "crossing"}),
    )
    run = run_along([(5, 0), (300, 0), (300, 20), (595, 20)])
    found = matched(network, run.moved(wander(1, len(run.x_m), 2), wander(2, len(run.x_m), 2)))
    said = ids(network, found)
    assert (said[run.x_m < 285] == 1).all()
    assert (said[run.x_m > 315] == 2).all()
    assert 3 in said


def test_a_street_that_is_crossed_is_not_turned_into(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(300, 0), at(600, 0)), STREET),
        Road((at(300, -200), at(300, 0), at(300, 200)), STREET),
    )
    said = ids(network, matched(network, run_along([(5, 0), (595, 0)]).moved(3.0, 3.0)))
    assert (said == 1).all()


def test_a_corner_is_where_the_receiver_was_off_by_as_much_as_before(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(300, 0)), STREET), Road((at(300, 0), at(300, 300)), STREET)
    )
    run = run_along([(5, 0), (300, 0), (300, 295)])
    said = ids(network, matched(network, run.moved(6.0, -6.0)))
    wrong = said != np.where(run.y_m > 0, 2, 1)
    assert wrong.sum() <= 2


def test_under_a_bridge_nobody_gets_on_to_it(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(600, 0)), STREET),
        Road((at(300, -300), at(300, 300)), {**STREET, "bridge": "yes", "layer": "1"}),
        Road((at(0, 300), at(300, 300)), STREET),
    )
    run = run_along([(5, 0), (595, 0)])
    assert (ids(network, matched(network, run.moved(2, 3))) == 1).all()


def test_the_way_with_sky_is_taken_before_the_one_below_it(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(600, 0)), {**PATH, "layer": "-1", "tunnel": "yes"}),
        Road((at(0, 3), at(600, 3)), PATH),
    )
    assert (ids(network, matched(network, run_along([(5, 0), (595, 0)]))) == 2).all()


def test_on_both_sides_of_a_tunnel_the_way_is_known_and_inside_it_is_not(
    network_of, matched
) -> None:
    network = network_of(
        Road((at(0, 0), at(250, 0)), STREET),
        Road((at(250, 0), at(330, 0)), {**STREET, "tunnel": "yes", "layer": "-1"}),
        Road((at(330, 0), at(600, 0)), STREET),
    )
    run = run_along([(5, 0), (595, 0)])
    inside = (run.x_m > 250) & (run.x_m < 330)
    found = matched(network, run.without(inside))
    said = ids(network, found)
    assert (said[run.x_m <= 250] == 1).all()
    assert (said[run.x_m >= 330] == 3).all()
    assert (found.way[inside] == -1).all()
    assert (found.segment[inside] == -1).all()
    assert (found.unknown[inside] == 1).all()
    assert np.isnan(found.probability[inside]).all()


def test_who_leaves_the_map_is_on_no_known_way_until_she_is_back(one_street, matched) -> None:
    run = run_along([(5, 0), (200, 0), (200, 150), (400, 150), (400, 0), (595, 0)])
    found = matched(one_street, run)
    away = run.y_m > 45
    assert (found.way[away] == -1).all()
    assert found.unknown[away].min() > 0.99
    assert found.probability[away].min() > 0.99
    assert (ids(one_street, found)[run.y_m == 0] == 1).mean() > 0.95


def test_a_parallel_that_stays_far_aside_is_not_the_street(one_street, matched) -> None:
    run = run_along([(595, 0), (5, 0), (595, 0), (5, 0), (5, 30), (595, 30)])
    found = matched(one_street, run.moved(0, wander(3, len(run.x_m), 2)))
    assert found.unknown[(run.y_m == 30) & (run.x_m > 30)].mean() > 0.5
    assert found.unknown[run.y_m == 0].mean() < 0.05


def test_who_crosses_a_square_is_on_it_though_only_its_outline_is_drawn(
    network_of, matched
) -> None:
    corners = ((200, -30), (260, -30), (260, 30), (200, 30), (200, -30))
    square = {"highway": "pedestrian", "area": "yes"}
    network = network_of(
        Road(tuple(at(*place) for place in corners), square),
        Road((at(0, -30), at(200, -30)), STREET),
        Road((at(260, 30), at(500, 30)), STREET),
    )
    run = run_along([(5, -30), (200, -30), (260, 30), (495, 30)])
    found = matched(network, run.moved(wander(1, len(run.x_m), 2), wander(2, len(run.x_m), 2)))
    said = ids(network, found)
    on_square = (run.x_m > 212) & (run.x_m < 248)
    assert (said[on_square] == 1).all()
    assert found.unknown[on_square].mean() < 0.2
    assert (said[run.x_m < 185] == 2).all()
    assert (said[run.x_m > 275] == 3).all()


def test_standing_at_a_corner_changes_no_way(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(300, 0), at(600, 0)), STREET), Road((at(300, 0), at(300, 300)), STREET)
    )
    before, after = run_along([(5, 0), (285, 0)]), run_along([(285, 0), (595, 0)])
    still = np.full(300, 285.0)
    x = np.concatenate((before.x_m, still, after.x_m))
    run = Run(np.arange(len(x), dtype=np.float64), x, np.zeros(len(x)))
    run = run.moved(wander(4, len(x), 3), wander(5, len(x), 3))
    assert (ids(network, matched(network, run)) == 1).mean() > 0.98


def test_a_way_that_bends_back_beside_itself_is_one_way(network_of, matched) -> None:
    bends = ((0, 0), (300, 0), (310, 6), (300, 12), (0, 12), (-10, 18), (0, 24), (300, 24))
    network = network_of(Road(tuple(at(*place) for place in bends), PATH))
    found = matched(network, run_along(bends).moved(1.5, 2.0))
    assert (found.way == 0).all()
    assert found.probability.min() > 0.9


def test_a_lap_run_four_times_is_the_same_way_four_times(network_of, matched) -> None:
    angle = np.linspace(0, 2 * np.pi, 40)
    lap = [(150 + 60 * float(np.cos(a)), 100 + 60 * float(np.sin(a))) for a in angle[:-1]]
    lap.append(lap[0])
    network = network_of(Road(tuple(at(*place) for place in lap), {"leisure": "track"}))
    found = matched(network, run_along(lap * 4).moved(2.0, -2.0))
    assert (found.way == 0).all()


def test_a_sample_every_five_seconds_says_what_one_every_second_says(network_of, matched) -> None:
    network = network_of(
        Road((at(0, 0), at(300, 0)), STREET),
        Road((at(300, 0), at(300, 300)), STREET),
        Road((at(0, 30), at(280, 30)), STREET),
    )
    run = run_along([(5, 0), (300, 0), (300, 295)]).moved(3.0, 4.0)
    often, seldom = matched(network, run), matched(network, run.only(slice(None, None, 5)))
    assert (often.way[::5] == seldom.way).mean() > 0.95


def test_a_way_closed_to_people_on_foot_is_less_likely_than_the_one_beside_it(
    network_of, matched
) -> None:
    network = network_of(
        Road((at(0, 0), at(600, 0)), {"highway": "secondary", "foot": "no"}),
        Road((at(0, 8), at(600, 8)), PATH),
    )
    assert (ids(network, matched(network, run_along([(5, 4), (595, 4)]))) == 2).all()


@pytest.fixture
def between_parallels(network_of, matched):
    """How sure and how right on one of two parallel streets 12 m apart, by the error."""
    network = network_of(
        Road((at(0, 0), at(400, 0)), STREET), Road((at(0, 12), at(400, 12)), STREET)
    )
    run = run_along([(5, 0), (395, 0)])

    def ask(error_m: float, times: int) -> tuple[float, float]:
        drawn = [wander(seed, len(run.x_m), error_m, lasting_s=60) for seed in range(times)]
        found = [matched(network, run.moved(*both)) for both in pairwise(drawn)]
        said = np.mean([one.probability.mean() for one in found])
        return float(said), float(np.mean([(ids(network, one) == 1).mean() for one in found]))

    return ask


def test_the_poorer_the_positions_the_less_sure_the_answer(between_parallels) -> None:
    assert between_parallels(1.0, 20)[0] > 0.95
    assert between_parallels(12.0, 20)[0] < 0.93


def test_between_parallels_it_is_too_sure_by_no_more_than_a_tenth(between_parallels) -> None:
    said, right = between_parallels(8.0, 150)
    assert said - right < 0.1


def test_a_run_across_the_date_line_is_matched_on_both_sides(network_of) -> None:
    network = network_of(
        Road(((179.995, -17.0), (179.999, -17.0), (-179.999, -17.0), (-179.995, -17.0)), PATH)
    )
    lon = np.linspace(179.9951, 180.0049, 340)
    lon = np.where(lon > 180, lon - 360, lon)
    found = match(network, np.arange(340.0), np.full(340, -17.0), lon)
    assert (found.way == 0).all()
    assert found.unknown.max() < 0.05


def test_latitude_and_longitude_of_zero_are_a_place(network_of) -> None:
    network = network_of(Road(((-0.003, 0.0), (0.0, 0.0), (0.003, 0.0)), PATH))
    found = match(network, np.arange(220.0), np.zeros(220), np.linspace(-0.0029, 0.0029, 220))
    assert (found.way == 0).all()


@pytest.mark.parametrize("samples", [0, 1, 2, 500])
def test_without_a_map_everything_is_unknown(samples) -> None:
    found = match(no_network(), np.arange(float(samples)), np.zeros(samples), np.zeros(samples))
    assert len(found) == samples
    assert (found.unknown == 1).all()
    assert (found.probability == 1).all()
    assert (found.way == -1).all()


@pytest.mark.parametrize("samples", [0, 1, 300])
def test_without_a_position_everything_is_unknown(one_street, samples) -> None:
    nowhere = np.full(samples, np.nan)
    found = match(one_street, np.arange(float(samples)), nowhere, nowhere)
    assert (found.unknown == 1).all()
    assert np.isnan(found.probability).all()


def test_one_position_on_a_street_is_probably_on_it(one_street) -> None:
    lon, lat = at(100, 1)
    found = match(one_street, np.zeros(1), np.array([lat]), np.array([lon]))
    assert found.way.tolist() == [0]


def test_a_long_trace_in_pieces_says_what_it_says_in_one(
    network_of, matched, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = network_of(
        Road((at(0, 0), at(400, 0)), STREET),
        Road((at(400, 0), at(400, 400)), STREET),
        Road((at(0, 25), at(380, 25)), STREET),
    )
    run = run_along([(5, 0), (400, 0), (400, 395)]).moved(2.0, 2.0)
    whole = matched(network, run)
    monkeypatch.setattr(trace, "LONGEST", 20)
    assert (matched(network, run).way == whole.way).all()


def test_stretches_worked_on_apart_change_nothing(
    network_of, matched, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = network_of(
        Road((at(0, 0), at(400, 0)), STREET),
        Road((at(400, 0), at(400, 400)), STREET),
        Road((at(0, 25), at(400, 25), at(400, 0)), STREET),
    )
    run = run_along([(5, 0), (400, 0), (400, 395)]).moved(wander(8, 264, 5), wander(9, 264, 5))
    whole = matched(network, run)
    monkeypatch.setattr(trace, "STRETCH", 7)
    np.testing.assert_allclose(matched(network, run).probability, whole.probability, rtol=1e-4)
