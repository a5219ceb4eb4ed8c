"""What is measured and where its numbers come from: the causes, and the studies."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kneewise.causes import Cause, all_causes, learnable
from kneewise.causes.cause import PACKAGE
from kneewise.evidence import Coefficient, Prior, Statement, Study, coefficients, studies, study
from kneewise.evidence import article as statements
from kneewise.evidence import priors as known_priors
from kneewise.journal.answers import CauseInfo
from kneewise.model.errors import NotFoundError
from kneewise.model.words import load_words, say


def causes(name: str | None = None) -> tuple[CauseInfo, ...]:
    """Every suspected cause, or one. Raises NotFoundError."""
    known = {cause.name: cause for cause in all_causes()}
    if name is None:
        return tuple(_info(cause) for cause in known.values())
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f" Did you mean {', '.join(near)}?" if near else " `kneewise causes` lists them."
        raise NotFoundError(f"There is no cause {name!r}.{hint}")
    return (_info(known[name]),)


def _info(cause: Cause) -> CauseInfo:
    prior = known_priors()[cause.prior]
    taught = learnable(cause, known_priors())
    words = load_words(PACKAGE)
    evidence = words[f"{cause.name}.evidence"]
    return CauseInfo(
        name=cause.name,
        label=say(PACKAGE, cause.label),
        what=say(PACKAGE, f"{cause.name}.what"),
        measured=say(PACKAGE, f"{cause.name}.measured"),
        kind=cause.kind.value,
        timing=cause.timing.value,
        needs=cause.needs,
        asks=cause.asks,
        unit=f"per {prior.step}",
        prior=prior.rr,
        learnable=taught.possible,
        why_not=None if taught.possible else taught.why,
        lever=say(PACKAGE, cause.lever) if cause.lever is not None else None,
        evidence=evidence.text,
        sources=prior.studies,
    )


@dataclass(frozen=True, slots=True)
class StudyInfo:
    """One study and what rests on it: names of priors, causes, coefficients and statements."""

    study: Study
    priors: tuple[str, ...]
    causes: tuple[str, ...]
    coefficients: tuple[str, ...]
    statements: tuple[str, ...]


def evidence(key: str | None = None) -> tuple[StudyInfo, ...]:
    """The study of that key, or all. Raises NotFoundError that names the nearest keys."""
    wanted = list(studies().values()) if key is None else [study(key)]
    return tuple(_study_info(found) for found in wanted)


def priors() -> tuple[Prior, ...]:
    """What research says of every suspect before any diary."""
    return tuple(known_priors().values())


def load_coefficients() -> tuple[Coefficient, ...]:
    """Every number of the knee-load model."""
    return tuple(coefficients().values())


def article() -> tuple[Statement, ...]:
    """The article that kneewise began with, statement by statement."""
    return tuple(statements().values())


def _study_info(found: Study) -> StudyInfo:
    resting = tuple(name for name, one in known_priors().items() if found.key in one.studies)
    return StudyInfo(
        study=found,
        priors=resting,
        causes=tuple(cause.name for cause in all_causes() if cause.prior in resting),
        coefficients=tuple(n for n, one in coefficients().items() if found.key in one.studies),
        statements=tuple(n for n, one in statements().items() if found.key in one.studies),
    )
