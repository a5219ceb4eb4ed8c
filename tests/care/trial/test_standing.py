"""Who may not begin a trial, each with the reason (SAFETY.md, Experiments)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.care.today.records import flag, gate
from tests.care.trial.trying import PAST_DAYS, a_trial, day, standing

from kneewise.care.check import all_gates
from kneewise.care.trial import why_not
from kneewise.model.advice import Light, Screening

SICK = {
    "none": None,
    "open": Screening(unanswered=("fever",)),
    "overdue": Screening(overdue=("age",)),
    "flag": Screening(flags=(flag(),)),
    "zero_tolerance": Screening(p_bone_stress=0.06),
}


def test_an_adult_with_green_days_and_a_clear_check_may():
    assert why_not(standing()) == ()


@pytest.mark.parametrize("name", SICK)
def test_not_without_a_clear_check(name):
    (reason,) = why_not(standing(screening=SICK[name], lights=(Light.RED,)))
    assert reason.kind == "precaution"
    assert "our precaution" in reason.text


@pytest.mark.parametrize("one", all_gates(), ids=lambda one: one.id)
def test_no_gate_at_all_may_hold(one):
    assert "experiment" in one.forbids
    raised = gate(*sorted(one.forbids))
    assert [r.id for r in why_not(standing(screening=Screening(gates=(raised,))))] == ["not.gate"]


def test_a_gate_that_forbids_something_else_is_a_gate_above_all_the_same():
    raised = Screening(gates=(gate("gel"),))
    assert [r.id for r in why_not(standing(screening=raised))] == ["not.gate"]


def test_a_gate_that_is_over_is_none():
    over = replace(gate("experiment"), until=day(PAST_DAYS - 1))
    assert why_not(standing(screening=Screening(gates=(over,)))) == ()


def test_an_unknown_age_is_not_an_adult_s():
    assert [r.id for r in why_not(standing(age_known=False))] == ["not.age"]


@pytest.mark.parametrize(
    ("light", "said"),
    [
        (Light.AMBER, "not.sore"),
        (Light.RED, "not.sore"),
        (Light.PENDING, "not.unrated"),
        (Light.STALE, "not.unrated"),
    ],
)
def test_every_run_of_the_last_14_days_must_be_green(light, said):
    found = why_not(standing(lights=(Light.GREEN, light, Light.GREEN)))
    assert [reason.id for reason in found] == [said]


@pytest.mark.parametrize(("ago", "may"), [(0, False), (13, False), (14, True)])
def test_a_sore_day_counts_for_14_days(ago, may):
    found = why_not(standing(sore_days=(day(PAST_DAYS - ago),)))
    assert (found == ()) == may


def test_without_a_run_in_14_days_nothing_is_green():
    assert [reason.id for reason in why_not(standing(lights=()))] == ["not.no_runs"]


def test_today_must_be_green_too():
    found = why_not(standing(light=Light.AMBER, because="Sore."))
    assert [reason.id for reason in found] == ["not.light"]
    assert "Sore." in found[0].text


def test_one_change_at_a_time():
    assert why_not(standing(on_ladder=True)) == ()
    assert [r.id for r in why_not(standing(running=a_trial()))] == ["not.running"]
