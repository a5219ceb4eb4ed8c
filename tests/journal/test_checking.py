"""The symptom check over a home: appended, consented, cleared by others, asked anew."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.journal.check_said import check_said
from kneewise.journal.encoding import to_json
from kneewise.model.diary import LogEntry, Side, Site
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


# --- what the diary logs -----------------------------------------------------------------------


def today_of(journal) -> date:
    return NOW.astimezone().date()


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        ("swelling", "swelling"),
        ("locking", "true_lock"),
        ("giving_way", "giving_way"),
        ("night_pain", "bone_stress"),
    ],
)
def test_a_sign_logged_in_the_diary_reaches_every_room(journal, kind, flag):
    journal.answer_symptoms(CLEAR, at=YESTERDAY)
    journal.log(kind)
    found = journal.check()
    assert [raised.flag for raised in found.screening.flags] == [flag]
    assert found.picture is None
    assert "red_flag" in {advice.rule for advice in journal.today().advices}
    assert journal.relief().gel.products == ()
    assert any("red flag" in advice.because for advice in journal.relief().gel.reasons)


def test_with_a_logged_lock_no_skating_and_no_deep_bend_is_listed(journal):
    journal.answer_symptoms(CLEAR)
    before = {one.name for one in journal.crosstraining(sites=[Site.FRONT]).options}
    journal.log("locking")
    after = {one.name for one in journal.crosstraining(sites=[Site.FRONT]).options}
    assert {"skating", "deep_squats"} <= before - after


def test_after_a_week_and_the_entry_test_a_logged_sign_still_waits_for_a_clinician(journal):
    day = today_of(journal) - timedelta(days=30)
    journal.log("giving_way", 1, day=day)
    journal.answer_symptoms(CLEAR)
    assert [raised.flag for raised in journal.screening().flags] == ["giving_way"]
    seen = {"on": day + timedelta(days=2), "excluded": "ligament tear", "sign_absent": True}
    journal.clear_flag("giving_way", profession="physiotherapist", **seen)
    assert journal.screening().flags == ()


def test_a_logged_sign_asks_the_red_flags_anew(journal):
    journal.answer_symptoms(CLEAR, at=NOW - timedelta(days=20))
    assert journal.screening().complete
    journal.log("limp")
    assert "warm" in journal.screening().unanswered
    assert not journal.check().screening.complete
    journal.answer_symptoms(CLEAR)
    assert journal.screening().complete


def test_a_sign_of_today_that_is_cleared_today_is_cleared(journal):
    journal.answer_symptoms(CLEAR, at=YESTERDAY)
    journal.log("swelling")
    seen = {"on": today_of(journal), "excluded": "infection", "sign_absent": True}
    journal.clear_flag("swelling", profession="doctor", **seen)
    assert journal.screening().flags == ()


# --- an episode that was closed ----------------------------------------------------------------


@pytest.mark.parametrize("ended", [False, True])
def test_closing_an_episode_answers_no_question(journal, ended):
    journal.answer_symptoms(CLEAR, at=NOW - timedelta(days=20))
    day = today_of(journal)
    journal.start_episode(day - timedelta(days=2), Side.LEFT)
    if ended:
        journal.end_episode(day)
    assert "warm" in journal.screening().unanswered
    assert journal.today().cap.km == 0
    journal.answer_symptoms(CLEAR)
    assert journal.screening().complete


def test_of_several_episodes_the_latest_beginning_counts(journal):
    day = today_of(journal)
    journal.start_episode(day - timedelta(days=90), Side.LEFT)
    journal.end_episode(day - timedelta(days=80))
    journal.answer_symptoms(CLEAR, at=NOW - timedelta(days=20))
    assert journal.screening().complete
    journal.start_episode(day - timedelta(days=10), Side.RIGHT)
    journal.end_episode(day - timedelta(days=9))
    assert not journal.screening().complete


# --- deleting a sensitive answer ---------------------------------------------------------------


def test_deleting_an_answer_clears_no_emergency_and_no_gate(journal):
    journal.answer_symptoms(CLEAR | {"health": "diabetes", "warm": "yes", "energy": "fainting"})
    journal.forget_symptom("health")
    journal.forget_symptom("energy")
    journal.answer_symptoms({"health": "none", "energy": "none"})
    found = journal.screening()
    assert [flag.flag for flag in found.flags] == ["swollen_at_risk"]
    assert found.flags[0].urgency == "emergency_today"
    assert [gate.gate for gate in found.gates] == ["kept"]
    entry = {"on": today_of(journal), "excluded": "infection", "sign_absent": True}
    with pytest.raises(UsageError):
        journal.clear_flag("swollen_at_risk", profession="physiotherapist", **entry)
    with pytest.raises(UsageError):
        journal.clear_flag("kept", profession="physiotherapist", **entry)
    journal.clear_flag("swollen_at_risk", profession="emergency doctor", **entry)
    journal.clear_flag("kept", profession="doctor", **entry)
    assert (journal.screening().flags, journal.screening().gates) == ((), ())


def test_a_doctor_s_entry_of_a_day_before_the_deletion_ends_what_stays(journal):
    said = CLEAR | {"health": "diabetes", "warm": "yes", "energy": "fainting"}
    journal.answer_symptoms(said, at=NOW - timedelta(days=9))
    journal.forget_symptom("health")
    journal.forget_symptom("energy")
    journal.answer_symptoms({"health": "none", "energy": "none"})
    on = today_of(journal) - timedelta(days=3)
    for what in ("swollen_at_risk", "kept"):
        entry = {"on": on, "excluded": "infection", "sign_absent": True}
        journal.clear_flag(what, profession="doctor", **entry)
    assert (journal.screening().flags, journal.screening().gates) == ((), ())


def test_what_was_deleted_is_nowhere_in_the_home(journal):
    said = {"health": "alcohol-dependence", "warm": "yes", "pregnancy": "pregnant"}
    journal.answer_symptoms(CLEAR | said)
    words = (b"alcohol-dependence", b"pregnant")

    def left() -> set[bytes]:
        files = [file for file in journal.store.home.rglob("*") if file.is_file()]
        return {word for word in words for file in files if word in file.read_bytes()}

    assert left() == set(words)
    journal.forget_symptom("health")
    journal.forget_symptom("pregnancy")
    assert left() == set()
    assert "swollen_at_risk" in {flag.flag for flag in journal.screening().flags}
    shown = to_json(journal.check())
    assert "alcohol-dependence" not in json.dumps(json.loads(shown)["answered"])


# --- the picture -------------------------------------------------------------------------------


def test_without_pain_no_picture_is_shown_and_none_is_asked_about(journal):
    journal.answer_symptoms(CLEAR | {"conditions": "on"})
    found = journal.check()
    assert found.picture is None
    assert "no knee hurts" in (found.no_picture or "")
    journal.answer_symptoms({"pain": "yes", "easing": "easing"})
    assert journal.check().picture is not None
    journal.answer_symptoms({"pain": "no"})
    assert journal.check().picture is None


def test_an_illness_ends_with_a_well_day_in_it_or_after_and_the_next_run_is_light(journal):
    ill = CLEAR | {"unwell": "flu", "ill_days": 2}
    journal.answer_symptoms(ill, at=NOW - timedelta(days=9))
    before = (today_of(journal) - timedelta(days=15)).isoformat()
    with pytest.raises(UsageError, match="before the illness began"):
        journal.answer_symptoms(CLEAR | {"well_since": before})
    journal.answer_symptoms(CLEAR)
    assert [flag.flag for flag in journal.screening().flags] == ["fever"]
    well = today_of(journal) - timedelta(days=5)
    journal.answer_symptoms({"well_since": well.isoformat()})
    found = journal.screening()
    assert (found.flags, found.light_run_from) == ((), well + timedelta(days=3))
    assert "after_illness" in {advice.rule for advice in journal.today().advices}


def test_a_first_well_day_to_come_is_refused_and_nothing_of_it_kept(journal):
    tomorrow = (today_of(journal) + timedelta(days=1)).isoformat()
    with pytest.raises(UsageError, match="future"):
        journal.answer_symptoms({"unwell": "flu", "well_since": tomorrow})
    with pytest.raises(UsageError, match="future"):
        journal.answer_symptoms({"well_since": tomorrow})
    assert journal.store.symptoms.answers() == ()


def test_an_illness_that_was_over_when_it_was_said_leaves_no_red_flag(journal):
    well = (today_of(journal) - timedelta(days=4)).isoformat()
    journal.answer_symptoms(CLEAR | {"unwell": "flu", "ill_days": 2, "well_since": well})
    assert journal.screening().flags == ()


def test_after_the_clearings_of_logged_signs_nothing_is_open(journal):
    day = today_of(journal) - timedelta(days=9)
    for kind in ("swelling", "night_pain", "giving_way"):
        journal.log(kind, 1, day=day)
    follow_up = {"swelling_speed", "tense", "swelling_context"}
    journal.answer_symptoms({k: v for k, v in CLEAR.items() if k not in follow_up})
    assert {asked.key for asked in journal.check().ask} == follow_up
    said = check_said(journal.check(), str)
    assert {flag.since for flag in said.flags} == {f"Logged on {day}."}
    for flag in ("swelling", "bone_stress", "giving_way"):
        entry = {"on": today_of(journal), "excluded": "fracture", "sign_absent": True}
        journal.clear_flag(flag, profession="doctor", **entry)
    assert journal.screening().complete
    assert journal.check().ask == ()


def test_the_gate_of_a_deleted_answer_says_how_it_is_cleared(journal):
    journal.answer_symptoms(CLEAR | {"energy": "low-bmi"})
    (own,) = check_said(journal.check(), str).gates
    journal.forget_symptom("energy")
    (kept,) = check_said(journal.check(), str).gates
    assert own.clear is None
    assert "kneewise check --clear kept" in (kept.clear or "")


def test_a_sign_told_by_a_clock_that_is_ahead_counts_now(journal):
    journal.answer_symptoms(clear() | {"consent": "yes", "age": 35})
    ahead = datetime.now(UTC) + timedelta(days=1)
    journal.store.diary.add_log([LogEntry("swelling", ahead, ahead.date(), None)])
    assert "swelling" in {flag.flag for flag in journal.check().screening.flags}
