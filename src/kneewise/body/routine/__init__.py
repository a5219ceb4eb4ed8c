"""Routines done by the clock: a warm-up, stretching, and hip and core work.

The steps are ours, from usual practice. Stretching is never offered as protection: trials do not
show it, and it did worse than supervised hip and core work (LEPPANEN2024).
"""

from kneewise.body.routine.gating import Allowed, left_out, refused
from kneewise.body.routine.moves import Move, moves
from kneewise.body.routine.routine import Routine, Step, all_routines, find_routine
from kneewise.body.routine.saying import PACKAGE, advise, plain, tell

__all__ = [
    "PACKAGE",
    "Allowed",
    "Move",
    "Routine",
    "Step",
    "advise",
    "all_routines",
    "find_routine",
    "left_out",
    "moves",
    "plain",
    "refused",
    "tell",
]
