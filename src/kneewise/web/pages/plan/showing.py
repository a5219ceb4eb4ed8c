"""From a plan to what the page shows: days with their sessions, weeks as rows of a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from markupsafe import Markup

from kneewise.care.plan import PlanAnswer, Week
from kneewise.journal.plan_words import QUIET, RUNS, firm_sessions
from kneewise.model.advice import Advice
from kneewise.model.plan import Block, Session, SessionKind, Stretch
from kneewise.model.words import load_words, say
from kneewise.web.drawing.session import session_strip
from kneewise.web.wording import Wording

WORDS = __package__ or ""
words = partial(say, WORDS)

WAYS = {
    "closed.unscreened": "check",
    "closed.gate": "check",
    "closed.stale": "diary",
    "closed.minor": "goal",
    "closed.past": "goal",
    "closed.red": "return",
}
"""Where to go from a closed plan, by why it is closed; a red flag leads to the check."""

PLACES = {"check": "/check", "diary": "/diary", "return": "/return", "goal": "#goal"}


@dataclass(frozen=True, slots=True)
class Way:
    """The one next step from a closed plan."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One session: what, at most how far, of which stretches (drawn and in words), and why.

    `quiet` is rest or another sport, `beside` what stands beside a run.
    """

    name: str
    most: str | None
    strip: Markup | None
    stretches: str
    because: tuple[Advice, ...]
    quiet: bool
    beside: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day that is meant as it stands."""

    day: date
    sessions: tuple[Shown, ...]

    @property
    def quiet(self) -> bool:
        """Whether no run and no test is on it."""
        return all(one.quiet for one in self.sessions)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar: what it holds in a word or number, "" for nothing."""

    said: str
    firm: bool
    strength: bool
    goal: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of the calendar: its seven days, what it comes to, what was done before today."""

    monday: date
    km: str
    done: str | None
    fourth: bool
    cells: tuple[Cell, ...]


def way_out(answer: PlanAnswer) -> Way | None:
    """The next step from a closed plan; None where it is open."""
    name = next((WAYS[said.id] for said in answer.because if said.id in WAYS), None)
    if name is None:
        return None
    if answer.rule == "red_flag":
        name = "check"
    return Way(PLACES[name], words(f"way.{name}"))


def days_of(answer: PlanAnswer, w: Wording) -> tuple[Day, ...]:
    """The days that are meant as they stand, in order."""
    by_day: dict[date, list[Shown]] = {}
    for session in firm_sessions(answer):
        by_day.setdefault(session.day, []).append(_shown(session, w))
    return tuple(Day(day, tuple(found)) for day, found in by_day.items())


def weeks_of(answer: PlanAnswer, w: Wording) -> tuple[WeekRow, ...]:
    """Every week of the plan, the present one first."""
    by_day: dict[date, list[Session]] = {}
    for session in answer.sessions:
        by_day.setdefault(session.day, []).append(session)
    return tuple(_row(answer, week, by_day, w) for week in answer.weeks)


def _row(answer: PlanAnswer, week: Week, by_day: dict[date, list[Session]], w: Wording) -> WeekRow:
    days = [week.monday + timedelta(days=shift) for shift in range(7)]
    last = answer.firm_until
    return WeekRow(
        monday=week.monday,
        km=words("calendar.ahead" if week.done_km else "calendar.sum", km=w.limit(week.km)),
        done=words("calendar.done", km=w.distance(week.done_km)) if week.done_km else None,
        fourth=week.fourth,
        cells=tuple(
            _cell(by_day.get(day, ()), w, firm=last is not None and answer.day <= day <= last)
            for day in days
        ),
    )


def _cell(sessions: Sequence[Session], w: Wording, *, firm: bool) -> Cell:
    main = next((s for s in sessions if s.kind in RUNS or s.kind is SessionKind.ENTRY_TEST), None)
    if main is None:
        return Cell("", firm, strength=False, goal=False)
    if main.kind is SessionKind.ENTRY_TEST:
        said = words("cell.test")
    elif main.minutes is not None:
        said = words("cell.minutes", minutes=f"{main.minutes:.0f}")
    else:
        said = _km(main, w).partition(" ")[0]
    return Cell(
        said=said,
        firm=firm,
        strength=any(s.kind is SessionKind.STRENGTH for s in sessions),
        goal=main.kind is SessionKind.GOAL,
    )


def _shown(session: Session, w: Wording) -> Shown:
    by_km = session.km is not None and session.minutes is None
    name = f"what.{session.because[0].rule}"
    return Shown(
        name=words(name) if by_km and name in load_words(WORDS) else w.read(session.title),
        most=_most(session, w) if by_km else None,
        strip=session_strip(session.blocks),
        stretches=words("then").join(_block(block, w) for block in session.blocks),
        because=session.because,
        quiet=session.kind in QUIET,
        beside=session.kind is SessionKind.STRENGTH,
    )


def _most(session: Session, w: Wording) -> str:
    goal = session.kind is SessionKind.GOAL
    return _km(session, w) if goal else words("most", distance=_km(session, w))


def _km(session: Session, w: Wording) -> str:
    """A limit is never rounded up; the goal is what it is."""
    km = session.km or 0.0
    return w.distance(km) if session.kind is SessionKind.GOAL else w.limit(km)


def _block(block: Block, w: Wording) -> str:
    found = words("then").join(_stretches(block.stretches, w))
    return found if block.times == 1 else words("times", times=block.times, stretches=found)


def _stretches(stretches: Iterable[Stretch], w: Wording) -> Iterable[str]:
    for one in stretches:
        amount = f"{one.minutes:g} min" if one.minutes is not None else w.limit(one.km or 0.0)
        yield words(f"gait.{one.gait.value}", amount=amount)
