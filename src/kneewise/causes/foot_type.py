"""Foot type: pronated feet in a standard shoe; studies contradict each other (NIELSEN2014FOOT)."""

from __future__ import annotations

from kneewise.causes.cause import Cause
from kneewise.causes.said_once import SaidOnce
from kneewise.model.exposure import Kind, Timing

CAUSE: Cause = SaidOnce(
    name="foot_type",
    prior="pronated_foot",
    timing=Timing.BEFORE,
    kind=Kind.TRAIT,
    needs=("profile",),
    has_lever=False,
    key="foot_type",
    answers={"pronated": 1.0, "neutral": 0.0, "supinated": 0.0},
)
