"""The ground of a run as bytes: every number comes back as it was, unknown ones too."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from tests.builders import ground_of

from kneewise.model.ground import MapSource
from kneewise.store.grounds import KeptGround, pack_ground, unpack_ground

SOURCE = MapSource("here", "© somebody", (9.0, 48.0, 9.1, 48.1), datetime(2026, 5, 1, tzinfo=UTC))


def kept(unknown=0.2, **more):
    made = ground_of(5.2, rough=0.3, hard=0.6, unknown=unknown, sd=0.003)
    fields = {"maps": (SOURCE,), "because": None} | more
    whole = type(made)(made.segments, made.totals, **fields)
    return KeptGround(whole, (9.0, 48.0, 9.01, 48.02))


@pytest.mark.parametrize("unknown", [0.2, 1.0])
def test_a_ground_comes_back_as_it_was(unknown):
    one = kept(unknown, because="no_map" if unknown == 1.0 else None)
    back = unpack_ground(pack_ground(one))
    assert back.box_deg == one.box_deg
    assert (back.ground.totals, back.ground.maps, back.ground.because) == (
        one.ground.totals,
        one.ground.maps,
        one.ground.because,
    )
    assert back.ground.segments.keys() == one.ground.segments.keys()
    for name, column in one.ground.segments.items():
        np.testing.assert_array_equal(back.ground.segments[name], column)


def test_equal_grounds_give_equal_bytes():
    assert pack_ground(kept()) == pack_ground(kept())


def test_what_was_kept_cannot_be_changed_by_accident():
    back = unpack_ground(pack_ground(kept()))
    with pytest.raises(ValueError, match="read-only"):
        back.ground.segments["km"][0] = 1.0


def test_bytes_that_are_no_ground_are_refused():
    with pytest.raises(ValueError, match="no ground"):
        unpack_ground(b"something else")
