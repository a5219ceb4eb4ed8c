from __future__ import annotations

from tests.builders import history_of

from kneewise.causes.plan import plan_of
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import Known


def plan(runs, **more):
    history = history_of(runs, **more)
    return plan_of(history, timeline_of(history))


def test_a_run_cut_short_carries_what_was_planned():
    found = plan([(0, 6, {"planned_km": 12.0, "shortened": True, "pain": 5})])
    assert found.km.tolist() == [12.0]
    assert found.known == (Known.PLANNED,)
    assert not found.reverse_possible[0]


def test_a_run_longer_than_planned_carries_what_was_run():
    assert plan([(0, 15, {"planned_km": 12.0})]).km.tolist() == [15.0]


def test_cut_short_without_a_plan_is_a_lower_bound_to_be_imputed():
    found = plan([(0, 6, {"shortened": True})])
    assert found.km.tolist() == [6.0]
    assert found.known == (Known.IMPUTED,)
    assert found.reverse_possible[0]


def test_without_plan_and_flag_a_painful_run_may_have_been_shortened_by_pain():
    found = plan([(0, 6, {"pain": 4}), (1, 6, {"pain": 0}), (2, 6, {"changed": True})])
    assert set(found.known) == {Known.MEASURED}
    assert found.reverse_possible.tolist() == [True, False, True]


def test_plans_logged_for_a_day_go_with_its_runs_in_order():
    runs = [(0, 4, {"hour": 7}), (0, 5, {"hour": 18}), (1, 6)]
    logged = [("planned_run", 0, 8.0, {"hour": 5}), ("planned_run", 0, 9.0, {"hour": 6})]
    found = plan(runs, log=logged)
    assert found.km.tolist() == [8.0, 9.0, 6.0]
    assert found.known == (Known.PLANNED, Known.PLANNED, Known.MEASURED)
