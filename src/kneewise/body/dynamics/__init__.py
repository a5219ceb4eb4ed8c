"""From the watch: how a run was stepped, against the runner's own usual at the same speed."""

from kneewise.body.dynamics.reading import RunSteps, read_steps
from kneewise.body.dynamics.spring import leg_stiffness
from kneewise.body.dynamics.usual import dynamics

PACKAGE = "kneewise.body.dynamics"

__all__ = [
    "PACKAGE",
    "RunSteps",
    "dynamics",
    "leg_stiffness",
    "read_steps",
]
