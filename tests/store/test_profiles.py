"""A profile as bytes: every number comes back as it was, unknown ones too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile
from kneewise.store.profiles import pack_profile, unpack_profile


def columns(names, rows, rng):
    return {name: np.where(rng.random(rows) < 0.2, np.nan, rng.normal(size=rows)) for name in names}


def profile(segments=5, bins=9, minutes=30, seed=1, **other):
    rng = np.random.default_rng(seed)
    values = {
        "distance_km": 5.0,
        "moving_s": 1800.5,
        "elapsed_s": None,
        "walk_km": 0.0,
        "missing": ("grade",),
        "altitude_source": None,
        "temperature_c": -3.5,
    }
    return RunProfile(
        segments=columns(SEGMENT_COLUMNS, segments, rng),
        bins=columns(BIN_COLUMNS, bins, rng),
        minutes=columns(MINUTE_COLUMNS, minutes, rng),
        **(values | other),
    )


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.integers(0, 99))
def test_a_profile_comes_back_as_it_was(segments, bins, minutes, seed):
    one = profile(segments, bins, minutes, seed)
    back = unpack_profile(pack_profile(one))
    for part in ("segments", "bins", "minutes"):
        assert getattr(one, part).keys() == getattr(back, part).keys()
        for name, column in getattr(one, part).items():
            np.testing.assert_array_equal(getattr(back, part)[name], column)
    assert (back.distance_km, back.elapsed_s, back.walk_km) == (5.0, None, 0.0)
    assert (back.missing, back.altitude_source) == (("grade",), None)


def test_equal_profiles_give_equal_bytes():
    assert pack_profile(profile()) == pack_profile(profile())


def test_what_was_kept_cannot_be_changed_by_accident():
    back = unpack_profile(pack_profile(profile()))
    with pytest.raises(ValueError, match="read-only"):
        back.segments["km"][0] = 1.0
