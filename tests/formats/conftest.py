"""The FIT reader with each of its decoders: what holds for one holds for both."""

from __future__ import annotations

import pytest

from kneewise.formats.fit import Fit


@pytest.fixture(params=["fitfast", "fitdecode"])
def fit(request: pytest.FixtureRequest) -> Fit:
    return Fit(decoder=request.param)
