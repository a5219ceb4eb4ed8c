"""What is asked before any gel is shown, in this order; the words stand under `ask.KEY`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.care.relief.answers import GelAnswers
from kneewise.care.relief.countries import country_code
from kneewise.model.errors import UsageError


class Asked(StrEnum):
    """What a yes means."""

    FACT = "fact"
    HARD_NO = "hard_no"
    PHARMACIST = "pharmacist"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `ask.KEY` in the words; a hard no has `no.KEY`, the others `pharmacist.KEY`."""

    key: str
    asked: Asked


_HARD_NO = (
    "for_a_run",
    "nsaid_allergy",
    "airways",
    "pregnancy",
    "oral_nsaid",
    "skin",
    "anticoagulant",
    "bleeding_disorder",
    "ulcer",
    "kidney",
    "heart_failure",
    "liver",
    "lithium",
    "methotrexate",
    "transplant",
    "bone_injury",
)
_PHARMACIST = ("ace_or_arb", "diuretic", "ssri", "steroid", "low_dose_aspirin")

QUESTIONS: tuple[Question, ...] = (
    Question("country", Asked.FACT),
    Question("age", Asked.FACT),
    *(Question(key, Asked.HARD_NO) for key in _HARD_NO),
    *(Question(key, Asked.PHARMACIST) for key in _PHARMACIST),
)
"""SAFETY.md, Relief: the country first, then who must not, then who asks a pharmacist first."""

_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_UNKNOWN = {"", "?", "unknown", "don't know"}


def answers_from(
    said: Mapping[str, str],
    today: date,
    *,
    country: str | None = None,
    birth_year: float | None = None,
) -> GelAnswers:
    """Answers as typed, over what the profile knows of country and year of birth.

    Raises UsageError for a key that is not asked, or a value that is no answer to it.
    """
    known = {question.key: question.asked for question in QUESTIONS}
    for key in said:
        if key not in known:
            raise UsageError(f"{key!r} is not asked; what is: {', '.join(known)}.")
    youngest, oldest = _age(said.get("age", ""), today, birth_year)
    return GelAnswers(
        country=country_code(said.get("country", country or "")),
        youngest=youngest,
        oldest=oldest,
        said={
            key: yes_or_no(key, value) for key, value in said.items() if known[key] != Asked.FACT
        },
    )


def yes_or_no(key: str, said: str) -> bool | None:
    """Yes, no, or None for "don't know". Raises UsageError for anything else."""
    word = said.strip().lower()
    if word in _UNKNOWN:
        return None
    if word not in _YES:
        raise UsageError(f"{key} is answered with yes, no or unknown, not {said!r}.")
    return _YES[word]


def _age(said: str, today: date, birth_year: float | None) -> tuple[int | None, int | None]:
    """The age as said; else the two it can be by the year of birth alone."""
    if said.strip().lower() not in _UNKNOWN:
        if not said.strip().isdecimal() or not 0 < int(said) < 120:
            raise UsageError(f"age is a number of whole years, not {said!r}.")
        return int(said), int(said)
    if birth_year is None:
        return None, None
    oldest = today.year - int(birth_year)
    return oldest - 1, oldest
