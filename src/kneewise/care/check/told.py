"""Everything the runner told that a rule may read, and the pictures it makes together.

A sign counts from the moment it was said; a later "no" never takes it back (SAFETY.md, No
self-clearing). Signs said within `TOGETHER_DAYS` of each other make one picture; what the
profile says (operations, illness, drugs) belongs to every picture it is valid for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kneewise.care.check.questions import Question, all_questions
from kneewise.care.check.signs import ANY_VALUE, Age, Picture
from kneewise.model.advice import Clearing, SymptomAnswer
from kneewise.model.diary import Episode, PainEntry
from kneewise.model.runner import RunnerProfile

TOGETHER_DAYS = 28
"""Our choice: signs said within four weeks of each other are taken as one trouble."""


@dataclass(frozen=True, slots=True)
class Told:
    """Answers, clearings, facts, diary and episodes of one runner, as they stand on a day."""

    answers: tuple[SymptomAnswer, ...]
    facts: RunnerProfile
    today: date
    clearings: tuple[Clearing, ...] = ()
    diary: tuple[PainEntry, ...] = ()
    episodes: tuple[Episode, ...] = ()

    def age(self, on: date) -> Age:
        """The age on a day, from ages said and the year of birth; wide where they differ."""
        lows, highs = [], []
        for answer in self.answers:
            if answer.key == "age" and answer.value is not None:
                years = (on - answer.answered_at.date()).days / 365.25
                lows.append(int(float(answer.value)) + int(years // 1))
                highs.append(int(float(answer.value)) + int(years // 1) + (years > 0))
        for fact in self.facts.facts:
            if fact.key == "birth_year":
                lows.append(on.year - int(float(fact.value)) - 1)
                highs.append(on.year - int(float(fact.value)))
        return Age(min(lows), max(highs)) if lows else Age()

    def pictures(self, cleared: Sequence[Clearing] = ()) -> Iterator[tuple[datetime, Picture]]:
        """The picture at each moment at which something was said, the earliest first.

        Signs of a trouble that one of the clearings covers are left out; the profile stays.
        """
        known = all_questions()
        acute, context = [], []
        for answer in self.answers:
            question = known.get(answer.key)
            if question is None:
                continue
            if question.group == "gate":
                context.append((answer, question))
            elif not any(covers(clearing, answer) for clearing in cleared):
                acute.append((answer, question))
        moments = sorted({answer.answered_at for answer, _ in acute})
        for moment in moments or [datetime.combine(self.today, time(), tzinfo=UTC)]:
            yield moment, self._picture(moment, acute, context)

    def everything(self) -> Picture:
        """All that was ever said as one picture; decides what is asked."""
        known = all_questions()
        pairs = [(a, known[a.key]) for a in self.answers if a.key in known]
        return Picture(_values(pairs), self.today, self.age(self.today))

    def latest(self, key: str) -> SymptomAnswer | None:
        """The last answer to a question; of two of one moment the one that says less."""
        mine = [answer for answer in self.answers if answer.key == key]
        if not mine:
            return None
        return max(mine, key=lambda a: (a.answered_at, a.value is None, a.value or ""))

    def _picture(
        self,
        moment: datetime,
        acute: Sequence[tuple[SymptomAnswer, Question]],
        context: Sequence[tuple[SymptomAnswer, Question]],
    ) -> Picture:
        earliest = moment - timedelta(days=TOGETHER_DAYS)
        near = [pair for pair in acute if earliest <= pair[0].answered_at <= moment]
        near += [pair for pair in context if _valid(*pair, moment)]
        return Picture(_values(near), moment.date(), self.age(moment.date()))


def covers(clearing: Clearing, answer: SymptomAnswer) -> bool:
    """Whether a clearing speaks of a sign: it was said before, and of that knee."""
    return (
        answer.answered_at.date() <= clearing.on
        and answer.answered_at <= clearing.entered_at
        and (clearing.side is None or answer.side is clearing.side)
    )


def _valid(answer: SymptomAnswer, question: Question, moment: datetime) -> bool:
    lasts = question.lasts_days
    return lasts is None or abs(answer.answered_at - moment) <= timedelta(days=lasts)


def _values(pairs: Sequence[tuple[SymptomAnswer, Question]]) -> dict[str, frozenset[str]]:
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
