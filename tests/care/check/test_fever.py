"""Fever and flu: 48 hours well, of an illness that was, and then a light run (SAFETY.md)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care.check.answering import NOW, TODAY, ago, answer, answers

from kneewise.care.check import screening
from kneewise.model.advice import Clearing, Screening, Urgency
from kneewise.model.runner import RunnerProfile


def check(said, clearings=(), today: date = TODAY) -> Screening:
    return screening(said, clearings, RunnerProfile(), today)


def flags(found: Screening) -> dict[str, Urgency]:
    return {flag.flag: flag.urgency for flag in found.flags}


def test_fever_ends_48_hours_after_the_first_well_day_and_not_before():
    ill = answers(ago(6), unwell="fever")
    well = [answer("well_since", "2026-06-12", ago(3)), *answers()]
    assert "fever" in flags(check([*ill, *answers()]))
    assert "fever" in flags(check([*ill, *well], today=date(2026, 6, 14)))
    assert "fever" not in flags(check([*ill, *well], today=date(2026, 6, 15)))
    again = answer("unwell", "fever", NOW)
    assert "fever" in flags(check([*ill, *well, again]))


@pytest.mark.parametrize(
    ("ill_days", "well", "ends"),
    [(1, 15, False), (1, 3, False), (1, 1, True), (3, 4, True), (3, 5, False), (None, 2, False)],
)
def test_a_first_well_day_counts_from_the_day_the_illness_began(ill_days, well, ends):
    """`ill_days` ill when it was said yesterday, and the first well day so many days ago."""
    first = (TODAY - timedelta(days=well)).isoformat()
    ill = answers(ago(1), unwell="fever", ill_days=ill_days)
    said = [*ill, answer("well_since", first, ago(0.5)), answer("unwell", "none")]
    day = date.fromisoformat(first) + timedelta(days=3)
    left = flags(check(said, today=max(day, TODAY)))
    assert ("fever" not in left) == ends


def test_no_well_day_ends_an_illness_that_is_said_after_it_nor_an_unknown_one():
    ill = answers(ago(9), unwell="flu")
    well = answer("well_since", "2026-06-10", ago(4))
    assert "fever" not in flags(check([*ill, well]))
    assert "fever" in flags(check([*ill, well, answer("unwell", "flu")]))
    assert "fever" in flags(check([*ill, well, answer("unwell", None)]))
    assert "fever" not in flags(check([*ill, well, answer("unwell", "none")]))


def over(well: int, minutes: int = 0, ill_days: int = 2) -> Screening:
    """An illness, and so many minutes later that the first well day was so many days ago."""
    moment = NOW + timedelta(minutes=minutes)
    said = answers(unwell="flu", ill_days=ill_days)
    return check([*said, answer("well_since", (TODAY - timedelta(days=well)).isoformat(), moment)])


def test_an_illness_of_the_past_week_that_is_over_when_it_is_said_ends_48_hours_after():
    found = over(4)
    assert (flags(found), found.light_run_from) == ({}, TODAY - timedelta(days=1))
    assert flags(over(7, minutes=30)) == {}
    assert flags(over(2)) == {"fever": Urgency.ROUTINE}
    assert flags(over(8)) == {"fever": Urgency.ROUTINE}
    assert flags(over(-1)) == {"fever": Urgency.ROUTINE}
    assert flags(over(4, minutes=31)) == {"fever": Urgency.ROUTINE}


def test_an_illness_that_is_over_and_lasted_four_days_still_waits_for_a_doctor():
    assert flags(over(4, ill_days=4)) == {"fever": Urgency.WITHIN_48H}


def test_an_illness_that_was_cleared_needs_no_well_day_of_its_own():
    seen = Clearing("fever", ago(2).date(), "doctor", "flu", sign_absent=True, entered_at=ago(2))
    ill = [*answers(ago(3), unwell="flu", ill_days=1), *answers(ago(1), unwell="flu")]
    well = answer("well_since", (TODAY - timedelta(days=5)).isoformat(), ago(1))
    assert flags(check([*ill, well])) == {"fever": Urgency.ROUTINE}
    assert flags(check([*ill, well], [seen])) == {}


def test_a_fever_says_how_it_ends_and_is_never_denied():
    (ill,) = check(answers(ago(1), unwell="fever")).flags
    assert "answer" in ill.advice.do[-1]
    (well,) = over(1).flags
    assert f"ends on {TODAY + timedelta(days=2)}" in well.advice.do[-1]
    (denied,) = check([*answers(ago(1), unwell="fever"), *answers()]).flags
    assert not denied.denied_later


def test_after_four_days_nothing_says_that_it_ends_by_itself():
    (ill,) = check([*answers(ago(1), unwell="fever", ill_days=4), *answers()]).flags
    assert not [line for line in ill.advice.do if "ends" in line]
    assert ill.denied_later


def test_the_latest_first_well_day_counts():
    ill = [*answers(ago(9), unwell="flu"), *answers(ago(2))]
    early, late = answer("well_since", "2026-06-08", ago(6)), answer("well_since", "2026-06-14")
    assert "fever" not in flags(check([*ill, early]))
    assert "fever" in flags(check([*ill, early, late]))


@settings(max_examples=60)
@given(st.integers(0, 3), st.integers(-20, 20), st.integers(0, 30))
def test_no_illness_ends_before_48_hours_after_a_day_in_it(ill_days, well, later):
    began = TODAY - timedelta(days=ill_days)
    first, today = TODAY + timedelta(days=well), TODAY + timedelta(days=later)
    said = [
        *answers(unwell="fever", ill_days=ill_days),
        answer("well_since", first.isoformat(), NOW + timedelta(hours=1)),
        *(a for a in answers(NOW + timedelta(hours=2)) if a.value == "none"),
    ]
    left = "fever" not in flags(check(said, today=today))
    assert left == (first >= began and today >= first + timedelta(days=3))


def test_the_first_run_after_an_illness_is_a_light_one_from_its_last_day_on():
    ill = answers(ago(9), unwell="flu")
    well = [answer("well_since", "2026-06-10", ago(4)), answer("unwell", "none")]
    assert check([*ill, *well]).light_run_from == date(2026, 6, 13)
    assert check(ill).light_run_from is None
    assert check(answers()).light_run_from is None
    seen = Clearing(
        "fever", date(2026, 6, 9), "doctor", "infection", sign_absent=True, entered_at=NOW
    )
    assert check([*ill, answer("unwell", "none")], [seen]).light_run_from == date(2026, 6, 9)
