"""The knee map: every place of the diary has one spot, and the drawing needs no other control."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from kneewise.model.diary import Site
from kneewise.web.assets import assets
from kneewise.web.drawing.knee import HEIGHT, NOWHERE, SPOTS, WIDTH, knee

WHOLE = {"front", "inside", "outside"}


def test_every_place_of_the_diary_is_on_the_map_once():
    spots = [site for places in SPOTS.values() for site in places]
    assert sorted([*spots, *NOWHERE, *map(Site, WHOLE)]) == sorted(Site)


@pytest.mark.parametrize("view", SPOTS)
def test_a_view_is_svg_that_a_screen_reader_passes_over(view):
    drawn = etree.fromstring(str(knee(view)))
    assert drawn.get("aria-hidden") == "true"
    assert len(drawn) > 4


def test_a_view_may_carry_a_name_and_escapes_it():
    drawn = etree.fromstring(str(knee("front", 'a "knee" & more')))
    assert drawn.get("aria-label") == 'a "knee" & more'
    assert drawn.get("aria-hidden") is None


def test_spots_lie_on_the_drawing_and_their_targets_do_not_overlap():
    css = assets()["kneemap.css"].path.read_text(encoding="utf-8")
    at = {
        slug: (int(x), int(y))
        for slug, x, y in re.findall(r"\.spot-([\w-]+) \{ --x: (\d+)px; --y: (\d+)px;", css)
    }
    for places in SPOTS.values():
        for place, site in enumerate(places):
            x, y = at[site]
            assert 22 <= x <= WIDTH - 22
            assert 22 <= y <= HEIGHT - 22
            for other in places[:place]:
                apart = max(abs(x - at[other][0]), abs(y - at[other][1]))
                assert apart >= 44, (site, other)
