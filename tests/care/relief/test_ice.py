from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.relief import ICE_QUESTIONS, ice_advice
from kneewise.model.advice import Advice, Basis, RaisedFlag, RaisedGate, Screening, Urgency
from kneewise.model.diary import LogEntry

NOW = datetime(2026, 5, 20, 15, 0, tzinfo=UTC)
NONE = dict.fromkeys(ICE_QUESTIONS, False)
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)


def iced(minutes_ago: float, minutes: float | None = 10.0) -> LogEntry:
    at = NOW - timedelta(minutes=minutes_ago)
    return LogEntry(kind="ice", at=at, day=at.date(), value=minutes)


def test_ten_minutes_are_allowed_and_no_running_for_half_an_hour_after():
    answer = ice_advice(NONE, Screening(), (), NOW)
    assert answer.allowed
    assert answer.minutes == 10
    assert answer.no_running_until == NOW + timedelta(minutes=40)


@pytest.mark.parametrize("key", ICE_QUESTIONS)
def test_each_hard_stop_forbids_it_and_an_unknown_one_too(key):
    assert not ice_advice({**NONE, key: True}, None, (), NOW).allowed
    unknown = ice_advice({**NONE, key: None}, None, (), NOW)
    assert not unknown.allowed
    assert unknown.open_questions == (key,)


@pytest.mark.parametrize(("minutes", "allowed"), [(0, False), (10, True), (15, True), (16, False)])
def test_at_most_a_quarter_of_an_hour(minutes, allowed):
    assert ice_advice(NONE, None, (), NOW, minutes).allowed is allowed


def test_two_hours_apart():
    soon = ice_advice(NONE, None, [iced(119)], NOW)
    assert not soon.allowed
    assert soon.not_before == NOW + timedelta(minutes=1)
    assert ice_advice(NONE, None, [iced(120)], NOW).allowed


def test_a_line_of_no_minutes_is_no_ice():
    assert ice_advice(NONE, None, [iced(10, 0.0)], NOW).allowed
    assert not ice_advice(NONE, None, [iced(10, None)], NOW).allowed


def test_a_gate_or_an_urgent_flag_forbids_it():
    gate = RaisedGate("neuropathy", SAID, frozenset({"ice"}))
    assert not ice_advice(NONE, Screening(gates=(gate,)), (), NOW).allowed
    flag = RaisedFlag("limb", Urgency.EMERGENCY_NUMBER, SAID, NOW)
    answer = ice_advice(NONE, Screening(flags=(flag,)), (), NOW)
    assert not answer.allowed
    assert any("don't raise the leg" in reason.because for reason in answer.reasons)


def test_its_limits_and_its_real_effect_are_told():
    answer = ice_advice(NONE, None, (), NOW)
    limits = " ".join(advice.because for advice in answer.how)
    for word in ("cloth", "right round the knee", "outer side below", "30 minutes after", "asleep"):
        assert word in limits
    assert "no trial was found" in answer.facts[0].because


@given(
    st.fixed_dictionaries({key: st.sampled_from([False, None, True]) for key in ICE_QUESTIONS}),
    st.lists(st.floats(0, 400).map(iced), max_size=4),
    st.sampled_from(ICE_QUESTIONS),
    st.floats(0, 400),
)
def test_one_more_stop_or_one_more_use_never_allows_it(answers, log, key, minutes_ago):
    before = ice_advice(answers, None, log, NOW).allowed
    assert ice_advice({**answers, key: True}, None, log, NOW).allowed <= before
    assert ice_advice(answers, None, [*log, iced(minutes_ago)], NOW).allowed <= before
