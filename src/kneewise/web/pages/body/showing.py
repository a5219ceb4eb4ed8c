"""What the pages of the body show, drawn and put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from markupsafe import Markup

from kneewise.journal.routines import RoutineAnswer, move_words
from kneewise.journal.selftest_words import SideWords, difference_words, side_words, value_words
from kneewise.journal.selftests import SelfTestAnswer
from kneewise.journal.soreness import SoreMuscle, SorenessMap
from kneewise.model.numbers import counted
from kneewise.model.words import Sentence, load_words, say
from kneewise.web.drawing.figures import figure
from kneewise.web.drawing.legs import legs
from kneewise.web.drawing.results import results
from kneewise.web.wording import Wording

_TESTS = "kneewise.body.tests"
_SORENESS = "kneewise.body.soreness"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result in words, with its number."""

    number: int
    day: str
    side: str
    value: str


@dataclass(frozen=True, slots=True)
class TestShown:
    """One self-test. `chart` is None before it was measured on two days."""

    test: SelfTestAnswer
    path: str
    figure: Markup
    sides: tuple[SideWords, ...]
    compared: tuple[str, ...]
    chart: Markup | None
    rows: tuple[ResultRow, ...]
    today: date


@dataclass(frozen=True, slots=True)
class RoutineShown:
    """One routine; `moves` is what the script needs to lead through it."""

    routine: RoutineAnswer
    path: str
    moves: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class SorenessShown:
    """Today's ratings and drawings, and the days before as rows of a table."""

    muscles: tuple[SoreMuscle, ...]
    front: Markup
    back: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: tuple[Sentence, ...]
    today: date


def sentences(package: str, names: Iterable[str]) -> tuple[Sentence, ...]:
    """Sentences of a room that have no slots, with their class and sources."""
    words = load_words(package)
    return tuple(words[name] for name in names)


def test_shown(test: SelfTestAnswer, today: date, wording: Wording) -> TestShown:
    """One self-test as its page shows it."""
    return TestShown(
        test=test,
        path=f"/body/tests/{test.name.replace('_', '-')}",
        figure=figure(test.figure, test.name, test.label, test.drawn),
        sides=side_words(test, wording.day),
        compared=difference_words(test),
        chart=_chart(test, wording),
        rows=tuple(
            ResultRow(
                point.number,
                wording.day(point.day),
                say("kneewise.web", f"rate.side.{course.side}"),
                value_words(test, point.value),
            )
            for course in test.sides
            for point in reversed(course.points)
        ),
        today=today,
    )


def _chart(test: SelfTestAnswer, wording: Wording) -> Markup | None:
    sides = {c.side: [(p.day, p.value) for p in c.points] for c in test.sides}
    days = [day for points in sides.values() for day, _ in points]
    if len(set(days)) < 2:
        return None
    ends = (wording.day(min(days)), wording.day(max(days)))
    label = say(
        _TESTS,
        "course",
        label=test.label,
        side=say(_TESTS, "both" if len(sides) > 1 else next(iter(sides)).value),
        count=counted(len(days), "result"),
        first=ends[0],
        last=ends[1],
    )
    against = test.cutoff if test.cutoff is not None else test.mean
    return results(sides, test.error / sqrt(2), against, label, ends)


def routine_shown(routine: RoutineAnswer) -> RoutineShown:
    """One routine as its page shows it."""
    how = {step.name: step.how for step in routine.steps}
    return RoutineShown(
        routine=routine,
        path=f"/body/routine/{routine.name.replace('_', '-')}",
        moves=tuple(
            {
                "step": move.step,
                "label": move_words(routine, move),
                "how": how[move.step],
                "seconds": move.seconds,
                "ready": move.ready_s,
            }
            for move in routine.moves
        ),
    )


def soreness_shown(found: SorenessMap, wording: Wording) -> SorenessShown:
    """The map with today's ratings and the days before."""
    ratings = {(one.muscle, one.side): one.rating for one in found.today.muscles}
    return SorenessShown(
        muscles=found.today.muscles,
        front=legs("front", ratings, say(_SORENESS, "map.front")),
        back=legs("back", ratings, say(_SORENESS, "map.back")),
        heads=tuple(one.label for one in found.today.muscles),
        rows=tuple(
            (
                wording.day(day.day),
                *("–" if one.rating is None else f"{one.rating:.0f}" for one in day.muscles),
            )
            for day in found.days
        ),
        about=sentences(_SORENESS, ("about.finding", "about.use", "about.sign", "about.calf")),
        today=found.today.day,
    )
