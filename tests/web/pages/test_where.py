"""The map of a run in words: whether it came back, how far it went, where it was along the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.journal.strips import Strips, Track
from kneewise.web.drawing.track import METRES_A_DEGREE, plain_map
from kneewise.web.pages.run.where import ROWS, Where, where
from kneewise.web.wording import Wording


def place_of(*north_m: float | None, **hides: bool) -> Where:
    """The words of a run straight north along the equator's meridian; None is not shown."""
    lat = tuple(None if one is None else one / METRES_A_DEGREE for one in north_m)
    lon = tuple(None if one is None else 0.0 for one in north_m)
    at = tuple(float(n) for n in range(len(north_m)))
    strips = Strips(run_id=1, at_min=at, at_km=at, latitude_deg=lat, longitude_deg=lon)
    drawn = plain_map(lat, lon)
    assert drawn is not None
    return where(strips, Track(lat, lon, **hides), drawn, Wording())


def test_a_run_that_came_back_says_how_far_away_it_was():
    said = place_of(0.0, 1000.0, 2340.0, 1000.0, 40.0).finding
    assert said == "It came back to where it began, and was 2.3 km from there at the farthest."


def test_a_run_that_ended_elsewhere_says_how_far():
    said = place_of(0.0, 400.0, 803.0).finding
    assert "ended 800 m from where it began" in said


@pytest.mark.parametrize("hides", ["hides_start", "hides_end"])
def test_where_the_ends_are_private_nothing_is_counted_from_them(hides):
    said = place_of(None, 500.0, 1700.0, None, **{hides: True}).finding
    assert "began" not in said
    assert "1.2 km from south to north" in said


def test_the_table_counts_from_the_first_place_that_is_drawn():
    rows = place_of(None, 500.0, 1700.0, 100.0).rows
    assert rows == (
        ("1.0 km", "as there", "as there"),
        ("2.0 km", "1.2 km north", "as there"),
        ("3.0 km", "400 m south", "as there"),
    )


@given(st.lists(st.floats(0, 9000), min_size=1, max_size=200))
def test_the_table_is_short_and_goes_from_the_first_place_to_the_last(north):
    rows = place_of(*north).rows
    assert len(rows) <= ROWS + 1
    assert rows[0][0] == "0.0 km"
    assert rows[-1][0] == f"{len(north) - 1}.0 km"


def test_the_page_says_it_before_the_legend(told_client):
    page = told_client.get("/runs/latest").text
    caption = page.partition('<figure class="map">')[2].partition("</figcaption>")[0]
    assert caption.index("at the farthest") < caption.index("North is up")
    assert "Where the run was, counted from the first place that is drawn" in page
