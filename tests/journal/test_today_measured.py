"""What samples say to today's rules: each run by itself, though all are read at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.journal.today_measured import FAST, measured
from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile
from kneewise.model.run import Run
from kneewise.model.sport import Sport

NAN = float("nan")


def columns(names, rows: int, **known) -> dict[str, np.ndarray]:
    return {
        name: np.array(known.get(name, [NAN] * rows), dtype=np.float64).reshape(rows)
        for name in names
    }


def profile(speeds=(), bins=(), climbs=(), **more) -> RunProfile:
    """Minutes of 60 s at these speeds; bins of (km, m/s, walking); segments with these climbs."""
    rows = list(zip(*bins, strict=True)) if bins else [(), (), ()]
    return replace(
        RunProfile(
            distance_km=None,
            moving_s=None,
            elapsed_s=None,
            walk_km=None,
            segments=columns(SEGMENT_COLUMNS, len(climbs), ascent_m=climbs),
            bins=columns(BIN_COLUMNS, len(bins), km=rows[0], speed_m_s=rows[1], walking=rows[2]),
            minutes=columns(
                MINUTE_COLUMNS, len(speeds), speed_m_s=speeds, moving_s=[60.0] * len(speeds)
            ),
            missing=(),
            altitude_source=None,
            temperature_c=None,
        ),
        **more,
    )


def said(*profiles: RunProfile, sport: Sport = Sport.RUNNING) -> list[dict[str, float | None]]:
    runs = [Run(i, datetime(2026, 1, 1, tzinfo=UTC), 0, sport) for i in range(len(profiles))]
    found = measured(runs, dict(enumerate(profiles)))
    return [found[run.id] for run in runs]


def test_no_run_says_nothing():
    assert measured([], {}) == {}


def test_minutes_come_from_the_bins_and_walking_is_left_out():
    (one,) = said(profile(bins=[(3.0, 2.5, 0), (1.0, 1.25, 1), (1.5, 2.5, 0)]))
    assert one["run_minutes"] == pytest.approx(30.0)


def test_a_run_without_bins_has_its_minutes_above_walking():
    (one,) = said(profile(speeds=[3.0, 1.0, NAN, 2.0]))
    assert one["run_minutes"] == 2.0


def test_another_sport_is_held_against_its_own_border():
    (one,) = said(profile(speeds=[2.1, 2.3], bins=[(1.0, 2.0, 0)]), sport=Sport.HIKING)
    assert one["run_minutes"] == 1.0
    assert one["walk_km"] == 0.0


def test_a_stretch_ends_with_its_run():
    first, second = said(profile(speeds=[1.0, 3.0, 3.0]), profile(speeds=[3.0, 1.0, 3.0]))
    assert first["longest_run_minutes"] == 2.0
    assert second["longest_run_minutes"] == 1.0


def test_unknown_is_none_and_not_nothing():
    first, second = said(profile(speeds=[NAN]), profile(speeds=[1.0], climbs=[NAN, 4.0, 6.0]))
    assert (first["run_minutes"], first["longest_run_minutes"], first["fast_minutes"]) == (
        None,
        None,
        None,
    )
    assert (first["ascent_m"], second["ascent_m"], second["descent_m"]) == (None, 10.0, None)
    assert second["longest_run_minutes"] == 0.0


def test_fast_is_fast_for_this_runner():
    usual = {"distance_km": 6.0, "moving_s": 2000.0}
    first, second = said(profile(speeds=[3.0, 3.0 * FAST], **usual), profile(**usual))
    assert (first["fast_minutes"], second["fast_minutes"]) == (1.0, None)


SPEEDS = st.lists(st.sampled_from([NAN, 0.5, 1.9, 2.0, 2.5, 4.0]), max_size=8)
RUNS = st.lists(st.builds(lambda speeds: profile(speeds=speeds), SPEEDS), min_size=1, max_size=5)


@given(RUNS)
def test_runs_together_say_what_each_says_alone(profiles):
    together = said(*profiles)
    assert together == [said(one)[0] for one in profiles]
