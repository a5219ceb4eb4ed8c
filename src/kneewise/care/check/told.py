"""Everything the runner told that a rule may read, and the pictures it makes together.

A sign counts from the moment it was said; a later "no" never takes it back (SAFETY.md, No
self-clearing). What the diary logged as a sign counts as said on that day, but answers no
question: that one stays open until it is answered. Signs said within `TOGETHER_DAYS` of each other
make one picture; what the profile says (operations, illness, drugs) belongs to every picture it is
valid for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kneewise.care.check.questions import Question, all_questions
from kneewise.care.check.signs import ANY_VALUE, Age, Picture
from kneewise.model.advice import Clearing, SymptomAnswer
from kneewise.model.diary import Episode, PainEntry
from kneewise.model.runner import RunnerProfile

TOGETHER_DAYS = 28
"""Our choice: signs said within four weeks of each other are taken as one trouble."""


FROM_CHECK = "check"
"""Source of a year of birth reckoned from an age said here; the age itself is more exact."""

Pair = tuple[SymptomAnswer, Question]


@dataclass(frozen=True, slots=True)
class Trouble:
    """When the present trouble began: the local day of its episode, the moment of its sign."""

    began_on: date | None = None
    sign_at: datetime | None = None

    def came_after(self, answer: SymptomAnswer) -> bool:
        """Whether an answer was given before it, and so of another trouble."""
        before_it = self.began_on is not None and answer.answered_at.date() < self.began_on
        before_sign = self.sign_at is not None and answer.answered_at < self.sign_at
        return before_it or before_sign


NO_TROUBLE = Trouble()


@dataclass(frozen=True)
class Told:
    """Answers, clearings, facts, diary and episodes of one runner, as they stand on a day.

    `logged` are signs from the diary's log, as the answers they amount to (`logged.py`).
    """

    answers: tuple[SymptomAnswer, ...]
    facts: RunnerProfile
    today: date
    clearings: tuple[Clearing, ...] = ()
    diary: tuple[PainEntry, ...] = ()
    episodes: tuple[Episode, ...] = ()
    logged: tuple[SymptomAnswer, ...] = ()

    def age(self, on: date) -> Age:
        """The age on a day, from ages said and the year of birth; wide where they differ."""
        lows, highs = [], []
        for answer in self.answers:
            if answer.key == "age" and answer.value is not None:
                years = (on - answer.answered_at.date()).days / 365.25
                lows.append(int(float(answer.value)) + int(years // 1))
                highs.append(int(float(answer.value)) + int(years // 1) + (years != 0))
        for fact in self.facts.facts:
            if fact.key == "birth_year" and fact.source != FROM_CHECK:
                lows.append(on.year - int(float(fact.value)) - 1)
                highs.append(on.year - int(float(fact.value)))
        return Age(min(lows), max(highs)) if lows else Age()

    def pictures(self, cleared: Sequence[Clearing] = ()) -> tuple[Picture, ...]:
        """The picture at the end of each day on which something was said, the earliest first.

        Signs of a trouble that one of the clearings covers are left out; the profile stays.
        """
        if not cleared:
            return self._uncleared
        return self._pictures(
            [pair for pair in self._acute if not any(covers(c, pair[0]) for c in cleared)]
        )

    def everything(self, without: Container[SymptomAnswer] = ()) -> Picture:
        """All that was ever said as one picture, but for some answers; decides what is asked."""
        known = [pair for pair in self._known if pair[0] not in without]
        return Picture(_values(known), self.today, self.age(self.today))

    def latest(self, key: str) -> SymptomAnswer | None:
        """The last answer to a question; of two of one moment the one that says less."""
        mine = [answer for answer in self.answers if answer.key == key]
        if not mine:
            return None
        return max(mine, key=lambda a: (a.answered_at, a.value is None, a.value or ""))

    @cached_property
    def _known(self) -> tuple[Pair, ...]:
        """Every answer and logged sign with its question, the earliest first."""
        known = all_questions()
        told = (*self.answers, *self.logged)
        pairs = [(answer, known[answer.key]) for answer in told if answer.key in known]
        return tuple(sorted(pairs, key=lambda pair: pair[0].answered_at))

    @cached_property
    def _acute(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self._known if pair[1].group != "gate")

    @cached_property
    def _uncleared(self) -> tuple[Picture, ...]:
        return self._pictures(self._acute)

    def _pictures(self, acute: Sequence[Pair]) -> tuple[Picture, ...]:
        context = [pair for pair in self._known if pair[1].group == "gate"]
        dates = [answer.answered_at.date() for answer, _ in acute]
        found = []
        for day in sorted(set(dates)) or [self.today]:
            first = bisect_left(dates, day - timedelta(days=TOGETHER_DAYS))
            near = list(acute[first : bisect_right(dates, day)])
            near += [pair for pair in context if _valid(*pair, day)]
            found.append(Picture(_values(near), day, self.age(day)))
        return tuple(found)


def covers(clearing: Clearing, answer: SymptomAnswer) -> bool:
    """Whether a clearing speaks of a sign: it was said before, and of that knee."""
    return (
        answer.answered_at.date() <= clearing.on
        and answer.answered_at <= clearing.entered_at
        and (clearing.side is None or answer.side is clearing.side)
    )


def _valid(answer: SymptomAnswer, question: Question, day: date) -> bool:
    lasts = question.lasts_days
    return lasts is None or abs(answer.answered_at.date() - day) <= timedelta(days=lasts)


def _values(pairs: Sequence[Pair]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for answer, question in pairs:
        if answer.value is not None:
            signs = question.signs(answer.value)
            if signs:
                found[answer.key] = found.get(answer.key, frozenset()) | signs
    injured = bool(found.get("injury"))
    for answer, question in pairs:
        unjudged = injured and question.trauma
        if answer.value is None and (unjudged or question.kind == "date"):
            found[answer.key] = found.get(answer.key, frozenset()) | {ANY_VALUE}
    return found
