from __future__ import annotations

from tests.builders import history_of, logged

from kneewise.care.relief import masked_reports
from kneewise.model.diary import RunReport

HISTORY = history_of([(0, 5.0, {"hour": 18.0}), (2, 5.0, {"hour": 18.0})])
FIRST, SECOND = HISTORY.runs


def reports_with(kind, day, hour, reports=None, value=2.0):
    log = [logged(kind, day, value, {"hour": hour})]
    return masked_reports(HISTORY.runs, reports or {}, log)


def test_a_gel_in_the_day_before_a_run_is_a_painkiller_before_it():
    found = reports_with("gel", 1, 20.0)
    assert found[SECOND.id].painkiller_before is True
    assert found[SECOND.id].painkiller_after is None


def test_a_gel_after_a_run_is_a_painkiller_after_it():
    found = reports_with("gel", 0, 21.0)
    assert found[FIRST.id].painkiller_after is True
    assert SECOND.id not in found


def test_any_painkiller_in_the_log_does_the_same():
    assert reports_with("painkiller", 2, 9.0, value=1.0)[SECOND.id].painkiller_before is True


def test_longer_ago_than_a_day_reaches_no_run():
    assert reports_with("gel", 1, 17.0).get(SECOND.id) is None


def test_nothing_used_changes_nothing():
    assert reports_with("gel", 1, 20.0, value=0.0) == {}


def test_what_was_said_of_the_run_stays_and_a_denied_use_becomes_a_yes():
    said = {
        FIRST.id: RunReport(FIRST.id, painkiller_before=True),
        SECOND.id: RunReport(SECOND.id, painkiller_before=False, shortened=True),
    }
    found = reports_with("gel", 1, 20.0, said)
    assert found[FIRST.id] == said[FIRST.id]
    assert found[SECOND.id].painkiller_before is True
    assert found[SECOND.id].shortened is True


def test_a_use_after_a_run_ends_where_the_next_run_begins():
    close = history_of([(0, 5.0, {"hour": 8.0}), (0, 5.0, {"hour": 18.0})])
    found = masked_reports(close.runs, {}, [logged("gel", 0, 2.0, {"hour": 20.0})])
    assert set(found) == {close.runs[1].id}
