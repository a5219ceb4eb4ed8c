"""A red flag that must be seen within 48 hours comes before any sport."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.option import Option
from kneewise.care.crosstraining.rule import Objection, SportRule
from kneewise.care.crosstraining.saying import advise
from kneewise.care.crosstraining.situation import SEEN_FIRST, Situation


@dataclass(frozen=True, slots=True)
class SeenFirst:
    """Our precaution: whoever is sent to hospital or a doctor now does not train on the way."""

    name: str = "seen_first"

    def objection(self, option: Option, situation: Situation) -> Objection | None:
        """One for every option while such a flag stands."""
        del option  # whatever it is
        screening = situation.screening
        if screening is not None and any(f.urgency in SEEN_FIRST for f in screening.flags):
            return Objection(advise(self.name, "none", "no.seen_first"))
        return None


RULE: SportRule = SeenFirst()
