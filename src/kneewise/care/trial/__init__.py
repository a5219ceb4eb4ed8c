"""Trials with one runner: one lever of one cause, in random order, with an end (n of 1)."""

from __future__ import annotations

from kneewise.care.trial.analysis import Analysis, Found
from kneewise.care.trial.answering import End, TrialAnswer, TrialRun, end_of, trial_answer
from kneewise.care.trial.lever import Lever, all_levers, lever_named
from kneewise.care.trial.planning import (
    Offer,
    Offers,
    Plan,
    drawn,
    must_be_possible,
    offer,
    offers,
    plan_for,
    plan_words,
    rules,
)
from kneewise.care.trial.saying import PACKAGE, Said, tell
from kneewise.care.trial.standing import Done, Standing, why_not
from kneewise.care.trial.verdict import Verdict

__all__ = [
    "PACKAGE",
    "Analysis",
    "Done",
    "End",
    "Found",
    "Lever",
    "Offer",
    "Offers",
    "Plan",
    "Said",
    "Standing",
    "TrialAnswer",
    "TrialRun",
    "Verdict",
    "all_levers",
    "drawn",
    "end_of",
    "lever_named",
    "must_be_possible",
    "offer",
    "offers",
    "plan_for",
    "plan_words",
    "rules",
    "tell",
    "trial_answer",
    "why_not",
]
