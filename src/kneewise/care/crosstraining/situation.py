"""The runner's situation as the rules see it: where it hurts, what was said, the screening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kneewise.model.advice import BONE_STRESS_LINE, Screening, Urgency
from kneewise.model.diary import Site
from kneewise.model.errors import UsageError

QUESTIONS = (
    "fever",
    "hot_joint",
    "clot_signs",
    "bone_injury",
    "locking",
    "anticoagulant",
    "pregnant",
    "osteoporosis",
)
"""Asked in this order; the first four need no answer once the symptom check is complete."""

OF_THE_CHECK = frozenset({"fever", "hot_joint", "clot_signs", "bone_injury", "locking"})
"""What a complete symptom check without a flag has answered with no."""

FLAGS: Mapping[str, frozenset[str]] = {
    "fever": frozenset({"fever", "child_fever", "swollen_and_ill"}),
    "hot_joint": frozenset(
        {"hot_joint", "swollen_and_ill", "swollen_at_risk", "after_injection", "replaced_joint"}
    ),
    "clot_signs": frozenset({"clot"}),
    "bone_injury": frozenset(
        {"groin", "bone_stress", "subchondral", "cancer_and_bone_pain", "young_bone", "kept_bone"}
    ),
    "locking": frozenset({"true_lock"}),
}
"""The flags of the symptom check that say yes to a question."""

GATES: Mapping[str, str] = {"pregnant": "pregnant"}
"""The profile gates that do."""

KEPT_GATE = "kept"
"""The gate that stays when the answer behind one is deleted."""

INNER = frozenset(
    {Site.INSIDE, Site.INSIDE_KNEECAP_EDGE, Site.INSIDE_JOINT_LINE, Site.INSIDE_BELOW}
)
JOINT_LINE = frozenset({Site.INSIDE, Site.INSIDE_JOINT_LINE})
ANYWHERE = frozenset({Site.AROUND_KNEECAP, Site.DIFFUSE, Site.OTHER})
"""Coarse answers stay coarse: they may be the inner side, too."""

SEEN_FIRST = frozenset(
    {
        Urgency.EMERGENCY_NUMBER,
        Urgency.EMERGENCY_TODAY,
        Urgency.TODAY,
        Urgency.WITHIN_48H,
    }
)


@dataclass(frozen=True, slots=True)
class Situation:
    """Where it hurts (empty: unknown), answers by `QUESTIONS`, what a clinician allows by name.

    `screening` None is "not screened". `any_pain_stops` is the article's policy.
    """

    today: date
    sites: frozenset[Site] = frozenset()
    said: Mapping[str, bool | None] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    screening: Screening | None = None
    any_pain_stops: bool = False

    def __post_init__(self) -> None:
        """Raises UsageError for an answer that is not asked."""
        for key in self.said:
            if key not in QUESTIONS:
                raise UsageError(f"{key!r} is not asked; what is: {', '.join(QUESTIONS)}.")

    @property
    def screened(self) -> bool:
        """Whether the symptom check is complete."""
        return self.screening is not None and self.screening.complete

    @property
    def kept_gate(self) -> bool:
        """Whether a profile gate stands whose answer was deleted: of what, nobody knows."""
        gates = () if self.screening is None else self.screening.gates
        return any(gate.gate == KEPT_GATE for gate in gates)

    def holds(self, question: str) -> bool | None:
        """Whether it holds; None is unknown. A raised flag or a yes wins over any no."""
        if self._flagged(question) or self.said.get(question):
            return True
        if self.said.get(question) is False or (self.screened and question in OF_THE_CHECK):
            return False
        return None

    def _flagged(self, question: str) -> bool:
        if self.screening is None:
            return False
        raised = {flag.flag for flag in self.screening.flags}
        gates = {gate.gate for gate in self.screening.gates}
        p_bone = self.screening.p_bone_stress
        bone = question == "bone_injury" and p_bone is not None and p_bone >= BONE_STRESS_LINE
        return bone or GATES.get(question) in gates or bool(raised & FLAGS.get(question, set()))
