"""A profile is made anew when what it rests on changes."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from kneewise.journal.importing_profiles import profile_of
from kneewise.model.recording import Recording, Samples
from kneewise.model.sport import Sport


def test_strides_of_a_file_that_named_no_sport_are_steps_once_it_is_a_run():
    seconds = np.arange(0.0, 1200.0)
    samples = Samples(
        {
            "time_s": 1.7e9 + seconds,
            "distance_m": 3.0 * seconds,
            "cadence_spm": np.full(1200, 84.0),
        }
    )
    recording = Recording(0, Sport.UNKNOWN, datetime(2026, 1, 1, tzinfo=UTC), samples)
    profile, _, _ = profile_of(recording, Sport.RUNNING, "content")
    assert profile.segments["cadence_spm"][0] == pytest.approx(168.0)


def test_an_edited_sport_makes_the_profile_anew(journal, ran, now):
    ran(now, sport="cycling")
    assert journal.runs() == ()
    journal.store.runs.set_edit(1, "sport", Sport.RUNNING)
    (line,) = journal.runs()
    assert line.knee_load_km is not None
