"""No breaststroke with pain on the inner side."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import ANYWHERE, INNER, Situation


@dataclass(frozen=True, slots=True)
class InnerPain:
    """The whip kick pulls at the inner side (ROVERE1985, VIZSOLYI1987)."""

    name: str = "inner_pain"

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for the whip kick."""
        if Trait.WHIP_KICK not in option.traits:
            return None
        if situation.sites & INNER:
            return Objection(advise(self.name, "left_out", "no.inner_pain"))
        if not situation.sites or situation.sites & ANYWHERE:
            return Objection(advise(self.name, "left_out", "unknown.site"))
        return None


RULE: SportRule = InnerPain()
