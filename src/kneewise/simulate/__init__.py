"""Runners whose causes are known, written as real files.

`simulate_runner` makes one from a seed, `write_export` writes it as a runner would hand it in:
an export in Strava's shape and the diary beside it (`export.py` names every column).
`write_town` makes a map of no real place under the runner's routes.
"""

from __future__ import annotations

from kneewise.simulate.export import DIARY_FILES, EXPORT_FOLDER, write_diary, write_export
from kneewise.simulate.places import HOME
from kneewise.simulate.runner import (
    DEMO_CAUSES,
    DEMO_SEED,
    STEPS,
    Activity,
    RunKind,
    SimulatedRunner,
    Truth,
)
from kneewise.simulate.simulating import simulate_runner
from kneewise.simulate.telling import CHECK_ANSWERS
from kneewise.simulate.town import GROUND_CAUSES, write_town

__all__ = [
    "CHECK_ANSWERS",
    "DEMO_CAUSES",
    "DEMO_SEED",
    "DIARY_FILES",
    "EXPORT_FOLDER",
    "GROUND_CAUSES",
    "HOME",
    "STEPS",
    "Activity",
    "RunKind",
    "SimulatedRunner",
    "Truth",
    "simulate_runner",
    "write_diary",
    "write_export",
    "write_town",
]
