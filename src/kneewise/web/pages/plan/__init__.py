"""The plan: the next days first and large, the weeks beyond as a sketch, and the way out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from kneewise.care.plan import PlanAnswer
from kneewise.care.plan.projecting import HORIZON_DAYS
from kneewise.exports.leaving import WITHOUT_A_PLAN, ExportedFile
from kneewise.journal.plan_words import SketchWeek, before_calendar, before_workouts, sketch
from kneewise.journal.planning import DEFAULT_DAYS
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.plan import Goal
from kneewise.model.words import Sentence, say
from kneewise.web.forms import WholeForm, choice, day, number, text
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.plan.out import as_one_file, handed_on
from kneewise.web.pages.plan.showing import Day, Way, WeekRow, days_of, way_out, weeks_of
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
words = partial(say, __name__)

DISTANCES = ("5k", "10k", "half", "marathon", "other")
WEEKS = 26
SEEN_WEEKS = (13, WEEKS, 52, 104)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the page shows; `answer` is None without a goal.

    `days` are meant as they stand, `weeks` all of the plan as a calendar, `told` the weeks beyond
    in words. `planned` says whether a goal was ever set: before that nothing can have left the
    house, so there is nothing to take or to cancel. `cancels` says that a calendar file only
    cancels under this light; `calendar` and `workouts` are what to know before they are taken.
    `first` and `last` bound the day of a new goal; `why_kept` says whether the report has its
    answer already.
    """

    answer: PlanAnswer | None
    goal: Goal | None
    distance: str
    days: tuple[Day, ...]
    weeks: tuple[WeekRow, ...]
    told: tuple[SketchWeek, ...]
    way: Way | None
    today: date
    first: date
    last: date
    planned: bool
    cancels: bool
    calendar: tuple[Sentence, ...]
    workouts: tuple[Sentence, ...]
    why_kept: bool
    distances: tuple[str, ...] = DISTANCES
    default_days: int = DEFAULT_DAYS
    seen_weeks: tuple[int, ...] = SEEN_WEEKS
    default_weeks: int = WEEKS

    @property
    def weekdays(self) -> tuple[date, ...]:
        """Monday to Sunday of the first week; empty where there is none."""
        return tuple(row.monday + timedelta(days=n) for row in self.weeks[:1] for n in range(7))


@router.get("/plan", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """The plan as it stands now, made anew from the diary."""
    answer, today = journal.plan(), journal.today()
    journal.week_ahead()  # the plan stands now, so Today has its week without waiting
    w = wording_of(journal.profile())
    page = PlanPage(
        answer=answer,
        goal=None if answer is None else answer.goal,
        distance="" if answer is None else _distance(answer.goal.km, w),
        days=() if answer is None else days_of(answer, w),
        weeks=() if answer is None else weeks_of(answer, w),
        told=() if answer is None else sketch(answer),
        way=None if answer is None else way_out(answer),
        today=today.day,
        first=today.day + timedelta(days=1),
        last=today.day + timedelta(days=HORIZON_DAYS - 1),
        planned=bool(journal.goals()),
        cancels=today.light in WITHOUT_A_PLAN,
        calendar=before_calendar(today.light),
        workouts=before_workouts(today.light),
        why_kept=journal.status().runs == 0 or journal.kept_why().ranking is not None,
    )
    return render(request, "plan", page, journal)


@router.post("/plan/goal")
def set_goal(journal: JournalDep, form: WholeForm) -> Response:
    """Put a goal down and show its plan. Raises UsageError."""
    distance, race_on = text(form, "distance"), day(text(form, "on"))
    days = number(text(form, "days"), 1, 7)
    asked = DEFAULT_DAYS if days is None else round(days)
    if distance != "other":
        journal.set_goal(distance, race_on, asked)
        return back_to("/plan", words("goal.set"))
    km = number(text(form, "far"))
    if km is None:
        raise UsageError(words("goal.how_far"))
    journal.set_goal(wording_of(journal.profile()).in_km(km), race_on, asked)
    return back_to("/plan", words("goal.set"))


@router.post("/plan/goal/end")
def end_goal(journal: JournalDep) -> Response:
    """Drop the goal, and with it the plan. Raises NotFoundError."""
    journal.end_goal()
    return back_to("/plan", say("kneewise.care.plan", "page.dropped"))


@router.post("/plan/calendar")
def calendar(request: Request, journal: JournalDep, form: WholeForm) -> Response:
    """The next 7 days for a calendar; what it was told is kept. Raises UsageError."""
    hour = number(text(form, "remind"), 0, 23)
    w = wording_of(journal.profile())
    found = journal.calendar(remind_h=None if hour is None else round(hour), reader=w)
    file = found.files[0] if found.files else None
    return handed_on(request, file, [w.read(said.text) for said in found.said])


@router.post("/plan/workouts")
def workouts(request: Request, journal: JournalDep) -> Response:
    """The runs of the next 7 days for a watch, one file or all in one."""
    w, found = wording_of(journal.profile()), journal.workouts()
    file = as_one_file(found.files, words("workouts.name"))
    return handed_on(request, file, [w.read(said.text) for said in found.said])


@router.post("/plan/physio")
def physio(request: Request, journal: JournalDep, form: WholeForm) -> Response:
    """The report for a physio as PDF. Raises UsageError, MissingExtraError."""
    weeks = number(text(form, "weeks"), 1)
    made = journal.physio_report(
        name=text(form, "name") or None,
        side=choice(Side, text(form, "side")),
        weeks=WEEKS if weeks is None else round(weeks),
    )
    name = words("physio.name", day=journal.today().day.isoformat())
    said = [say("kneewise.exports.report", "written.private")]
    return handed_on(request, ExportedFile(name, "application/pdf", made), said)


def _distance(km: float, w: Wording) -> str:
    """A goal's distance by its name, where it has one."""
    named = {21.0975: "half", 42.195: "marathon"}.get(km)
    if named is not None:
        return words(f"distance.{named}")
    return w.distance(km) if w.imperial else w.far(km)


PAGE = Page("plan", router, place=40)
