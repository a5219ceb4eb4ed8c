"""Locking or pain at the inner joint line: no deep bend, twist, skating or clipless pedals."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import ANYWHERE, JOINT_LINE, Situation


@dataclass(frozen=True, slots=True)
class JointLine:
    """SAFETY.md, Cross-training; an unknown or coarse site may be the joint line."""

    name: str = "joint_line"
    traits: frozenset[Trait] = frozenset(
        {Trait.DEEP_BEND, Trait.TWIST, Trait.SKATING, Trait.CLIPLESS}
    )

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for an option with such a movement."""
        if not option.traits & self.traits:
            return None
        if situation.holds("locking"):
            return Objection(advise(self.name, "left_out", "no.locking"))
        if situation.sites & JOINT_LINE:
            return Objection(advise(self.name, "left_out", "no.joint_line"))
        if not situation.sites or situation.sites & ANYWHERE:
            return Objection(advise(self.name, "left_out", "unknown.site"))
        if situation.holds("locking") is None:
            return Objection(advise(self.name, "left_out", "unknown.locking"), ("locking",))
        return None


RULE: SportRule = JointLine()
