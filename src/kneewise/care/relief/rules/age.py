"""Adults only, and from 60 a pharmacist first."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class Age:
    """By the youngest age that fits for adults, by the oldest for 60 (SAFETY.md, Gels)."""

    name: str = "age"
    asks: tuple[str, ...] = ("age",)
    adult: int = 18
    pharmacist_from: int = 60

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One, where the age is unknown, below 18, or 60 and above."""
        youngest, oldest = case.answers.youngest, case.answers.oldest
        if youngest is None or oldest is None:
            advice = advise(self.name, Offer.NOT_SHOWN, "unknown.age")
            return (Objection(Offer.NOT_SHOWN, advice, "age"),)
        if youngest < self.adult:
            return (Objection(Offer.NOT_SHOWN, advise(self.name, Offer.NOT_SHOWN, "no.age")),)
        if oldest >= self.pharmacist_from:
            first = Offer.PHARMACIST_FIRST
            return (Objection(first, advise(self.name, first, "pharmacist.age")),)
        return ()


RULE: GelRule = Age()
