"""What the symptom check says on a day: raised flags, gates that hold, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kneewise.care.check.conditions import p_bone_stress
from kneewise.care.check.discovery import all_flags, all_gates
from kneewise.care.check.gate import EVERY_DAYS
from kneewise.care.check.questions import Question, questions_to_ask
from kneewise.care.check.signs import Age, Aged, Sign, any_of, said
from kneewise.care.check.told import Told
from kneewise.model.advice import Clearing, Screening, SymptomAnswer, Urgency
from kneewise.model.diary import Episode, PainEntry
from kneewise.model.runner import RunnerProfile

_PROVOCATION_BARRED: Mapping[str, Sign] = {
    "bone": said("bone"),
    "groin": said("groin"),
    "hop": said("hop"),
    "bone_history": said("bone_history"),
    "low_energy": any_of(said("periods"), said("energy")),
    "rest_night": said("rest_night"),
    "swollen": said("swollen"),
    "locked": said("locked"),
    "injury": said("injury"),
    "knee_operation": said("knee_operation"),
    "pregnancy": said("pregnancy"),
    "osteoporosis": said("health", "osteoporosis"),
    "age": Aged(least=65),
}
"""SAFETY.md: hopping, Thessaly, deep squat and single-leg squats are never asked for with these."""


def screening(  # noqa: PLR0913 - one argument a kind of thing that was told
    answers: Iterable[SymptomAnswer],
    clearings: Iterable[Clearing],
    facts: RunnerProfile,
    today: date,
    *,
    diary: Iterable[PainEntry] = (),
    episodes: Iterable[Episode] = (),
    since: date | None = None,
) -> Screening:
    """The red flags that are raised, the gates that hold, the questions that are open.

    `since` is the local day the present trouble began: red-flag answers from before it are of
    another trouble and asked anew (a positive one stays raised all the same). Pure; the order
    of the answers does not matter.
    """
    told = Told(tuple(answers), facts, today, tuple(clearings), tuple(diary), tuple(episodes))
    raised = [flag.check(told) for flag in all_flags()]
    held = [gate.check(told) for gate in all_gates()]
    asked = [question for question in questions_to_ask(told.everything()) if question.required]
    unanswered = tuple(question.key for question in asked if _open(told, question, since))
    return Screening(
        flags=tuple(
            sorted(
                (flag for flag in raised if flag is not None),
                key=lambda flag: (tuple(Urgency).index(flag.urgency), flag.flag),
            )
        ),
        gates=tuple(gate for gate in held if gate is not None),
        unanswered=unanswered,
        overdue=tuple(
            question.key
            for question in asked
            if question.key not in unanswered and _overdue(told, question)
        ),
        p_bone_stress=p_bone_stress(told),
    )


def open_questions(
    answers: Iterable[SymptomAnswer],
    facts: RunnerProfile,
    today: date,
    *,
    since: date | None = None,
    picture: bool = False,
) -> tuple[Question, ...]:
    """What is to be asked now, in order: what is open or overdue, then the picture if wanted."""
    told = Told(tuple(answers), facts, today)
    return tuple(
        question
        for question in questions_to_ask(told.everything())
        if (question.required or picture)
        and (_open(told, question, since) or _overdue(told, question))
    )


def provocation_barred(
    answers: Iterable[SymptomAnswer], facts: RunnerProfile, today: date
) -> tuple[str, ...]:
    """Why no hop, Thessaly, deep or single-leg squat may be asked for; empty where it may.

    Nothing may be asked for while an answer it depends on is open.
    """
    told = Told(tuple(answers), facts, today)
    picture = told.everything()
    found = tuple(name for name, sign in _PROVOCATION_BARRED.items() if sign.holds(picture))
    keys = {key for sign in _PROVOCATION_BARRED.values() for key in sign.keys}
    open_ = tuple(
        question.key for question in questions_to_ask(picture, keys) if _open(told, question, None)
    )
    return found + tuple(f"unknown_{key}" for key in open_)


def _open(told: Told, question: Question, since: date | None) -> bool:
    """Never answered, answered "don't know", or answered of an earlier trouble."""
    if question.key == "age" and told.age(told.today) != Age():
        return False
    latest = told.latest(question.key)
    if latest is None or latest.value is None:
        return True
    acute = question.group == "flag" and since is not None
    return acute and since is not None and latest.answered_at.date() < since


def _overdue(told: Told, question: Question) -> bool:
    """Asked longer than 90 days ago; red-flag questions grow old as gates do."""
    latest = told.latest(question.key)
    if latest is None or question.key == "age":
        return False
    return told.today - latest.answered_at.date() > timedelta(days=EVERY_DAYS)
