"""No sport at all with fever, a hot joint or signs of a clot."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import Situation


@dataclass(frozen=True, slots=True)
class IllOrClot:
    """SAFETY.md, Cross-training; unknown is not no."""

    name: str = "ill_or_clot"
    asks: tuple[str, ...] = ("fever", "hot_joint", "clot_signs")

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """The first that holds, else all that are unknown."""
        del option  # whatever it is
        answers = {key: situation.holds(key) for key in self.asks}
        for key, holds in answers.items():
            if holds:
                return Objection(advise(self.name, "none", f"no.{key}"))
        unknown = tuple(key for key, holds in answers.items() if holds is None)
        if unknown:
            return Objection(advise(self.name, "none", "unknown.health"), unknown)
        return None


RULE: SportRule = IllOrClot()
