"""So many of ten: as many full marks as said."""

from __future__ import annotations

import pytest
from lxml import etree

from kneewise.web.drawing.tenths import tenths


@pytest.mark.parametrize(("share", "full"), [(0.0, 0), (0.12, 1), (0.6, 6), (1.0, 10), (1.3, 10)])
def test_as_many_marks_are_full_as_the_share_says(share, full):
    drawn = etree.fromstring(str(tenths(share, "said")))
    kinds = [mark.get("class") for mark in drawn]
    assert kinds == ["full"] * full + ["open"] * (10 - full)
    assert drawn.get("aria-label") == "said"
