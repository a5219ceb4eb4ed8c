"""The symptom check: red flags first, then gates, then what fits the symptoms."""

from kneewise.care.check.discovery import all_flags, all_gates
from kneewise.care.check.questions import Question, all_questions, check_value, questions_to_ask
from kneewise.care.check.screening import open_questions, provocation_barred, screening
from kneewise.care.check.told import Trouble

PACKAGE = "kneewise.care.check"

__all__ = [
    "PACKAGE",
    "Question",
    "Trouble",
    "all_flags",
    "all_gates",
    "all_questions",
    "check_value",
    "open_questions",
    "provocation_barred",
    "questions_to_ask",
    "screening",
]
