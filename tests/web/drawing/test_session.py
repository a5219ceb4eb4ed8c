"""The strip of a session: every stretch in its place, each as long as its share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.model.plan import Block, Gait, Stretch
from kneewise.web.drawing.session import session_strip

BLOCKS = st.lists(
    st.builds(
        Block,
        times=st.integers(1, 6),
        stretches=st.lists(
            st.builds(Stretch, st.sampled_from(Gait), minutes=st.floats(0.5, 60)),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


def parts(blocks) -> list[tuple[str, float, float]]:
    """Class, start and width in per cent of every stretch."""
    drawn = etree.fromstring(str(session_strip(blocks)))
    return [
        (one.get("class"), float(one.get("x")[:-1]), float(one.get("width")[:-1])) for one in drawn
    ]


@given(BLOCKS)
def test_all_stretches_stand_in_order_within_the_width(blocks):
    found = parts(blocks)
    assert len(found) == sum(block.times * len(block.stretches) for block in blocks)
    assert [x for _, x, _ in found] == sorted(x for _, x, _ in found)
    assert all(0 <= x <= 100 and x + width <= 101 for _, x, width in found)


def test_a_longer_stretch_is_drawn_longer():
    (run, _, short), (walk, _, long) = parts(
        [Block(1, (Stretch(Gait.RUN, minutes=1.0), Stretch(Gait.WALK, minutes=5.0)))]
    )
    assert (run, walk) == ("run", "walk")
    assert long > 4 * short


@pytest.mark.parametrize(
    "stretches",
    [(), (Stretch(Gait.RUN, minutes=5.0), Stretch(Gait.RUN, km=1.0))],
)
def test_lengths_that_can_not_be_compared_are_not_drawn(stretches):
    assert session_strip([Block(1, stretches)]) is None
