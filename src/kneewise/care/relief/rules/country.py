"""The country first: its label is the authority, and under the US label no gel is offered."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.countries import UNDER_US_LABEL
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class Country:
    """Unknown shows nothing; the US label says "not for sports injuries" (DAILYMED1)."""

    name: str = "country"
    asks: tuple[str, ...] = ("country",)

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One, where the country is unknown or under the US label."""
        if case.answers.country is None:
            advice = advise(self.name, Offer.NOT_SHOWN, "unknown.country")
            return (Objection(Offer.NOT_SHOWN, advice, "country"),)
        if case.answers.country in UNDER_US_LABEL:
            return (Objection(Offer.NOT_SHOWN, advise(self.name, Offer.NOT_SHOWN, "no.country")),)
        return ()


RULE: GelRule = Country()
