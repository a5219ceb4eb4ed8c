"""Lines laid across each other become ways that meet."""

from __future__ import annotations

import numpy as np

from kneewise.simulate.noding import joined
from kneewise.simulate.streets import Enclosure, Kind, Laid

FAR = np.array([[9000.0, 9000.0], [9000.0, 9100.0]])
"""Water where no way is."""


def laid(kind, *places, **tags):
    return Laid(np.array(places, dtype=float), {"highway": "path", **tags}, kind)


def run(*places, **tags):
    return laid(Kind.RUN, *places, **tags)


def street(*places, **tags):
    return laid(Kind.STREET, *places, **tags)


def places(ways):
    return [[tuple(place) for place in line.tolist()] for line, _ in ways]


def named(ways, name):
    return [line for line, tags in ways if tags.get("name") == name]


def test_two_that_cross_share_a_place_and_stay_one_way_each():
    ways = joined([run((-200, 0), (200, 0)), run((0, -200), (0, 200))], (), FAR)
    assert len(ways) == 2
    assert all((0.0, 0.0) in line for line in places(ways))


def test_one_that_crosses_itself_meets_itself():
    loop = run((-200, 0), (200, 0), (200, 100), (0, 100), (0, -200))
    corners = [place for line in places(joined([loop], (), FAR)) for place in line]
    assert corners.count((0.0, 0.0)) >= 2


def test_a_street_beside_a_run_gives_way_and_one_across_it_stays():
    ways = joined(
        [
            run((-300, 0), (300, 0)),
            street((-250, 8), (250, 8), name="beside"),
            street((0, -150), (0, 150), name="across"),
        ],
        (),
        FAR,
    )
    assert not named(ways, "beside")
    (across,) = named(ways, "across")
    assert {(0.0, -150.0), (0.0, 0.0), (0.0, 150.0)} <= {tuple(place) for place in across.tolist()}


def test_no_street_leads_through_a_park_but_a_run_does():
    edge = np.array([[50, -50], [150, -50], [150, 50], [50, 50], [50, -50]], dtype=float)
    green = Enclosure(edge, (Laid(edge, {"highway": "footway"}, Kind.GREEN),))
    lines = [
        *green.inside,
        run((0, -200), (0, 0), (300, 0), name="run"),
        street((0, 30), (300, 30), name="street"),
        street((0, -30), (0, 30)),
    ]
    ways = joined(lines, (green,), FAR)
    inside = [place for line in named(ways, "street") for place in line if 51 < place[0] < 149]
    assert inside == []
    assert sum(50 <= place[0] <= 150 for line in named(ways, "run") for place in line) >= 2


def test_two_streets_cross_the_water_and_every_run_does():
    water = np.array([[-500.0, 50.0], [500.0, 50.0]])
    rows = [run((-400, y), (400, y)) for y in (0, 100)]
    streets = [street((x, 0), (x, 100), name="street") for x in (60, 120, 180, 240)]
    ways = joined([*rows, run((-90, 0), (-90, 100), name="run"), *streets], (), water)
    assert sorted(line[0][0] for line in named(ways, "street")) == [60, 120]
    bridges = [tags for _, tags in ways if "bridge" in tags]
    assert len(bridges) == 3
    assert {tags["layer"] for tags in bridges} == {"1"}


def test_what_hangs_on_nothing_and_what_is_left_of_a_cut_street_goes():
    ways = joined(
        [
            run((-300, 0), (300, 0)),
            street((0, 0), (0, 60), name="stub"),
            street((500, 500), (900, 500), name="island"),
            run((100, 0), (100, 40), name="short run"),
        ],
        (),
        FAR,
    )
    assert not named(ways, "stub")
    assert not named(ways, "island")
    assert len(named(ways, "short run")) == 1
