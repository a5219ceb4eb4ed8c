"""A share as a bar: the range and the middle where they are, and nothing for a screen reader."""

from __future__ import annotations

from lxml import etree

from kneewise.model.effect import Interval
from kneewise.web.drawing.shares import share_bar


def test_the_range_and_its_middle_stand_where_they_are():
    drawn = etree.fromstring(str(share_bar(Interval(0.1, 0.25, 0.5))))
    line = drawn.find("line[@class='range']")
    assert (line.get("x1"), line.get("x2")) == ("10.0%", "50.0%")
    assert drawn.find("circle").get("cx") == "25.0%"


def test_the_words_beside_it_say_the_same():
    assert etree.fromstring(str(share_bar(Interval(0, 0.1, 1)))).get("aria-hidden") == "true"
