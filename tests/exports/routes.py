"""A route made by hand: two blocks and back, 800 m, with a turn that has a name."""

from __future__ import annotations

from datetime import UTC, datetime

from kneewise.exports.course import RouteFile
from kneewise.model.effect import Interval
from kneewise.model.ground import GroundTotals
from kneewise.model.route import Route, Turn, Turning

ABOUT = RouteFile(
    attribution="© OpenStreetMap contributors, ODbL",
    made_at=datetime(2026, 11, 25, 6, 0, tzinfo=UTC),
    speed_m_s=2.5,
)
SURE = Interval(1.0, 1.0, 1.0)
NONE = Interval(0.0, 0.0, 0.0)
GROUND = GroundTotals(
    km=0.8,
    matched_km=0.8,
    unknown_km=0.0,
    unknown=0.0,
    evenness=(SURE, NONE, NONE, NONE, NONE),
    hardness=(NONE, NONE, NONE, SURE),
    step_cv=Interval(0.05, 0.05, 0.05),
    weather=0.0,
)


def a_route(*, heights: bool = False, east: float = 11.575, name: str | None = "Höhenweg") -> Route:
    """200 m north, 200 m east, and the same back."""
    lat = (48.137, 48.1387986, 48.1387986, 48.137, 48.137)
    lon = tuple((east + step + 180) % 360 - 180 for step in (0, 0, 0.0026932, 0.0026932, 0))
    altitude = (500.0, 510.0, 510.0, 500.0, 500.0) if heights else None
    return Route(
        lat_deg=lat,
        lon_deg=lon,
        along_m=(0.0, 200.0, 400.0, 600.0, 800.0),
        km=0.8,
        loop=True,
        ground=GROUND,
        untagged=0.0,
        big_road=0.0,
        steps=0.0,
        repeated=0.0,
        turns=(
            Turn(200.0, lat[1], lon[1], Turning.RIGHT, name),
            Turn(400.0, lat[2], lon[2], Turning.RIGHT),
        ),
        altitude_m=altitude,
        climb_m=10.0 if heights else None,
        descent_m=10.0 if heights else None,
    )
