"""Every number that came from a paper: studies, priors, coefficients, and their loader."""

from kneewise.evidence.article import Holds, Statement, article
from kneewise.evidence.calibration import Calibration, Record, calibration
from kneewise.evidence.library import (
    Coefficient,
    Prior,
    Study,
    Trust,
    coefficient,
    coefficients,
    prior,
    priors,
    studies,
    study,
)

__all__ = [
    "Calibration",
    "Coefficient",
    "Holds",
    "Prior",
    "Record",
    "Statement",
    "Study",
    "Trust",
    "article",
    "calibration",
    "coefficient",
    "coefficients",
    "prior",
    "priors",
    "studies",
    "study",
]
