"""Fever and flu: no training until 48 hours well; still ill on the fourth day, a doctor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kneewise.care.check.flag import Case, Flag, SignFlag, sentence, valid_clearings
from kneewise.care.check.signs import AtLeast, all_of, said
from kneewise.care.check.told import Told, covers
from kneewise.model.advice import RaisedFlag, SymptomAnswer, Urgency

WELL_DAYS = 3
"""48 hours after the end of the day that is called the first well one (our precaution)."""

SITTING = timedelta(minutes=30)
"""Our choice: a first well day said so soon after an illness was said with it, so that the illness
was over by then. Said later, it ended after the answer that told it, or in the days told there."""

PAST_WEEK_DAYS = 7
"""How far back the question on fever and flu asks: no illness that it means was over before."""

_FEVER = said("unwell")
"""Fever, shivering, feeling ill, a cold or flu: any of the question's options."""
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
        """Raised while ill, until 48 h after the last illness that was said.

        A later "no" is no denial of it but what ends it, and how it ends is said instead.
        """
        raised = _SIGNS.check(told)
        if raised is None or raised.urgency is not Urgency.ROUTINE:
            return raised
        cleared = valid_clearings(told.clearings, self.id, doctor_only=self.doctor_only)
        left = [ill for ill in _illnesses(told) if not any(covers(each, ill) for each in cleared)]
        ends = [_well_from(told, ill) for ill in left]
        known = [end for end in ends if end is not None]
        last = max(known) if known and len(known) == len(ends) else None
        if last is not None and last <= told.today:
            return None
        how = sentence("flag.fever.ends") if last is None else sentence("flag.fever.ends_on")
        said = how.fill() if last is None else how.fill(day=last)
        advice = replace(raised.advice, do=(*raised.advice.do, said))
        return replace(raised, advice=advice, denied_later=False)


def light_run_from(told: Told) -> date | None:
    """From when training may go on after the last illness, by its 48 h or a clearing.

    SAFETY.md: the first run from then on is a light one. None where nobody was ill or still is.
    """
    illnesses = _illnesses(told)
    if not illnesses or FeverFlag().check(told) is not None:
        return None
    cleared = valid_clearings(told.clearings, _SIGNS.id, doctor_only=False)
    ends = []
    for ill in illnesses:
        seen = [clearing.on for clearing in cleared if covers(clearing, ill)]
        well = _well_from(told, ill)
        ends.append(min([*seen, *([] if well is None else [well])], default=told.today))
    return max(ends)


def _illnesses(told: Told) -> tuple[SymptomAnswer, ...]:
    """Every answer that says an illness."""
    return tuple(
        answer
        for answer in told.answers
        if answer.key == "unwell" and answer.value not in {None, "none"}
    )


def earliest_well_day(told: Told, said: SymptomAnswer) -> date | None:
    """The first day that may be told as the first well one; None where no illness was said."""
    ills = [ill for ill in _illnesses(told) if ill.answered_at <= said.answered_at]
    if not ills:
        return None
    return _earliest_well(told, max(ills, key=lambda ill: ill.answered_at), said)


def _well_from(told: Told, ill: SymptomAnswer) -> date | None:
    """The day on which 48 h well have gone by since this illness; None while nothing says so.

    The latest first well day that was said with this answer or after it counts, where it does not
    lie before the illness began. A later answer that is ill is one more illness, which needs a
    well day of its own; a later "don't know" ends nothing.
    """
    latest = told.latest("unwell")
    unknown = latest is not None and latest.value is None
    well = [
        (answer.answered_at, day)
        for answer in told.answers
        if answer.key == "well_since"
        and answer.value is not None
        and answer.answered_at >= ill.answered_at
        and not (unknown and latest is not None and answer.answered_at <= latest.answered_at)
        and (day := date.fromisoformat(answer.value)) >= _earliest_well(told, ill, answer)
    ]
    return max(well)[1] + timedelta(days=WELL_DAYS) if well else None


def _earliest_well(told: Told, ill: SymptomAnswer, well: SymptomAnswer) -> date:
    """The first day that may be the first well one of this illness.

    Said with the illness: in the past week that the question asks about, however long it was. Else
    the first day of the illness, by the days said on the day of the answer; unknown days are none.
    """
    day = ill.answered_at.date()
    days = [
        float(answer.value)
        for answer in told.answers
        if answer.key == "ill_days"
        and answer.value is not None
        and answer.answered_at.date() == day
    ]
    began = day - timedelta(days=int(min(days, default=0.0)))
    if well.answered_at - ill.answered_at <= SITTING:
        return min(began, day - timedelta(days=PAST_WEEK_DAYS))
    return began


FLAGS: tuple[Flag, ...] = (FeverFlag(),)
