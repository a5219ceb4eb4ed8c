"""With a suspected bone injury only what the clinician allows."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import Situation


@dataclass(frozen=True, slots=True)
class Bone:
    """SAFETY.md, Cross-training; unknown is not no."""

    name: str = "bone"

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for every option that no clinician named."""
        holds = situation.holds("bone_injury")
        if holds and option.name not in situation.allowed:
            return Objection(advise(self.name, "clinician", "no.bone_injury"))
        if holds is None:
            return Objection(advise(self.name, "none", "unknown.health"), ("bone_injury",))
        return None


RULE: SportRule = Bone()
