"""Samples of a recording that has none."""

from __future__ import annotations

import numpy as np

from kneewise.model.recording import Samples


def no_samples() -> Samples:
    """Zero rows of time."""
    return Samples(columns={"time_s": np.empty(0)})
