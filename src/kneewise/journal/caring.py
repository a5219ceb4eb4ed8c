"""What to do now: the symptom check, today, the way back, relief, other sports, outlook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kneewise.journal.door import Door
from kneewise.model.advice import Clearing, Screening, SymptomAnswer
from kneewise.model.diary import LogEntry, Side, Site

if TYPE_CHECKING:
    from kneewise.care.crosstraining import CrossTraining
    from kneewise.care.outlook import Outlook
    from kneewise.care.relief import IceAnswer
    from kneewise.care.today import ReturnAnswer, TodayAnswer
    from kneewise.journal.checking import Check
    from kneewise.journal.relieving import GelUsed, Relief


@dataclass(frozen=True, slots=True)
class Caring(Door):
    """What to do now: the symptom check, today, the way back, relief, other sports, outlook."""

    def check(self) -> Check:
        """The symptom check: red flags, gates, open questions; see `journal/checking.py`."""
        from kneewise.journal.checking import check

        return check(self.store, self.runner)

    def answer_symptoms(
        self, said: Mapping[str, object], side: Side | None = None, at: datetime | None = None
    ) -> tuple[SymptomAnswer, ...]:
        """Keep answers of the symptom check, None for "don't know". Raises UsageError."""
        from kneewise.journal.checking import answer_symptoms

        return answer_symptoms(self.store, said, side, self.runner, at)

    def forget_symptom(self, key: str) -> None:
        """Delete the answers to one sensitive question for good. Raises UsageError."""
        from kneewise.journal.checking import forget_answers

        forget_answers(self.store, key, self.runner)

    def clear_flag(
        self,
        flag: str,
        *,
        on: date,
        profession: str,
        excluded: str,
        sign_absent: bool,
        side: Side | None = None,
    ) -> Clearing:
        """Log that a red flag was seen and cleared. Raises UsageError, NotFoundError."""
        from kneewise.journal.checking import clear_flag

        said = (flag, on, profession, excluded, sign_absent, datetime.now(UTC), side)
        return clear_flag(self.store, Clearing(*said, runner=self.runner), self.runner)

    def screening(self, at: datetime | None = None) -> Screening:
        """What the symptom check and the profile gates say; every other rule asks it first."""
        from kneewise.journal.checking import screening

        return screening(self.store, self.runner, at)

    def today(self, at: datetime | None = None) -> TodayAnswer:
        """The light, how far to run, what to do now; see `care/today`."""
        from kneewise.journal.today import today

        return today(self.store, self.runner, at)

    def return_plan(self, at: datetime | None = None) -> ReturnAnswer:
        """Entry test, step of the ladder, order of what comes back."""
        from kneewise.journal.returning import return_plan

        return return_plan(self.store, self.runner, at)

    def relief(self, answers: Mapping[str, str] | None = None) -> Relief:
        """Ice and gels, gels after the answers to their questions. Raises UsageError."""
        from kneewise.journal.relieving import relief

        return relief(self.store, answers or {}, self.screening(), self.runner)

    def ice(self, minutes: float, answers: Mapping[str, str] | None = None) -> IceAnswer:
        """Whether ice may be used now for so many minutes. Raises UsageError."""
        from kneewise.journal.relieving import ice

        return ice(self.store, answers or {}, minutes, self.screening(), self.runner)

    def iced(self, minutes: float) -> LogEntry:
        """Note minutes of ice that end now."""
        from kneewise.journal.relieving import iced

        return iced(self.store, minutes, self.runner)

    def used_gel(self, name: str, grams: float, *, day: date | None = None) -> GelUsed:
        """Note a gel and count its days. Raises UsageError."""
        from kneewise.journal.relieving import used

        return used(self.store, name, grams, day, self.runner)

    def crosstraining(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        sites: Iterable[Site] = (),
        allowed: Iterable[str] = (),
    ) -> CrossTraining:
        """What may be done instead of running; see `journal/crosstraining.py`. UsageError."""
        from kneewise.journal.crosstraining import crosstraining

        screening, said = self.screening(), answers or {}
        return crosstraining(self.store, said, screening, self.runner, sites=sites, allowed=allowed)

    def outlook(
        self, answers: Mapping[str, str] | None = None, *, side: Side | None = None
    ) -> Outlook:
        """How long until pain-free, with a relapse watch after. Raises UsageError."""
        from kneewise.journal.outlook import outlook

        return outlook(self.store, answers or {}, self.screening(), self.runner, side=side)
