"""No risk of a fall on a blood thinner, in pregnancy, with osteoporosis."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import Situation


@dataclass(frozen=True, slots=True)
class Falls:
    """SAFETY.md, Cross-training; unknown is not no.

    A gate whose answer was deleted may have been any of them.
    """

    name: str = "falls"
    asks: tuple[str, ...] = ("anticoagulant", "pregnant", "osteoporosis")

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for a sport in which one may fall."""
        if Trait.FALL not in option.traits:
            return None
        if situation.kept_gate:
            return Objection(advise(self.name, "left_out", "no.kept"))
        answers = {key: situation.holds(key) for key in self.asks}
        for key, holds in answers.items():
            if holds:
                return Objection(advise(self.name, "left_out", f"no.{key}"))
        unknown = tuple(key for key, holds in answers.items() if holds is None)
        if unknown:
            return Objection(advise(self.name, "left_out", "unknown.fall"), unknown)
        return None


RULE: SportRule = Falls()
