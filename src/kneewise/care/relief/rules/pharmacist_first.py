"""Medicines with which a pharmacist is asked first."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.questions import QUESTIONS, Asked
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class PharmacistFirst:
    """ACE inhibitor or ARB, diuretic, SSRI, steroid, low-dose aspirin (SAFETY.md, Gels)."""

    name: str = "pharmacist_first"
    asks: tuple[str, ...] = tuple(q.key for q in QUESTIONS if q.asked is Asked.PHARMACIST)

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One for each yes; an open question shows nothing at all."""
        found = []
        for key in self.asks:
            answer = case.answers.said.get(key)
            if answer is None:
                advice = advise(self.name, Offer.NOT_SHOWN, "unknown.answer")
                found.append(Objection(Offer.NOT_SHOWN, advice, key))
            elif answer:
                first = Offer.PHARMACIST_FIRST
                found.append(Objection(first, advise(self.name, first, f"pharmacist.{key}")))
        return tuple(found)


RULE: GelRule = PharmacistFirst()
