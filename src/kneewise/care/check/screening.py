"""What the symptom check says on a day: raised flags, gates that hold, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kneewise.care.check.conditions import p_bone_stress
from kneewise.care.check.discovery import all_flags, all_gates
from kneewise.care.check.flag import valid_clearings
from kneewise.care.check.flags.fever import light_run_from
from kneewise.care.check.gate import EVERY_DAYS
from kneewise.care.check.kept import GATE_ID, is_kept
from kneewise.care.check.questions import Question, all_questions, questions_to_ask
from kneewise.care.check.signs import Age, Aged, Sign, any_of, said
from kneewise.care.check.told import NO_TROUBLE, Told, Trouble, covers
from kneewise.model.advice import Clearing, RaisedFlag, Screening, SymptomAnswer, Urgency
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
    logged: Iterable[SymptomAnswer] = (),
    since: Trouble = NO_TROUBLE,
) -> Screening:
    """The red flags that are raised, the gates that hold, the questions that are open.

    `since` is when the present trouble began: red-flag answers from before it are of
    another trouble and asked anew (a positive one stays raised all the same). `logged` are signs
    from the diary, as the answers they amount to (`logged.py`). Pure; the order of the answers
    does not matter.
    """
    known = (tuple(clearings), tuple(diary), tuple(episodes), tuple(logged))
    told = Told(tuple(answers), facts, today, *known)
    raised = [flag.check(told) for flag in all_flags()]
    held = [gate.check(told) for gate in all_gates()]
    asked = [question for question in _asked(told) if question.required]
    unanswered = tuple(question.key for question in asked if _open(told, question, since))
    return Screening(
        flags=_most_urgent_first(raised),
        gates=tuple(gate for gate in held if gate is not None),
        unanswered=unanswered,
        overdue=tuple(
            question.key
            for question in asked
            if question.key not in unanswered and _overdue(told, question)
        ),
        p_bone_stress=p_bone_stress(told),
        light_run_from=light_run_from(told),
    )


def _most_urgent_first(raised: Iterable[RaisedFlag | None]) -> tuple[RaisedFlag, ...]:
    urgencies = tuple(Urgency)
    flags = (flag for flag in raised if flag is not None)
    return tuple(sorted(flags, key=lambda flag: (urgencies.index(flag.urgency), flag.flag)))


def open_questions(  # noqa: PLR0913 - one argument a kind of thing that was told
    answers: Iterable[SymptomAnswer],
    facts: RunnerProfile,
    today: date,
    *,
    clearings: Iterable[Clearing] = (),
    logged: Iterable[SymptomAnswer] = (),
    since: Trouble = NO_TROUBLE,
    picture: bool = False,
) -> tuple[Question, ...]:
    """What is to be asked now, in order: what is open or overdue, then the picture if wanted."""
    told = Told(tuple(answers), facts, today, tuple(clearings), logged=tuple(logged))
    return tuple(
        question
        for question in _asked(told)
        if (question.required or picture or question.part != "picture")
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
    if any(is_kept(answer) for answer in told.answers):
        found += (GATE_ID,)
    keys = {key for sign in _PROVOCATION_BARRED.values() for key in sign.keys}
    open_ = tuple(
        question.key
        for question in questions_to_ask(picture, keys)
        if _open(told, question, NO_TROUBLE)
    )
    return found + tuple(f"unknown_{key}" for key in open_)


def _asked(told: Told) -> tuple[Question, ...]:
    """What matters after what was said; a sign that was seen and cleared asks nothing more."""
    return questions_to_ask(told.everything(without=_settled(told)))


def _settled(told: Told) -> frozenset[SymptomAnswer]:
    """Signs that raise a flag by themselves, which was cleared since, and that no flag rests on.

    The profile (operations, illness, drugs) is never among them.
    """
    cleared = [
        (flag, valid)
        for flag in all_flags()
        if (valid := valid_clearings(told.clearings, flag.id, doctor_only=flag.doctor_only))
    ]
    if not cleared:
        return frozenset()
    still = [flag.reads for flag in all_flags() if flag.check(told) is not None]
    used = frozenset[str]().union(*still) | {
        key for key, question in all_questions().items() if question.group == "gate"
    }
    return frozenset(
        answer
        for answer in (*told.answers, *told.logged)
        if answer.key not in used
        and any(
            any(covers(each, answer) for each in valid)
            and flag.check(Told((answer,), told.facts, told.today)) is not None
            for flag, valid in cleared
        )
    )


def _open(told: Told, question: Question, since: Trouble) -> bool:
    """Never answered, answered "don't know", or answered of an earlier trouble."""
    if question.key == "age" and told.age(told.today) != Age():
        return False
    latest = told.latest(question.key)
    if latest is None or latest.value is None:
        return True
    return question.group == "flag" and since.came_after(latest)


def _overdue(told: Told, question: Question) -> bool:
    """Asked longer than 90 days ago; red-flag questions grow old as gates do."""
    latest = told.latest(question.key)
    if latest is None or question.key == "age":
        return False
    return told.today - latest.answered_at.date() > timedelta(days=EVERY_DAYS)
