from __future__ import annotations

import numpy as np
import pytest
from tests.body.form.walkers import runner

from kneewise.body.form.filtering import even, longest_stretch, rate_hz, smooth
from kneewise.body.form.track import Track


def test_smoothing_lags_nothing():
    track = runner(fps=60)
    raw, found = track.at("left_ankle")[:, 0], smooth(track).at("left_ankle")[:, 0]
    shifts = range(-6, 7)
    best = max(shifts, key=lambda s: float(np.sum(raw[20:-20] * np.roll(found, s)[20:-20])))
    assert best == 0


def test_smoothing_takes_jitter_and_leaves_the_run():
    clean = runner(fps=60)
    left = smooth(runner(fps=60, jitter=4.0)).at("left_ankle") - clean.at("left_ankle")
    assert left[30:-30].std() < 2.5


def test_an_uneven_clock_is_made_even():
    track = runner(fps=60)
    kept = np.random.default_rng(1).random(len(track.times_s)) > 0.2
    kept[[0, -1]] = True
    patchy = Track(track.times_s[kept], track.xy[kept], track.seen[kept], track.size_px)
    found = even(patchy)
    assert rate_hz(found) == pytest.approx(60, rel=0.01)
    assert np.allclose(
        np.interp(1.0, found.times_s, found.at("left_hip")[:, 1]),
        np.interp(1.0, track.times_s, track.at("left_hip")[:, 1]),
        atol=1.0,
    )


def test_the_longest_stretch_ends_where_the_runner_is_gone_for_long():
    track = runner(fps=60, seconds=10)
    track.xy[120:180] = np.nan
    found = longest_stretch(track)
    assert found.times_s[0] == pytest.approx(3.0, abs=0.02)


def test_nobody_makes_no_stretch():
    track = runner(seconds=1)
    track.xy[:] = np.nan
    assert len(longest_stretch(track).times_s) == 0
