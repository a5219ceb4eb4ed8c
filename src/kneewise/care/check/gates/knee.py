"""Operations, injections, reduced feeling, earlier bone stress injuries."""

from __future__ import annotations

from datetime import date

from kneewise.care.check.gate import AnswerGate, CustomGate, Gate, last_day, said_values
from kneewise.care.check.told import Told

_NO_RETURN = frozenset({"ladder", "plan", "increase", "experiment", "green"})
_REST = frozenset({"running", "green", "ladder", "plan", "increase", "experiment", "gel"})

REPAIRS = frozenset({"ligament", "meniscal-repair", "cartilage", "osteotomy", "fixation"})
_HEALING = frozenset({"steroid", "anaesthetic"})

_INJECTION_DAYS = 14
_TENDON_DAYS = 28
_OTHER_DAYS = 7
"""Days without running after an injection (our precaution, SAFETY.md)."""


def _operated(told: Told) -> tuple[bool, date | None]:
    """Any operation of the last 12 months; no release shortens it."""
    said = [a for a in told.answers if a.key == "knee_operation" and a.value not in (None, "none")]
    return bool(said), last_day(told, "knee_operation_on", 366)


def _injected(told: Told) -> tuple[bool, date | None]:
    answers = said_values(told, "injection", "injection")
    if not answers:
        return False, None
    kinds = {kind for answer in answers for kind in (answer.value or "").split(",")}
    tendon = [answer for answer in told.answers if answer.key == "injection_tendon"]
    near = not tendon or any(answer.value != "no" for answer in tendon)
    days = _OTHER_DAYS if not kinds & _HEALING else _TENDON_DAYS if near else _INJECTION_DAYS
    return True, last_day(told, "injection_on", days)


GATES: tuple[Gate, ...] = (
    CustomGate(
        id="operation",
        reads=frozenset({"knee_operation", "knee_operation_on"}),
        forbids=_NO_RETURN,
        holds=_operated,
        zero_tolerance=True,
    ),
    AnswerGate(
        id="repair",
        key="knee_operation",
        values=REPAIRS,
        forbids=_NO_RETURN,
        zero_tolerance=True,
    ),
    AnswerGate(
        id="replacement",
        key="knee_operation",
        values=frozenset({"joint-replacement"}),
        forbids=_NO_RETURN,
        zero_tolerance=True,
    ),
    CustomGate(
        id="injection",
        reads=frozenset({"injection", "injection_on", "injection_tendon"}),
        forbids=_REST,
        holds=_injected,
        zero_tolerance=True,
    ),
    AnswerGate(
        id="sensation",
        key="sensation",
        forbids=frozenset({"lights", "green", "ice", "experiment"}),
        zero_tolerance=True,
    ),
    AnswerGate(
        id="bone_history",
        key="bone_history",
        forbids=frozenset({"experiment"}),
        zero_tolerance=True,
    ),
)
