"""A plan, printed: what became of the goal, seven days with their reasons, the weeks beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from kneewise.cli.page import Page
from kneewise.journal.plan_words import QUIET, SketchRun, firm_sessions, sketch
from kneewise.model import numbers
from kneewise.model.plan import Session
from kneewise.model.quantity import Distance
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.plan import PlanAnswer, Week

PACKAGE = "kneewise.care.plan"


def print_plan(answer: PlanAnswer, out: Console) -> None:
    """Print a `PlanAnswer`."""
    page = Page(out)
    race = answer.goal.race_on
    by = "" if race is None else say(PACKAGE, "page.goal_by", day=numbers.day(race))
    days = numbers.counted(answer.goal.days, "running day")
    slots = {"km": Distance(round(answer.goal.km, 1), None), "race": by, "days": days}
    page.text(say(PACKAGE, "page.goal", **slots), "bold")
    if not answer.sessions:
        page.text(say(PACKAGE, "page.closed"), "bold")
    for said in answer.because:
        page.text(said.text)
    opens = [said.text for said in answer.opens]
    if answer.opens_from is not None:
        opens.append(say(PACKAGE, "page.opens_from", day=numbers.day(answer.opens_from)))
    page.items(say(PACKAGE, "page.opens"), opens)
    if answer.sessions:
        _firm(answer, page)
        _sketch(answer, page)
        page.items(say(PACKAGE, "page.notes"), [note.because for note in answer.notes])
    if answer.overruled:
        page.blank()
        overruled = ", ".join(answer.overruled)
        page.text(say(PACKAGE, "page.won", rule=answer.rule, overruled=overruled), "dim")


def _firm(answer: PlanAnswer, page: Page) -> None:
    """The next days with every reason; what was said already is not said again."""
    page.title(say(PACKAGE, "page.firm"))
    told: set[str] = set()
    for session in firm_sessions(answer):
        page.text(f"{_day(session)}  {session.title}", "dim" if session.kind in QUIET else "bold")
        for advice in session.because:
            for line in (advice.because, *advice.do):
                if line not in told:
                    page.note(line)
                    told.add(line)


def _sketch(answer: PlanAnswer, page: Page) -> None:
    """The weeks beyond: their sum, each run and what set its length."""
    found = sketch(answer)
    if not found:
        return
    page.title(say(PACKAGE, "page.sketch"))
    for week in found:
        page.text(_week(week.week), "bold")
        for one in week.runs:
            page.note(_line(one))


def _week(week: Week) -> str:
    sentence = "page.week_fourth" if week.fourth else "page.week"
    slots = {"km": Distance(week.km), "runs": numbers.counted(week.runs, "run")}
    return say(PACKAGE, sentence, monday=numbers.day(week.monday), **slots)


def _line(one: SketchRun) -> str:
    line = f"{one.session.day:%a} {one.session.title}"
    if one.strength:
        line += say(PACKAGE, "page.and_strength")
    return f"{line} ({one.reason})" if one.reason else line


def _day(session: Session) -> str:
    return f"{session.day:%a} {session.day.day} {session.day:%b}"
