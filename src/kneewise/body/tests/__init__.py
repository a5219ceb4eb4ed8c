"""Guided self-tests of muscles and flexibility: how, what to measure, and what that is worth.

None of them predicts knee pain in runners (EVIDENCE 7); they are shown as information, with the
error of the measurement, and a change is called one only beyond it.
"""

from kneewise.body.tests.course import (
    Change,
    Difference,
    Point,
    SideCourse,
    Standing,
    Verdict,
    change,
    courses,
    difference,
)
from kneewise.body.tests.gating import UNKNOWN, Barred, why_not
from kneewise.body.tests.saying import PACKAGE, advise, plain, steps_of, tell
from kneewise.body.tests.selftest import (
    KIND,
    VERSION,
    Means,
    Reference,
    SelfTest,
    all_tests,
    find_test,
)

__all__ = [
    "KIND",
    "PACKAGE",
    "UNKNOWN",
    "VERSION",
    "Barred",
    "Change",
    "Difference",
    "Means",
    "Point",
    "Reference",
    "SelfTest",
    "SideCourse",
    "Standing",
    "Verdict",
    "advise",
    "all_tests",
    "change",
    "courses",
    "difference",
    "find_test",
    "plain",
    "steps_of",
    "tell",
    "why_not",
]
