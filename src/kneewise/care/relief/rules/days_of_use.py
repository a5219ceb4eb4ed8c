"""Stop at 7 days of a course and at 10 days of any 30."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.counting import OF_30_DAYS, STOP_DAYS
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class DaysOfUse:
    """Over all gels and both knees; the label's own limits for these gels are not shorter."""

    name: str = "days_of_use"
    asks: tuple[str, ...] = ()

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One for each limit that is reached."""
        found = []
        if case.use.course_days >= STOP_DAYS:
            advice = advise(self.name, Offer.NOT_SHOWN, "no.days", days=case.use.course_days)
            found.append(Objection(Offer.NOT_SHOWN, advice))
        if case.use.days_of_30 >= OF_30_DAYS:
            advice = advise(self.name, Offer.NOT_SHOWN, "no.days_of_30", days=case.use.days_of_30)
            found.append(Objection(Offer.NOT_SHOWN, advice))
        return tuple(found)


RULE: GelRule = DaysOfUse()
