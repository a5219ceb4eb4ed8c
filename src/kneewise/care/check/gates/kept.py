"""The gate that stays when the answer behind one is deleted: what it forbids, not why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kneewise.care.check.flag import valid_clearings
from kneewise.care.check.gate import ACTIONS, Gate, gate_advice
from kneewise.care.check.kept import BONE, CLEARS_BONE, GATE, GATE_ID, read_gate
from kneewise.care.check.told import Told, covers
from kneewise.model.advice import RaisedGate, SymptomAnswer


@dataclass(frozen=True, slots=True)
class KeptGate:
    """Holds until its last day, or until a doctor's entry; forbids what the gates forbade."""

    id: str = GATE_ID
    reads: frozenset[str] = frozenset()
    forbids: frozenset[str] = ACTIONS
    zero_tolerance: bool = True

    def check(self, told: Told) -> RaisedGate | None:
        """Whether it holds on that day; what points to bone has no last day and forbids no more."""
        kept = _uncleared(told, GATE, (self.id,))
        forbids, strict, until = read_gate(kept)
        if until is not None and until < told.today:
            kept, forbids, strict = (), frozenset(), False
        bone = bool(kept_bone(told))
        if not kept and not bone:
            return None
        return RaisedGate(
            gate=self.id,
            advice=gate_advice(self.id),
            forbids=forbids,
            until=None if bone else until,
            zero_tolerance=strict or bone,
        )


def kept_bone(told: Told) -> tuple[SymptomAnswer, ...]:
    """What was kept of P(bone stress injury) and no doctor's entry covers."""
    return _uncleared(told, BONE, CLEARS_BONE)


def _uncleared(told: Told, key: str, names: Iterable[str]) -> tuple[SymptomAnswer, ...]:
    cleared = [
        clearing
        for name in names
        for clearing in valid_clearings(told.clearings, name, doctor_only=True)
    ]
    return tuple(
        answer
        for answer in told.answers
        if answer.key == key and not any(covers(clearing, answer) for clearing in cleared)
    )


GATES: tuple[Gate, ...] = (KeptGate(),)
