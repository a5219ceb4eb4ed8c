"""What `prevention` answers: a tip a rule, each with how sure it is and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.care.prevention.insoles import InsoleTrial
from kneewise.evidence import Statement
from kneewise.model.advice import Advice, Basis
from kneewise.model.words import load_words

PACKAGE = "kneewise.care.prevention"


class Certainty(StrEnum):
    """What stands behind a tip, the strongest first; words in `words.toml`.

    `cohort_strong` is the best supported of all on load; `trial` a single randomised trial
    (efficacy, all injuries); `mixed` a trial for it and pooled trials that see little; `cohort`
    an association; `short_term` a treatment's effect for weeks; `null` trials that showed none.
    """

    COHORT_STRONG = "cohort_strong"
    TRIAL = "trial"
    MIXED = "mixed"
    COHORT = "cohort"
    SHORT_TERM = "short_term"
    OURS = "ours"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Told:
    """What one rule says. `yours` is what is known of this runner; empty where nothing is."""

    certainty: Certainty
    advice: tuple[Advice, ...]
    yours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tip:
    """One rule's tip, and the article's statement that it is held against (None: none)."""

    name: str
    label: str
    certainty: Certainty
    advice: tuple[Advice, ...]
    yours: tuple[str, ...]
    article: Statement | None


@dataclass(frozen=True, slots=True)
class Prevention:
    """All tips, the best supported first; `insoles` is the comfort trial, running or not."""

    day: date
    tips: tuple[Tip, ...]
    insoles: InsoleTrial
    notes: tuple[Advice, ...]


def advise(rule: str, verdict: str, sentence: str, **slots: object) -> Advice:
    """A sentence of this room, of one of the four classes, as advice."""
    said = load_words(PACKAGE)[sentence]
    return Advice(rule, verdict, said.fill(**slots), Basis(said.kind), said.sources)


def plain(sentence: str, **slots: object) -> str:
    """The words of a sentence of this room."""
    return load_words(PACKAGE)[sentence].fill(**slots)
