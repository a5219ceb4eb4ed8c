"""A red flag: one row of SAFETY.md's table as an object, and how it is raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from kneewise.care.check.kept import kept_flags, stricter, urgency_of
from kneewise.care.check.questions import NO, PACKAGE
from kneewise.care.check.signs import Picture, Sign
from kneewise.care.check.told import Told, covers
from kneewise.model.advice import (
    Advice,
    Basis,
    Clearing,
    RaisedFlag,
    SymptomAnswer,
    Urgency,
)
from kneewise.model.errors import NotFoundError
from kneewise.model.words import Sentence, load_words

NEEDS_DOCTOR = frozenset({Urgency.EMERGENCY_NUMBER, Urgency.EMERGENCY_TODAY})
"""How urgent a flag is that only a doctor's entry clears; suspected bone stress is the other."""

DOCTORS = (
    "doctor",
    "general practitioner",
    "emergency doctor",
    "orthopaedic surgeon",
    "sports physician",
    "rheumatologist",
    "radiologist",
    "paediatrician",
    "surgeon",
)
OTHER_PROFESSIONS = ("physiotherapist", "nurse", "midwife", "pharmacist")
PROFESSIONS = (*DOCTORS, *OTHER_PROFESSIONS)
"""Who may clear a flag; nobody clears their own (SAFETY.md, No self-clearing)."""


@runtime_checkable
class Flag(Protocol):
    """A red flag: its words stand in words.toml under `flag.ID.because` and `flag.ID.act`."""

    @property
    def id(self) -> str:
        """Its name, that of its row."""

    @property
    def reads(self) -> frozenset[str]:
        """The questions it reads."""

    @property
    def urgency(self) -> Urgency:
        """How soon to see somebody, at its mildest."""

    @property
    def zero_tolerance(self) -> bool:
        """Whether any pain is red while it is raised."""

    @property
    def doctor_only(self) -> bool:
        """Whether only a doctor's entry clears it."""

    def check(self, told: Told) -> RaisedFlag | None:
        """Raised or not, by what was told. Pure."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a flag is raised; the sentences may differ by `words`."""

    when: Sign
    urgency: Urgency
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFlag:
    """A flag raised by what was said; of several cases that hold the most urgent counts."""

    id: str
    cases: tuple[Case, ...]
    zero_tolerance: bool = False
    bone: bool = False
    stops: bool = True
    avoid: tuple[str, ...] = ()
    """Sentences of what not to do, by their end under the flag's id."""

    @property
    def reads(self) -> frozenset[str]:
        """The questions it reads."""
        return frozenset[str]().union(*(case.when.keys for case in self.cases))

    @property
    def urgency(self) -> Urgency:
        """How soon to see somebody, at its mildest."""
        return max((case.urgency for case in self.cases), key=tuple(Urgency).index)

    @property
    def doctor_only(self) -> bool:
        """Whether only a doctor's entry clears it."""
        return self.bone or any(case.urgency in NEEDS_DOCTOR for case in self.cases)

    def check(self, told: Told) -> RaisedFlag | None:
        """Raised since the first moment at which what was said together was enough.

        What was kept of a deleted answer raises it as well.
        """
        cleared = valid_clearings(told.clearings, self.id, doctor_only=self.doctor_only)
        found, kept = self._from_signs(told, cleared), self._kept(told, cleared)
        if found is None or kept is None:
            return found or kept
        return stricter(found, kept)

    def _from_signs(self, told: Told, cleared: Sequence[Clearing]) -> RaisedFlag | None:
        held = [
            (picture, case)
            for picture in told.pictures(cleared)
            for case in self.cases
            if case.when.holds(picture)
        ]
        if not held:
            return None
        picture = held[0][0]
        since, from_diary = self._since(told, picture)
        case = min((case for _, case in held), key=lambda c: tuple(Urgency).index(c.urgency))
        return RaisedFlag(
            flag=self.id,
            urgency=case.urgency,
            advice=self._advice(told, picture, case, logged=from_diary),
            since=since,
            denied_later=self._denied(told, picture, since),
            zero_tolerance=self.zero_tolerance,
            stops=self.stops,
            from_diary=from_diary,
        )

    def _advice(self, told: Told, picture: Picture, case: Case, *, logged: bool) -> Advice:
        """What it says; of a sign that the log alone tells, that it was logged and on which day."""
        advice = flag_advice(self.id, case.words, self.avoid)
        signs = {answer.key: answer for answer in self._of_day(told.logged, picture)}
        alone = Picture(
            {key: frozenset((one.value or "").split(",")) for key, one in signs.items()},
            picture.day,
            picture.age,
        )
        said_too = any(
            answer.value is not None and self._shown(answer.key, answer.value)
            for answer in told.answers
            if answer.answered_at.date() >= picture.day
        )
        if not logged or said_too or not any(each.when.holds(alone) for each in self.cases):
            return advice
        what = ", ".join(sentence(f"short.logged.{key}").text for key in sorted(signs))
        return replace(advice, because=sentence("check.logged").fill(what=what))

    def _kept(self, told: Told, cleared: Sequence[Clearing]) -> RaisedFlag | None:
        """The flag as it stood when an answer it rested on was deleted; None once cleared."""
        kept = [
            answer
            for answer in kept_flags(told.answers, self.id)
            if not any(covers(clearing, answer) for clearing in cleared)
        ]
        if not kept:
            return None
        return RaisedFlag(
            flag=self.id,
            urgency=min(map(urgency_of, kept), key=tuple(Urgency).index),
            advice=flag_advice(self.id, None, self.avoid, kept=True),
            since=min(answer.answered_at for answer in kept),
            zero_tolerance=self.zero_tolerance,
            stops=self.stops,
        )

    def _since(self, told: Told, picture: Picture) -> tuple[datetime, bool]:
        """When the last thing it took was said, and whether the diary alone said it.

        That is the first answer of that day that belongs to it.
        """
        said, logged = (self._of_day(answers, picture) for answers in (told.answers, told.logged))
        from_diary = bool(logged) and all(answer.value is None for answer in said)
        moments = [answer.answered_at for answer in (logged if from_diary else said)]
        day = datetime.combine(picture.day, time(), tzinfo=UTC)
        return min(moments, default=day), from_diary

    def _of_day(self, answers: Sequence[SymptomAnswer], picture: Picture) -> list[SymptomAnswer]:
        return [
            answer
            for answer in answers
            if answer.answered_at.date() == picture.day
            and answer.key in self.reads
            and (answer.value is None or self._shown(answer.key, answer.value))
        ]

    def _shown(self, key: str, value: str) -> bool:
        values = frozenset(value.split(",")) - NO
        return any(case.when.shown_by(key, values) for case in self.cases)

    def _denied(self, told: Told, picture: Picture, since: datetime) -> bool:
        """Whether something it rests on was answered "no" afterwards."""
        for key in self.reads:
            shown = picture.values.get(key, frozenset())
            later = told.latest(key)
            if later is None or later.value is None or later.answered_at < since:
                continue
            positive = any(case.when.shown_by(key, shown) for case in self.cases)
            if positive and not self._shown(key, later.value):
                return True
        return False


def valid_clearings(
    clearings: Sequence[Clearing], name: str, *, doctor_only: bool
) -> tuple[Clearing, ...]:
    """The clearings of a flag or gate that count: by a profession that may, the sign absent."""
    may = DOCTORS if doctor_only else PROFESSIONS
    return tuple(
        clearing
        for clearing in clearings
        if clearing.flag == name
        and clearing.profession in may
        and clearing.sign_absent
        and clearing.excluded.strip()
    )


def label(name: str) -> str:
    """How a flag or gate is called within a sentence, by its id; one that is gone, by its id."""
    words = load_words(PACKAGE)
    found = words.get(f"label.{name}")
    return name.replace("_", " ") if found is None else found.text


def sentence(sentence_id: str) -> Sentence:
    """One sentence of the check. Raises NotFoundError."""
    words = load_words(PACKAGE)
    if sentence_id not in words:
        raise NotFoundError(f"There is no sentence {sentence_id!r} in {PACKAGE}.")
    return words[sentence_id]


def flag_advice(
    flag: str,
    words: str | None = None,
    avoid: Sequence[str] = (),
    *,
    kept: bool = False,
    seen: Mapping[str, object] = MappingProxyType({}),
) -> Advice:
    """What a flag says: who to see and how soon, because of what, and what to leave.

    `seen` fills what the reason tells of the diary; `kept` says that an answer was deleted.
    """
    name = f"flag.{flag}" if words is None else f"flag.{flag}.{words}"
    act = sentence(f"{name}.act")
    do = [sentence(f"flag.{flag}.{part}").fill() for part in avoid]
    return Advice(
        rule=flag,
        verdict=act.text,
        because=sentence(f"{name}.because").fill(**seen),
        basis=Basis(act.kind),
        sources=act.sources,
        do=tuple([*do, sentence("check.kept").fill()] if kept else do),
    )
