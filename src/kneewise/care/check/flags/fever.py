"""Fever and flu: no training until 48 hours well; still ill on the fourth day, a doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import AtLeast, all_of, said
from kneewise.care.check.told import Told
from kneewise.model.advice import RaisedFlag, SymptomAnswer, Urgency

WELL_DAYS = 3
"""48 hours after the end of the day that is called the first well one (our precaution)."""

_FEVER = said("unwell", "fever", "flu", "shivering", "ill")
_ILL_4_DAYS = Case(all_of(_FEVER, AtLeast("ill_days", 4)), Urgency.WITHIN_48H, words="day_4")

_SIGNS = SignFlag(
    id="fever",
    cases=(_ILL_4_DAYS, Case(_FEVER, Urgency.ROUTINE)),
)


@dataclass(frozen=True, slots=True)
class FeverFlag:
    """The row of fever: it ends by itself 48 h after the first well day, as the row says.

    That end is the row's own, no clearing: who was ill for four days still needs a clearing.
    """

    id: str = _SIGNS.id
    zero_tolerance: bool = False
    doctor_only: bool = False

    @property
    def reads(self) -> frozenset[str]:
        """The questions it reads."""
        return _SIGNS.reads | {"well_since"}

    @property
    def urgency(self) -> Urgency:
        """How soon to see somebody, at its mildest."""
        return _SIGNS.urgency

    def check(self, told: Told) -> RaisedFlag | None:
        """Raised while ill, until 48 h after the last illness that was said."""
        raised = _SIGNS.check(told)
        if raised is None or raised.urgency is not Urgency.ROUTINE:
            return raised
        ill = [answer for answer in told.answers if answer.key == "unwell" and _ill(answer)]
        over = [_well_again(told, answer) for answer in ill]
        return None if all(over) else raised


def _ill(answer: SymptomAnswer) -> bool:
    return answer.value not in (None, "none")


def _well_again(told: Told, ill: SymptomAnswer) -> bool:
    """Whether a first well day was said with or after this answer, and 48 h have gone by."""
    said_days = [
        date.fromisoformat(answer.value)
        for answer in told.answers
        if answer.key == "well_since"
        and answer.value is not None
        and answer.answered_at >= ill.answered_at
    ]
    return any(told.today >= day + timedelta(days=WELL_DAYS) for day in said_days)


FLAGS: tuple[Flag, ...] = (FeverFlag(),)
