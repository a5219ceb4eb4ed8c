"""The order of the check: what is urgent first, consent before what needs it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.care.check.answering import clear

from kneewise.care.check import all_questions
from kneewise.journal.check_said import check_said
from kneewise.journal.check_steps import StepKind, asked_before, next_step
from kneewise.model.words import load_words

CLEAR = clear() | {"consent": "yes"}


def step_of(journal):
    found = journal.check()
    return next_step(found, journal.local_day(), asked_before(found))


def test_questions_that_stand_together_come_together_what_cant_wait_first(journal):
    first = step_of(journal)
    assert (first.kind, [q.key for q in first.questions]) == (StepKind.QUESTIONS, ["age"])
    journal.answer_symptoms({"age": 40})
    second = step_of(journal)
    assert second.part == "emergency"
    assert {q.key for q in second.questions} == {"chest", "limb", "back", "muscle", "foot_drop"}


def test_an_emergency_ends_it(journal):
    journal.answer_symptoms({"age": 40, "chest": "fainting"})
    assert step_of(journal).kind is StepKind.ENDED


def test_a_flag_that_can_wait_does_not_keep_the_more_urgent_from_being_asked(journal):
    journal.answer_symptoms({"age": 40, "giving_way": "yes"})
    assert step_of(journal).part == "emergency"


def test_dont_know_is_not_asked_again_by_itself_and_stays_open(journal):
    journal.answer_symptoms(CLEAR | {"conditions": "off", "warm": None})
    assert step_of(journal).kind is StepKind.DONE
    found = journal.check()
    assert [q.key for q in found.ask if q.unknown] == ["warm"]
    assert not found.screening.complete


def test_sensitive_questions_come_after_consent_alone(journal):
    sensitive = {q.key for q in all_questions().values() if q.sensitive}
    journal.answer_symptoms({k: v for k, v in CLEAR.items() if k not in sensitive | {"consent"}})
    assert step_of(journal).kind is StepKind.CONSENT
    journal.answer_symptoms({"consent": "no"})
    assert step_of(journal).kind is StepKind.DONE
    assert not journal.check().screening.complete
    journal.answer_symptoms({"consent": "yes"})
    assert {q.key for q in step_of(journal).questions} <= sensitive


def test_the_picture_is_offered_once_and_asked_for_where_it_was_wanted(journal):
    journal.answer_symptoms(CLEAR | {"pain": "yes", "easing": "easing"})
    assert step_of(journal).kind is StepKind.CONDITIONS
    journal.answer_symptoms({"conditions": "off"})
    assert step_of(journal).kind is StepKind.DONE
    journal.answer_symptoms({"conditions": "on"})
    assert step_of(journal).part == "picture"


def test_every_question_stands_in_a_part_that_has_a_name():
    words = load_words("kneewise.care.check")
    assert {q.part for q in all_questions().values()} == {
        name.removeprefix("part.") for name in words if name.startswith("part.")
    }


def test_the_latest_answer_to_each_question_is_said_in_words(journal):
    journal.answer_symptoms({"injury": ["twist", "pop"]}, at=datetime(2026, 5, 1, 9, tzinfo=UTC))
    journal.answer_symptoms({"warm": None})
    answered = {one.question.key: one for one in journal.check().answered}
    assert answered["injury"].said == "twisted it, a pop or snap was felt or heard"
    assert answered["injury"].on == date(2026, 5, 1)
    assert answered["warm"].said is None


def test_a_flag_says_how_soon_and_who_may_clear_it(journal):
    journal.answer_symptoms(CLEAR | {"warm": "yes", "red": "yes", "giving_way": "yes"})
    said = check_said(journal.check(), lambda day: f"day {day}")
    hot, *_ = said.flags
    assert hot.urgent
    assert "physiotherapist" not in hot.may_clear
    giving_way = next(flag for flag in said.flags if flag.flag == "giving_way")
    assert "physiotherapist" in giving_way.may_clear
    assert giving_way.since.startswith("Said on day ")
    assert not giving_way.urgent


def test_a_gate_says_what_it_forbids_and_until_when(journal):
    today = datetime.now(UTC).astimezone().date()
    injected = {"injection": "steroid", "injection_on": today.isoformat()}
    journal.answer_symptoms(CLEAR | injected | {"injection_tendon": "no"})
    (gate,) = check_said(journal.check(), lambda day: day.isoformat()).gates
    assert "running" in gate.forbids
    assert gate.until is not None


def test_the_first_well_day_is_asked_although_the_illness_stops_everything(journal):
    journal.answer_symptoms(CLEAR | {"age": 40, "unwell": "flu", "ill_days": 2})
    step = step_of(journal)
    assert step.kind is StepKind.QUESTIONS
    assert "well_since" in {question.key for question in step.questions}
