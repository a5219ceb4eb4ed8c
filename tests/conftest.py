"""Fixtures of the whole suite: the real files, a home of its own for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "kneewise", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kneewise")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files that nobody of this project wrote; the test skips without it."""
    named = os.environ.get("KNEEWISE_REAL_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not (folder / "INDEX.csv").is_file():
        if os.environ.get("CI"):
            pytest.fail(f"CI must run the tests on real files, and {folder} is not there")
        pytest.skip(f"the real files are not at {folder}")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home for the data that holds nothing yet."""
    return tmp_path / "home"
