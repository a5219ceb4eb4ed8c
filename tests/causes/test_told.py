from __future__ import annotations

from datetime import timedelta

from tests.builders import DAY_0, history_of, moment

from kneewise.causes.timeline import timeline_of
from kneewise.causes.told import facts_in_time, happened
from kneewise.model.history import History
from kneewise.model.runner import RunnerFact, RunnerProfile


def test_a_fact_holds_from_its_day_and_the_first_one_also_before():
    facts = tuple(
        RunnerFact("experience", value, DAY_0 + timedelta(days=day), moment(200))
        for day, value in ((100, "recreational"), (10, "novice"))
    )
    runs = history_of([(0, 5), (50, 5), (150, 5)]).runs
    history = History(runs=runs, runner=RunnerProfile(facts))
    found = facts_in_time(history, timeline_of(history), "experience")
    assert found == ["novice", "novice", "recreational"]
    assert facts_in_time(history, timeline_of(history), "sex") == [None] * 3


def test_an_entry_made_days_later_counts_at_noon_of_the_day_it_speaks_of():
    entries = [("strength", 3, 30.0, {"hour": 24 * 4}), ("strength", 3, 20.0, {"hour": 9})]
    history = history_of([(0, 5)], log=entries)
    found = happened(history, timeline_of(history), "strength")
    assert sorted(found) == [
        (moment(3, 9.0).timestamp(), 20.0),
        (moment(3, 12.0).timestamp(), 30.0),
    ]


def test_far_east_of_greenwich_the_morning_is_still_that_day(values):
    east = {"utc_offset_s": 11 * 3600, "hour": 7.0}  # 18:00 there
    log = [("soreness", 0, 6.0, {"hour": -2.0})]  # 9:00 there
    assert values("soreness_strength", history_of([(0, 5, east)], log=log)) == [1.0]
