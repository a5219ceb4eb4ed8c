"""What the check hands on: a flag with its day, one that stops nothing, an illness behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.made_up import FEW, allowed, records
from tests.care.today.records import (
    CLEAR,
    NOW,
    back,
    flag,
    hurt_days_ago,
    record,
    regular,
    screening,
)

from kneewise.care.today import today
from kneewise.model.advice import Light


def test_a_red_flag_says_since_when_it_stands():
    runs, ratings = regular()
    answer = today(record(runs, ratings), screening(flags=(flag(),)), NOW)
    assert "since 2026-06-09" in answer.reason.text


GOES_ON = replace(flag("long_pain"), stops=False)


@pytest.mark.parametrize("during", [0, 3, 6])
def test_a_flag_that_stops_nothing_sends_to_a_clinician_whatever_the_light(during):
    told = hurt_days_ago(during, 1)
    without, with_it = (today(told, screening(flags=f), NOW) for f in ((), (GOES_ON,)))
    assert with_it.light is without.light
    assert with_it.cap.km == without.cap.km
    assert "clinician.do" in {said.id for said in with_it.now}
    assert "red_flag" not in {advice.rule for advice in with_it.advices}


def test_a_flag_that_stops_nothing_lifts_none_that_stops():
    runs, ratings = regular()
    answer = today(record(runs, ratings), screening(flags=(flag(), GOES_ON)), NOW)
    assert answer.light is Light.RED
    assert answer.cap.km == 0


def test_the_first_run_after_an_illness_is_light_and_said_to_be():
    runs, ratings = regular(last=2)
    told = record(runs, ratings)
    answer = today(told, screening(light_run_from=back(0)), NOW)
    assert answer.cap.km == pytest.approx(0.5 * 8.0)
    assert answer.cap.because.id == "after_illness"
    assert "after_illness.do" in {said.id for said in answer.now}
    assert answer.cap.no_downhill
    assert today(told, CLEAR, NOW).cap.km > 8.0


def test_a_run_since_then_was_the_light_one_and_a_deleted_one_was_none():
    runs, ratings = regular(last=2)
    light = screening(light_run_from=back(2))
    assert today(record(runs, ratings), light, NOW).cap.because.id != "after_illness"
    deleted = record([replace(runs[0], deleted=True), *runs[1:]], ratings[2:])
    assert today(deleted, light, NOW).cap.because.id == "after_illness"


@FEW
@given(told=records(), days=st.integers(0, 60))
def test_an_illness_behind_never_allows_more(told, days):
    assert allowed(told, screening(light_run_from=back(days))) <= allowed(told) + 1e-9


@FEW
@given(told=records())
def test_a_flag_that_stops_nothing_changes_neither_light_nor_distance(told):
    with_it, without = (today(told, screening(flags=f), NOW) for f in ((GOES_ON,), ()))
    assert (with_it.light, with_it.cap.km) == (without.light, without.cap.km)
