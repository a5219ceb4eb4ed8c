"""The profile gates of SAFETY.md: what each forbids, until when, and that none clears itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.care.check.answering import NOW, TODAY, ago, answer, answers, days_ago, screen

from kneewise.care.check import all_gates, all_questions, screening
from kneewise.care.check.gate import ACTIONS
from kneewise.model.advice import Clearing, RaisedGate
from kneewise.model.runner import RunnerFact, RunnerProfile

OPERATED = {"knee_operation": "other", "knee_operation_on": days_ago(200)}


def held(**said: object) -> dict[str, RaisedGate]:
    return {gate.gate: gate for gate in screen(**said).gates}


def test_an_operation_of_the_last_12_months_allows_no_ladder_and_no_plan():
    gate = held(**OPERATED)["operation"]
    assert {"ladder", "plan"} <= gate.forbids
    assert gate.zero_tolerance
    assert gate.until == TODAY + timedelta(days=166)


def test_a_small_operation_of_long_ago_is_no_gate():
    assert held(knee_operation="other", knee_operation_on=days_ago(500)) == {}


@pytest.mark.parametrize(
    "kind", ["ligament", "meniscal-repair", "cartilage", "osteotomy", "fixation"]
)
def test_a_repair_at_any_date_needs_a_written_release(kind):
    gate = held(knee_operation=kind, knee_operation_on="2010-01-01")["repair"]
    assert {"ladder", "plan"} <= gate.forbids
    assert gate.until is None


def test_the_release_of_a_surgeon_ends_a_repair_and_that_of_a_physiotherapist_does_not():
    said = answers(ago(20), knee_operation="ligament", knee_operation_on="2010-01-01")

    def gates(profession: str) -> set[str]:
        release = Clearing(
            "repair", date(2026, 6, 10), profession, "released", sign_absent=True, entered_at=NOW
        )
        return {g.gate for g in screening(said, [release], RunnerProfile(), TODAY).gates}

    assert gates("surgeon") == set()
    assert gates("physiotherapist") == {"repair"}


def test_a_release_does_not_shorten_the_twelve_months():
    said = answers(ago(20), knee_operation="ligament", knee_operation_on=days_ago(100))
    release = Clearing(
        "operation", date(2026, 6, 10), "surgeon", "released", sign_absent=True, entered_at=NOW
    )
    found = screening(said, [release], RunnerProfile(), TODAY)
    assert "operation" in {gate.gate for gate in found.gates}


def test_an_operation_whose_day_is_not_known_counts_as_recent():
    gate = held(knee_operation="other", knee_operation_on=None)["operation"]
    assert gate.until is None


def test_a_replaced_joint_gets_no_return_plan():
    gate = held(knee_operation="joint-replacement", knee_operation_on="2010-01-01")["replacement"]
    assert {"ladder", "plan"} <= gate.forbids
    assert gate.until is None


@pytest.mark.parametrize(
    ("kind", "tendon", "days"),
    [
        ("steroid", "no", 14),
        ("anaesthetic", "no", 14),
        ("steroid", "yes", 28),
        ("steroid", None, 28),
        ("other", "no", 7),
    ],
)
def test_an_injection_stops_running_for_its_days(kind, tendon, days):
    said = {"injection": kind, "injection_tendon": tendon}
    last = held(**said, injection_on=days_ago(days))["injection"]
    assert {"running", "green"} <= last.forbids
    assert last.until == TODAY
    assert last.zero_tolerance
    assert "injection" not in held(**said, injection_on=days_ago(days + 1))


def test_reduced_feeling_puts_the_lights_off_and_allows_no_ice():
    gate = held(sensation="yes")["sensation"]
    assert {"lights", "ice", "green"} <= gate.forbids
    assert gate.zero_tolerance


def test_in_pregnancy_nothing_is_built_up_and_there_is_no_gel_and_no_experiment():
    gate = held(pregnancy="pregnant")["pregnant"]
    assert {"increase", "gel", "experiment"} <= gate.forbids


def test_after_a_birth_there_is_no_running_for_13_weeks():
    gate = held(pregnancy="gave-birth", birth_on=days_ago(91))["after_birth"]
    assert {"running", "increase", "gel", "experiment"} <= gate.forbids
    assert gate.until == TODAY
    assert "after_birth" not in held(pregnancy="gave-birth", birth_on=days_ago(92))


def test_after_a_birth_leaking_heaviness_or_pain_stops_running_however_long_ago():
    gate = held(pregnancy="gave-birth", birth_on=days_ago(300), pelvic="yes")["pelvic"]
    assert "running" in gate.forbids
    assert gate.until is None


def test_after_a_birth_an_open_question_about_the_pelvis_leaves_unscreened():
    found = screen(pregnancy="gave-birth", birth_on=days_ago(300), pelvic=None)
    assert "pelvic" in found.unanswered


@pytest.mark.parametrize(
    "said",
    [
        {"periods": "none-3-months"},
        {"periods": "none-by-15"},
        {"periods": "fewer-than-9"},
        {"bone_history": "hip-sacrum-pelvis"},
        {"bone_history": "two-in-2-years"},
        {"bone_history": "six-months-lost"},
        {"energy": "fainting"},
        {"energy": "loss-5-percent"},
        {"energy": "low-bmi"},
        {"energy": "eating-disorder"},
        {"energy": "low-testosterone-or-libido"},
    ],
    ids=str,
)
def test_a_sign_of_low_energy_allows_no_increase_and_sends_to_a_doctor_in_two_weeks(said):
    gate = held(**said)["low_energy"]
    assert "increase" in gate.forbids
    assert gate.zero_tolerance
    assert "doctor within two weeks" in gate.advice.verdict
    assert "weigh" not in (gate.advice.verdict + gate.advice.because).lower()


def test_one_bone_stress_injury_elsewhere_is_no_sign_of_low_energy():
    assert set(held(bone_history="one")) == {"bone_history"}


def test_a_child_under_13_is_not_served():
    assert held(age=12)["under_13"].forbids == ACTIONS


def test_between_13_and_17_an_adult_confirms_and_there_is_no_picture_gel_or_experiment():
    gates = held(age=16)
    assert {"gel", "experiment", "conditions"} <= gates["minor"].forbids
    assert "adult_confirms" not in gates
    assert "2" in gates["minor"].advice.verdict or "two" in gates["minor"].advice.verdict
    for unconfirmed in ("no", None):
        assert held(age=16, adult_confirms=unconfirmed)["adult_confirms"].forbids == ACTIONS


def test_an_adult_is_no_minor():
    assert held(age=18) == {}


def test_a_year_of_birth_alone_counts_as_the_younger_of_the_two_ages_for_the_young():
    facts = RunnerProfile((RunnerFact("birth_year", "2008", date(2026, 1, 1), NOW),))
    said = [a for a in answers() if a.key != "age"]
    gates = {gate.gate for gate in screening(said, [], facts, TODAY).gates}
    assert "minor" in gates


def test_no_gate_ever_allows_an_experiment():
    for gate in all_gates():
        assert "experiment" in gate.forbids
        assert gate.forbids <= ACTIONS


def test_what_the_flags_use_of_the_profile_is_asked_with_the_gates():
    questions = all_questions()
    for key in ("age", "drugs", "health", "injection", "knee_operation", "pregnancy", "periods"):
        assert questions[key].group == "gate"


@pytest.mark.parametrize("key", [q.key for q in all_questions().values() if q.group == "gate"])
def test_a_gate_that_was_never_asked_leaves_unscreened(key):
    said = answers(age=16, **OPERATED, injection="other", pregnancy="gave-birth")
    found = screening([a for a in said if a.key != key], [], RunnerProfile(), TODAY)
    assert key in found.unanswered
    assert not found.complete


def test_gates_are_asked_again_after_90_days():
    assert screen(TODAY + timedelta(days=90)).complete
    late = screen(TODAY + timedelta(days=91))
    assert "knee_operation" in late.overdue
    assert not late.complete


def test_no_gate_is_lifted_by_answering_no_later():
    before = answers(ago(30), sensation="yes", periods="none-3-months", pregnancy="pregnant")
    found = screening([*before, *answers()], [], RunnerProfile(), TODAY)
    assert {gate.gate for gate in found.gates} == {"sensation", "low_energy", "pregnant"}


def test_a_birth_turns_pregnancy_into_its_thirteen_weeks():
    before = answers(ago(60), pregnancy="pregnant")
    after = [*answers(), answer("pregnancy", "gave-birth"), answer("birth_on", days_ago(7))]
    found = screening([*before, *after], [], RunnerProfile(), TODAY)
    assert {gate.gate for gate in found.gates} == {"after_birth"}
