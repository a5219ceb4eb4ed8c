"""Every number that came from a paper: studies, priors, coefficients, and their loader."""

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
    "Coefficient",
    "Prior",
    "Study",
    "Trust",
    "coefficient",
    "coefficients",
    "prior",
    "priors",
    "studies",
    "study",
]
