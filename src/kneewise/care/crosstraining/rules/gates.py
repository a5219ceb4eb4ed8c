"""After an operation or injection, or where pain can't guide, only what a clinician allows."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import Situation


@dataclass(frozen=True, slots=True)
class Gates:
    """A gate that forbids running, the ladder to it, or the pain lights (our precaution)."""

    name: str = "gates"
    forbid: tuple[str, ...] = ("running", "ladder", "lights")

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for every option that no clinician named."""
        screening = situation.screening
        if screening is None or option.name in situation.allowed:
            return None
        if any(screening.forbidden(what, situation.today) for what in self.forbid):
            return Objection(advise(self.name, "clinician", "no.gate"))
        return None


RULE: SportRule = Gates()
