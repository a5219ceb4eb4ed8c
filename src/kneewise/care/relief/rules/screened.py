"""The red flags and gates first: without them answered, or with one raised, no gel."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.rule import GelCase, GelRule, Objection
from kneewise.care.relief.saying import advise
from kneewise.model.advice import BONE_STRESS_LINE


@dataclass(frozen=True, slots=True)
class Screened:
    """Not screened, any red flag, a gate that forbids gels, a suspected bone injury."""

    name: str = "screened"
    asks: tuple[str, ...] = ()

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One for each that holds."""
        screening = case.screening
        if screening is None:
            return (self._no("no.unscreened"),)
        found = []
        if not screening.complete:
            found.append(self._no("no.unscreened"))
        if screening.flags:
            found.append(self._no("no.red_flag"))
        if screening.forbidden("gel", case.today):
            found.append(self._no("no.gate"))
        if screening.p_bone_stress is not None and screening.p_bone_stress >= BONE_STRESS_LINE:
            found.append(self._no("no.bone_injury"))
        return tuple(found)

    def _no(self, sentence: str) -> Objection:
        return Objection(Offer.NOT_SHOWN, advise(self.name, Offer.NOT_SHOWN, sentence))


RULE: GelRule = Screened()
