"""Outcome scores: what the knee lets a runner do, in our own words, and how it changes."""

from kneewise.care.scores.items import (
    FUNCTION,
    HIGHEST,
    ITEMS,
    PACKAGE,
    PAIN,
    Item,
    Kind,
    check_answers,
)
from kneewise.care.scores.progress import Change, Progress, Verdict, progress
from kneewise.care.scores.scatter import scatter_of
from kneewise.care.scores.score import Score, score_of

__all__ = [
    "FUNCTION",
    "HIGHEST",
    "ITEMS",
    "PACKAGE",
    "PAIN",
    "Change",
    "Item",
    "Kind",
    "Progress",
    "Score",
    "Verdict",
    "check_answers",
    "progress",
    "scatter_of",
    "score_of",
]
