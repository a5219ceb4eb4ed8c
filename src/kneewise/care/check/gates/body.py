"""Pregnancy and birth, low energy availability, the young."""

from __future__ import annotations

from datetime import date

from kneewise.care.check.gate import ACTIONS, AnswerGate, CustomGate, Gate, said_values
from kneewise.care.check.signs import FIRST_ADULT_AGE
from kneewise.care.check.told import Told

YOUNGEST = 13
_AFTER_BIRTH_DAYS = 91
"""13 weeks (GOOM2019: not before three months)."""

_NO_PROGRESS = frozenset({"increase", "ladder", "gel", "experiment"})
_NO_RUNNING = _NO_PROGRESS | {"running", "green", "plan"}


def _pregnant(told: Told) -> tuple[bool, date | None]:
    """From the answer on, until a birth or a doctor's entry says otherwise."""
    answers = said_values(told, "pregnant", "pregnancy", frozenset({"pregnant"}))
    if not answers:
        return False, None
    latest = max(answer.answered_at for answer in answers)
    born = [
        day
        for answer in told.answers
        if answer.key == "birth_on" and answer.value is not None and answer.answered_at > latest
        if (day := date.fromisoformat(answer.value)) >= latest.date()
    ]
    return not born, None


def _pelvic(told: Told) -> tuple[bool, date | None]:
    """Leaking, heaviness or pain after a birth; open as well while it was never answered no."""
    signs = said_values(told, "pelvic", "pelvic")
    return bool(signs), None


def _young(told: Told, under: int) -> bool:
    low = told.age(told.today).low
    return low is not None and low < under


def _child(told: Told) -> tuple[bool, date | None]:
    return _young(told, YOUNGEST), None


def _minor(told: Told) -> tuple[bool, date | None]:
    return _young(told, FIRST_ADULT_AGE), None


def _unconfirmed(told: Told) -> tuple[bool, date | None]:
    latest = told.latest("adult_confirms")
    agreed = latest is not None and latest.value == "yes"
    return _young(told, FIRST_ADULT_AGE) and not agreed, None


def _energy(told: Told) -> tuple[bool, date | None]:
    """Any of the signs; one earlier bone stress injury elsewhere is not among them."""
    keys: tuple[tuple[str, frozenset[str]], ...] = (
        ("periods", frozenset()),
        ("energy", frozenset()),
        ("bone_history", frozenset({"hip-sacrum-pelvis", "two-in-2-years", "six-months-lost"})),
    )
    return any(said_values(told, "low_energy", key, values) for key, values in keys), None


GATES: tuple[Gate, ...] = (
    CustomGate(
        id="under_13",
        reads=frozenset({"age"}),
        forbids=ACTIONS,
        holds=_child,
        zero_tolerance=True,
    ),
    CustomGate(
        id="adult_confirms",
        reads=frozenset({"age", "adult_confirms"}),
        forbids=ACTIONS,
        holds=_unconfirmed,
    ),
    CustomGate(
        id="minor",
        reads=frozenset({"age"}),
        forbids=frozenset({"gel", "experiment", "conditions"}),
        holds=_minor,
    ),
    CustomGate(
        id="pregnant",
        reads=frozenset({"pregnancy", "birth_on"}),
        forbids=_NO_PROGRESS,
        holds=_pregnant,
    ),
    AnswerGate(
        id="after_birth",
        key="pregnancy",
        values=frozenset({"gave-birth"}),
        forbids=_NO_RUNNING,
        days_from=("birth_on", _AFTER_BIRTH_DAYS),
    ),
    CustomGate(
        id="pelvic",
        reads=frozenset({"pelvic"}),
        forbids=_NO_RUNNING,
        holds=_pelvic,
    ),
    CustomGate(
        id="low_energy",
        reads=frozenset({"periods", "energy", "bone_history"}),
        forbids=frozenset({"increase", "ladder", "experiment"}),
        holds=_energy,
        zero_tolerance=True,
    ),
)
