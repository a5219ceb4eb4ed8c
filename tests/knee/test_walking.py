from __future__ import annotations

import numpy as np
import pytest

from kneewise.knee.walking import walked

UNKNOWN = float("nan")


@pytest.mark.parametrize(
    ("speed_m_s", "cadence_spm", "walks"),
    [
        (1.4, UNKNOWN, True),
        (1.4, 110.0, True),
        (1.6, 160.0, False),  # running up a steep hill
        (2.5, UNKNOWN, False),
        (2.5, 130.0, False),
        (1.7, 135.0, True),
    ],
)
def test_speed_and_step_rate_tell_walking(speed_m_s, cadence_spm, walks):
    assert bool(walked(np.array([speed_m_s]), np.array([cadence_spm]))[0]) is walks


def test_around_the_border_the_gait_goes_on():
    speed = np.array([2.5, 1.95, 2.05, 1.95, 1.5, 1.95, 2.05, 2.5])
    got = walked(speed, np.full(8, UNKNOWN))
    assert got.tolist() == [False, False, False, False, True, True, True, False]
