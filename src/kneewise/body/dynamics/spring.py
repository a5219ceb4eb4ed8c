"""The leg as a spring under a mass: worked out here from contact time, step rate and speed.

During contact the force is taken as half a sine; over a step its push carries the body's weight,
which fixes its peak: F/m = g (pi/2) (1 + flight/contact). Twice integrated, the middle sinks by
F/m (contact/pi)^2 - g contact^2/8; the leg shortens by that and by its swing over the foot,
L - sqrt(L^2 - (speed contact/2)^2). It is a model, not a measurement, and its absolute height
hangs on the leg's length, which is not known; a change within one runner hangs on it little.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F8 = NDArray[np.float64]

G = 9.81
LEG_M = (0.80, 0.90, 1.00)
"""Leg lengths of most adults (our choice): the low, middle and high one of the interval."""


def leg_stiffness(contact_ms: F8, cadence_spm: F8, speed_m_s: F8, leg_m: float = LEG_M[1]) -> F8:
    """Newton a metre of shortening and kilogram of body mass; NaN where there is no flight.

    Arrays of one length. What no running gait has (no flight phase, a step beyond the leg's
    reach) is unknown.
    """
    contact_s = contact_ms / 1000.0
    flight_s = 60.0 / cadence_spm - contact_s
    reach = speed_m_s * contact_s / 2.0
    runs = (flight_s > 0) & (contact_s > 0) & (reach < leg_m) & (speed_m_s > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        peak = G * np.pi / 2.0 * (1.0 + flight_s / contact_s)
        sinks = peak * (contact_s / np.pi) ** 2 - G * contact_s**2 / 8.0
        swings = leg_m - np.sqrt(leg_m**2 - reach**2)
        found = peak / (sinks + swings)
    return np.where(runs, found, np.nan)
