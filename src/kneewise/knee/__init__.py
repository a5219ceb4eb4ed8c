"""Knee load of a run, and the profile of 500 m segments and bins it is computed from."""

from kneewise.knee.along import load_along
from kneewise.knee.load import easy_km, knee_loads, load_per_km, segment_load
from kneewise.knee.profile import PROFILE_VERSION, reduce_run
from kneewise.knee.steplength import StepLengthCurve, curves, population_curve

__all__ = [
    "PROFILE_VERSION",
    "StepLengthCurve",
    "curves",
    "easy_km",
    "knee_loads",
    "load_along",
    "load_per_km",
    "population_curve",
    "reduce_run",
    "segment_load",
]
