"""The symptom check over a home: appended, consented, cleared by others, asked anew."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.journal.encoding import to_json
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)
CLEAR = clear() | {"consent": "yes"}


def test_a_home_without_answers_is_not_screened(journal):
    found = journal.check()
    assert not found.screening.complete
    assert {asked.key for asked in found.ask} >= {"chest", "warm", "knee_operation"}
    assert found.picture is None


def test_all_clear_is_complete_and_shows_no_picture_until_it_is_switched_on(journal):
    journal.answer_symptoms(CLEAR)
    found = journal.check()
    assert found.screening.complete
    assert found.ask == ()
    assert found.picture is None
    assert found.no_picture is not None
    journal.answer_symptoms({"conditions": "on", "pain": "yes", "easing": "easing"})
    found = journal.check()
    assert found.picture is not None
    assert {asked.group for asked in found.ask} == {"picture"}


def test_dont_know_is_kept_as_such(journal):
    for value in (None, "unknown", "?", "don't know"):
        journal.answer_symptoms({"warm": value})
    assert {answer.value for answer in journal.store.symptoms.answers()} == {None}
    assert "warm" in journal.screening().unanswered


def test_answers_are_all_kept_or_none(journal):
    with pytest.raises(UsageError, match="red"):
        journal.answer_symptoms({"warm": "yes", "red": "perhaps"})
    assert journal.store.symptoms.answers() == ()


def test_illness_drugs_and_pregnancy_are_kept_only_with_consent(journal):
    with pytest.raises(UsageError, match="consent"):
        journal.answer_symptoms({"pregnancy": "pregnant"})
    journal.answer_symptoms({"consent": "no"})
    with pytest.raises(UsageError, match="consent"):
        journal.answer_symptoms({"drugs": "none"})
    journal.answer_symptoms({"consent": True, "drugs": ["anticoagulant"]})
    assert journal.store.symptoms.answers()[-1].value == "anticoagulant"


def test_sensitive_answers_are_deletable_alone_and_signs_are_not(journal):
    journal.answer_symptoms(CLEAR | {"pregnancy": "pregnant"})
    assert "pregnant" in {gate.gate for gate in journal.screening().gates}
    journal.forget_symptom("pregnancy")
    found = journal.screening()
    assert "pregnancy" in found.unanswered
    with pytest.raises(UsageError, match="kept"):
        journal.forget_symptom("locked")


def test_a_flag_is_cleared_by_a_complete_entry_and_logged(journal):
    journal.answer_symptoms(CLEAR | {"giving_way": "yes"}, Side.LEFT, YESTERDAY)
    today = NOW.astimezone().date()
    entry = {"on": today, "excluded": "ligament tear", "sign_absent": True}
    with pytest.raises(UsageError, match="Nobody clears their own"):
        journal.clear_flag("giving_way", profession="me", **entry)
    with pytest.raises(UsageError, match="before"):
        journal.clear_flag(
            "giving_way", profession="doctor", **entry | {"on": today - timedelta(days=9)}
        )
    with pytest.raises(NotFoundError):
        journal.clear_flag("chest", profession="doctor", **entry)
    journal.clear_flag("giving_way", profession="physiotherapist", **entry)
    found = journal.check()
    assert found.screening.flags == ()
    assert [clearing.excluded for clearing in found.clearings] == ["ligament tear"]


def test_an_emergency_is_cleared_by_a_doctor_alone(journal):
    journal.answer_symptoms(CLEAR | {"warm": "yes", "red": "yes"}, at=YESTERDAY)
    entry = {"on": NOW.astimezone().date(), "excluded": "infection", "sign_absent": True}
    with pytest.raises(UsageError):
        journal.clear_flag("hot_joint", profession="physiotherapist", **entry)
    journal.clear_flag("hot_joint", profession="emergency doctor", **entry)
    assert journal.screening().flags == ()


def test_a_new_episode_asks_the_red_flags_anew_and_not_the_profile(journal):
    journal.answer_symptoms(CLEAR, at=NOW - timedelta(days=20))
    assert journal.screening().complete
    journal.start_episode((NOW - timedelta(days=2)).astimezone().date(), Side.LEFT)
    found = journal.screening()
    assert "warm" in found.unanswered
    assert "knee_operation" not in found.unanswered
    journal.answer_symptoms(CLEAR)
    assert journal.screening().complete


def test_pain_on_most_days_of_the_diary_sends_to_a_clinician(journal):
    today = NOW.astimezone().date()
    for back in range(45):
        journal.rate(2, side=Side.LEFT, day=today - timedelta(days=back))
    journal.answer_symptoms(CLEAR | {"pain": "yes", "easing": "easing"})
    assert [flag.flag for flag in journal.screening().flags] == ["long_pain"]


def test_the_answer_is_json_with_everything_in_it(journal):
    journal.answer_symptoms(CLEAR | {"swollen": "yes"}, Side.RIGHT)
    answer = json.loads(to_json(journal.check()))
    (flag,) = answer["screening"]["flags"]
    assert flag["flag"] == "swelling"
    assert flag["urgency"] == "within_1_week"
    assert flag["advice"]["basis"] == "precaution"
    assert set(answer) >= {"ask", "clearings", "picture", "no_picture", "said"}


def test_answers_and_clearings_are_exported(journal, tmp_path):
    journal.answer_symptoms(CLEAR | {"giving_way": "yes"}, at=YESTERDAY)
    on: date = NOW.astimezone().date()
    said = {"profession": "doctor", "excluded": "tear", "sign_absent": True}
    journal.clear_flag("giving_way", on=on, **said)
    journal.export(tmp_path / "out", "json")
    answers = json.loads((tmp_path / "out" / "symptom_answers.json").read_text())
    assert {row["key"] for row in answers} >= {"giving_way", "chest"}
    (cleared,) = json.loads((tmp_path / "out" / "clearings.json").read_text())
    assert cleared["excluded"] == "tear"


def test_a_backup_holds_them(journal, tmp_path):
    from kneewise.journal import open_journal, restore_home

    journal.answer_symptoms({"locked": "yes", "warm": None}, Side.LEFT)
    restored = restore_home(journal.backup(tmp_path / "all.zip"), tmp_path / "again")
    with open_journal(restored) as other:
        assert other.store.symptoms.answers() == journal.store.symptoms.answers()
        assert [flag.flag for flag in other.screening().flags] == ["true_lock"]


def test_an_age_said_here_is_known_to_every_room(journal):
    journal.answer_symptoms({"age": 40})
    (fact,) = [fact for fact in journal.profile() if fact.key == "birth_year"]
    assert (fact.value, fact.source) == (str(NOW.year - 40), "check")
    journal.set_fact("birth_year", "1985")
    journal.answer_symptoms({"age": 41})
    assert journal.store.facts.profile().get("birth_year") == "1985"
    journal.answer_symptoms({"age": 16})
    assert journal.store.facts.profile().get("birth_year") == str(NOW.year - 16)
    assert "minor" in {gate.gate for gate in journal.screening().gates}


def test_eighteen_years_are_no_minor_although_the_year_of_birth_alone_could_be(journal):
    journal.answer_symptoms({"age": 18})
    assert "minor" not in {gate.gate for gate in journal.screening().gates}
