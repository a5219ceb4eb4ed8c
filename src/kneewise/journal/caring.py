"""What to do now: the symptom check, today, the way back, relief, other sports, outlook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.door import Door
from kneewise.model.advice import Clearing, Screening, SymptomAnswer
from kneewise.model.diary import LogEntry, Side, Site
from kneewise.model.plan import Goal

if TYPE_CHECKING:
    from kneewise.care.crosstraining import CrossTraining
    from kneewise.care.outlook import Outlook
    from kneewise.care.plan import PlanAnswer
    from kneewise.care.prevention import Prevention
    from kneewise.care.relief import IceAnswer
    from kneewise.care.scores import Progress
    from kneewise.care.today import ReturnAnswer, TodayAnswer
    from kneewise.care.trial import Offers, TrialAnswer
    from kneewise.exports.leaving import ExportedFile
    from kneewise.journal.checking import Check
    from kneewise.journal.exporting import Export, Written
    from kneewise.journal.planning_ahead import WeekAhead
    from kneewise.journal.relieving import GelUsed, Relief
    from kneewise.journal.routines import RoutineAnswer
    from kneewise.journal.scoring import ScoreItem
    from kneewise.journal.trying import Proposal
    from kneewise.model.quantity import Reader
    from kneewise.model.score import ScoreEntry
    from kneewise.model.trial import Trial


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

    def score_items(self) -> tuple[ScoreItem, ...]:
        """The questions of the outcome score, in the order they are asked."""
        from kneewise.journal.scoring import score_items

        return score_items()

    def score(
        self, said: Mapping[str, object], *, side: Side | None = None, day: date | None = None
    ) -> ScoreEntry:
        """Keep answers 0-10 for one knee and day, None for open. Raises UsageError."""
        from kneewise.journal.scoring import score

        return score(self.store, said, side, day, self.runner)

    def scores(self, side: Side | None = None) -> tuple[Progress, ...]:
        """Scores by day and what their changes are worth, a knee each."""
        from kneewise.journal.scoring import scores

        return scores(self.store, self.runner, side)

    def set_goal(self, goal: float | str, race_on: date | None = None, days: int = 3) -> Goal:
        """Put a goal down, in km or as `10k`, `half`; the one before ends. Raises UsageError."""
        from kneewise.journal.planning import goal_km, set_goal

        km = goal_km(goal) if isinstance(goal, str) else goal
        return set_goal(self.store, self.runner, km, race_on, days)

    def end_goal(self) -> Goal:
        """Drop the goal in force. Raises NotFoundError."""
        from kneewise.journal.planning import end_goal

        return end_goal(self.store, self.runner)

    def goals(self) -> tuple[Goal, ...]:
        """Every goal there was, oldest first; the one in force has not ended."""
        return self.store.plans.goals(self.runner)

    def plan(self, at: datetime | None = None) -> PlanAnswer | None:
        """The plan towards the goal in force; None without a goal. See `care/plan`."""
        from kneewise.journal.planning import plan

        return plan(self.store, self.runner, at)

    def week_ahead(self, *, wait: bool = True) -> WeekAhead:
        """What is planned from today to Sunday; without `wait` only where it is known."""
        from kneewise.journal.planning_ahead import week_ahead, week_ahead_known

        ask = week_ahead if wait else week_ahead_known
        return ask(self.store, self.runner)

    def prevention(self, at: datetime | None = None) -> Prevention:
        """Shoes, insoles, strength, load: each with its certainty. See `care/prevention`."""
        from kneewise.journal.preventing import prevention

        return prevention(self.store, self.runner, at)

    def routines(self, name: str | None = None) -> tuple[RoutineAnswer, ...]:
        """Warm-up, stretching, hip and core as they are today. Raises NotFoundError."""
        from kneewise.journal.routines import routines

        return routines(self.store, self.runner, name)

    def routine_workout(self, name: str) -> ExportedFile:
        """A routine as a FIT workout. Raises NotFoundError, UsageError."""
        from kneewise.journal.routines import routine_workout

        return routine_workout(self.store, name, self.runner)

    def write_routine(self, name: str, folder: Path) -> Path:
        """The same into a folder; its path. Raises NotFoundError, UsageError, StoreError."""
        from kneewise.journal.routines import write_routine

        return write_routine(self.store, name, folder, self.runner)

    def calendar(self, *, remind_h: int | None = None, reader: Reader | None = None) -> Export:
        """The next 7 days as a calendar, and that it was sent, for `reader`. Raises UsageError."""
        from kneewise.journal.exporting import calendar, planned

        ahead = planned(self.store, self.runner)
        return calendar(self.store, ahead, self.runner, remind_h=remind_h, reader=reader)

    def write_calendar(self, file: Path, *, remind_h: int | None = None) -> Written:
        """The same into a file, replaced if it is ours. Raises UsageError, StoreError."""
        from kneewise.journal.exporting import planned, write_calendar

        ahead = planned(self.store, self.runner)
        return write_calendar(self.store, ahead, file, self.runner, remind_h=remind_h)

    def workouts(self) -> Export:
        """The runs of the next 7 days as FIT workouts for a watch."""
        from kneewise.journal.exporting import planned, workouts

        return workouts(planned(self.store, self.runner))

    def write_workouts(self, folder: Path, *, force: bool = False) -> Written:
        """The same into a folder. Raises UsageError, StoreError."""
        from kneewise.journal.exporting import planned, write_workouts

        return write_workouts(planned(self.store, self.runner), folder, force=force)

    def physio_report(
        self, *, name: str | None = None, side: Side | None = None, weeks: int = 26
    ) -> bytes:
        """The report for a physio as PDF. Raises UsageError, MissingExtraError."""
        from kneewise.journal.reporting import ReportQuestion, physio_report

        return physio_report(self.store, ReportQuestion(name, side, weeks), self.runner)

    def write_physio_report(
        self,
        file: Path,
        *,
        name: str | None = None,
        side: Side | None = None,
        weeks: int = 26,
        force: bool = False,
    ) -> Path:
        """The same into a file; its path. Raises UsageError, StoreError, MissingExtraError."""
        from kneewise.journal.reporting import ReportQuestion, write_physio_report

        question = ReportQuestion(name, side, weeks)
        return write_physio_report(self.store, file, question, self.runner, force=force)

    def trial_levers(self, side: Side | None = None, *, wait: bool = True) -> Offers:
        """What could be tried, and what it would take (without `wait` where that is known)."""
        from kneewise.journal.trying import trial_levers

        return trial_levers(self.store, self.runner, side, wait=wait)

    def propose_trial(
        self, lever: str, side: Side | None = None, said: Mapping[str, str] | None = None
    ) -> Proposal:
        """One trial as it would be; `said` is what the lever asks. Raises NotFoundError."""
        from kneewise.journal.trying import Wanted, propose_trial

        return propose_trial(self.store, Wanted(lever, side, said), self.runner)

    def start_trial(
        self,
        lever: str,
        side: Side | None = None,
        said: Mapping[str, str] | None = None,
        *,
        seed: int | None = None,
    ) -> Trial:
        """Begin one; its order is drawn once. Raises UsageError with why not, NotFoundError."""
        from kneewise.journal.trying import Wanted, start_trial

        return start_trial(self.store, Wanted(lever, side, said), self.runner, seed=seed)

    def trial(self, number: int | None = None) -> TrialAnswer:
        """Where a trial stands, the latest without a number. Raises NotFoundError."""
        from kneewise.journal.trying import trial

        return trial(self.store, self.runner, number)

    def trials(self) -> tuple[Trial, ...]:
        """Every trial, oldest first, as it was put down."""
        return self.store.trials.all(self.runner)

    def stop_trial(self) -> TrialAnswer:
        """Break the running trial off; no answer is drawn from it. Raises NotFoundError."""
        from kneewise.journal.trying import stop_trial

        return stop_trial(self.store, self.runner)
