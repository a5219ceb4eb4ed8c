"""One runner, simulated and written once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneewise.simulate import (
    DEMO_SEED,
    EXPORT_FOLDER,
    SimulatedRunner,
    simulate_runner,
    write_export,
)


@pytest.fixture(scope="session")
def demo_runner() -> SimulatedRunner:
    return simulate_runner(DEMO_SEED)


@pytest.fixture(scope="session")
def short_runner() -> SimulatedRunner:
    return simulate_runner(3, days=120)


@pytest.fixture(scope="session")
def export(short_runner, tmp_path_factory) -> Path:
    return write_export(short_runner, tmp_path_factory.mktemp("simulated")) / EXPORT_FOLDER
