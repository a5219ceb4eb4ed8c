from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from kneewise.care.relief import ICE_QUESTIONS, QUESTIONS, Offer
from kneewise.care.relief.questions import Asked
from kneewise.cli.app import run
from kneewise.cli.commands.relief import countdown
from kneewise.journal import open_journal, relieving
from kneewise.journal.noting import log_entry
from kneewise.model.advice import Screening, SymptomAnswer
from kneewise.model.errors import UsageError

FREE = {q.key: "no" for q in QUESTIONS if q.asked is not Asked.FACT}
NO_ICE_HARM = dict.fromkeys(ICE_QUESTIONS, "no")


def gels(journal, said=FREE, screening=None):
    screening = screening if screening is not None else Screening()
    return relieving.relief(journal.store, said, screening, journal.runner).gel


def test_country_and_age_come_from_the_profile(journal):
    assert gels(journal).open_questions == ("country", "age")
    journal.set_fact("country", "DE")
    journal.set_fact("birth_year", "1984")
    assert gels(journal).offer is Offer.SHOWN
    assert gels(journal, FREE | {"country": "US"}).offer is Offer.NOT_SHOWN


def test_without_a_symptom_check_no_gel_is_shown(journal):
    said = FREE | {"country": "DE", "age": "40"}
    assert relieving.relief(journal.store, said, None, "me").gel.offer is Offer.NOT_SHOWN
    assert journal.relief(said).gel.offer is Offer.NOT_SHOWN


def test_a_use_is_noted_counted_and_stands_as_a_painkiller_too(journal):
    found = journal.used_gel("diclofenac-2.32", 2.0)
    assert found.use.course_days == 1
    kinds = [(entry.kind, entry.note) for entry in journal.log_entries()]
    assert kinds == [("gel", "diclofenac-2.32"), ("painkiller", "diclofenac-2.32")]
    answer = gels(journal, FREE | {"country": "DE", "age": "40"})
    assert [(p.name, p.left_g) for p in answer.products] == [("diclofenac-2.32", 6.0)]


def test_three_days_warn_and_seven_days_stop(journal, now):
    today = now.astimezone().date()
    for ago in (6, 5, 4, 3, 2, 1):
        found = journal.used_gel("ibuprofen-5", 2.0, day=today - timedelta(days=ago))
    assert any("6 days of gel by now" in line for line in found.said)
    found = journal.used_gel("diclofenac-1.16", 2.0)
    assert any(line.startswith("Stop: 7 days") for line in found.said)


def test_more_than_the_limit_is_said_and_ketoprofen_is_never(journal):
    assert any("more than the smallest" in s for s in journal.used_gel("ibuprofen-10", 5).said)
    assert any(s.startswith("Never ketoprofen") for s in journal.used_gel("ketoprofen", 1).said)


@pytest.mark.parametrize(("name", "grams"), [("voltaren", 2), ("ketoprofen", 0), ("other", 1e4)])
def test_what_is_no_use_is_refused(journal, name, grams):
    with pytest.raises(UsageError):
        journal.used_gel(name, grams)
    with pytest.raises(UsageError):
        journal.used_gel("other", 1, day=datetime.now(UTC).date() + timedelta(days=2))


def test_a_gel_after_a_run_stands_in_its_report(journal, ran, now):
    ran(now - timedelta(hours=3))
    journal.used_gel("diclofenac-2.32", 2.0)
    assert journal.run("latest").report.painkiller_after is True


def test_a_gel_before_a_run_that_is_imported_later_does_too(journal, ran, now):
    used = now - timedelta(hours=3)
    journal.store.diary.add_log([log_entry("gel", 2.0, None, "diclofenac-2.32", "me", used)])
    ran(now - timedelta(hours=2))
    assert journal.run("latest").report.painkiller_before is True
    assert relieving.note_painkillers(journal.store, "me") == 0, "the import has laid it over"


def test_asking_for_relief_changes_nothing(journal, ran, now):
    ran(now - timedelta(hours=3))
    journal.store.diary.add_log([log_entry("gel", 2.0, None, "diclofenac-2.32", "me", now)])
    before = journal.store.fingerprint("me")
    journal.relief()
    assert journal.store.fingerprint("me") == before


def told(journal, key, value, at):
    journal.store.symptoms.add_answers([SymptomAnswer(key=key, value=value, answered_at=at)])


def test_what_the_symptom_check_was_told_wins_over_a_no(journal, now):
    free = FREE | {"country": "DE", "age": "40"}
    assert gels(journal, free).offer is Offer.SHOWN
    told(journal, "drugs", "anticoagulant,pill-or-hrt", now - timedelta(days=2))
    assert gels(journal, free).offer is Offer.NOT_SHOWN
    told(journal, "drugs", None, now - timedelta(days=1))
    assert gels(journal, free).offer is Offer.NOT_SHOWN
    told(journal, "drugs", "none", now)
    assert gels(journal, free).offer is Offer.SHOWN
    told(journal, "pregnancy", "pregnant", now)
    assert gels(journal, free).offer is Offer.NOT_SHOWN


def test_a_no_of_the_symptom_check_answers_for_ninety_days(journal, now):
    told(journal, "drugs", "none", now - timedelta(days=89))
    told(journal, "health", "none", now - timedelta(days=91))
    told(journal, "age", "41", now - timedelta(days=3))
    asked = gels(journal, {}).open_questions
    assert "anticoagulant" not in asked
    assert "steroid" not in asked
    assert "age" not in asked
    assert {"bleeding_disorder", "ssri", "pregnancy"} <= set(asked)


def test_answers_about_ice_hold_for_ninety_days_and_a_yes_is_not_cleared_by_a_no(journal, now):
    assert not journal.ice(10).allowed
    assert journal.ice(10, NO_ICE_HARM).allowed
    assert journal.ice(10).allowed
    later = now + timedelta(days=91)
    assert not relieving.ice(journal.store, {}, 10, None, "me", later).allowed
    journal.answer_symptoms({"consent": "yes"})
    assert not journal.ice(10, {"raynaud": "yes"}).allowed
    assert not journal.ice(10, NO_ICE_HARM).allowed


def test_without_consent_no_illness_is_kept_and_a_yes_is_asked_again(journal):
    assert journal.ice(10, NO_ICE_HARM).allowed
    assert not journal.ice(10, {"raynaud": "yes"}).allowed
    assert all("raynaud" not in fact.value for fact in journal.profile())
    assert journal.ice(10).open_questions == ICE_QUESTIONS


def test_ice_is_noted_and_two_hours_apart(journal):
    journal.ice(10, NO_ICE_HARM)
    journal.iced(10)
    answer = journal.ice(10)
    assert not answer.allowed
    assert answer.not_before is not None


def test_a_question_about_ice_that_is_not_asked_is_refused(journal):
    with pytest.raises(UsageError):
        journal.ice(10, {"frost": "yes"})


def test_the_timer_counts_down_and_stops_when_told(capsys):
    ticks = []
    assert countdown(0.1, ticks.append) == 0.1
    assert len(ticks) == 6
    assert "00:06 left" in capsys.readouterr().out

    def stop(_seconds):
        raise KeyboardInterrupt

    assert countdown(5, stop) == 0


def test_the_command_line_says_what_is_open_and_takes_answers(home, capsys):
    run_quietly(home, "relief")
    out = capsys.readouterr().out
    assert "Not screened" in out
    assert "Still open: country, age" in out
    run_quietly(home, "relief", "--json", "--answer", "country=US")
    assert json.loads(capsys.readouterr().out)["gel"]["offer"] == "not_shown"
    run_quietly(home, "relief", "used", "diclofenac-2.32", "2", "g")
    assert "Noted: 2 g" in capsys.readouterr().out
    answers = [part for key in ICE_QUESTIONS for part in ("--answer", f"{key}=no")]
    run_quietly(home, "relief", "ice", "--minutes", "10", *answers)
    assert "10 minutes of ice noted." in capsys.readouterr().out
    with open_journal(home) as journal:
        assert {e.kind for e in journal.log_entries()} == {"gel", "painkiller", "ice"}


def run_quietly(home, *arguments):
    with pytest.raises(SystemExit) as stop:
        run(["--home", str(home), *arguments])
    assert not stop.value.code
