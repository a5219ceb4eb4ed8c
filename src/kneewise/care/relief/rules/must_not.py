"""Who must not use such a gel, and never to make a run possible."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.questions import QUESTIONS, Asked
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class MustNot:
    """Every hard no of SAFETY.md; an unknown answer is not a no."""

    name: str = "must_not"
    asks: tuple[str, ...] = tuple(q.key for q in QUESTIONS if q.asked is Asked.HARD_NO)

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One for each yes and each question that is open."""
        found = []
        for key in self.asks:
            answer = case.answers.said.get(key)
            if answer is None:
                advice = advise(self.name, Offer.NOT_SHOWN, "unknown.answer")
                found.append(Objection(Offer.NOT_SHOWN, advice, key))
            elif answer:
                advice = advise(self.name, Offer.NOT_SHOWN, f"no.{key}")
                found.append(Objection(Offer.NOT_SHOWN, advice))
        return tuple(found)


RULE: GelRule = MustNot()
