"""Running dynamics of real files, of a run without any, and in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.journal.dynamics import dynamics_lines

FENIX = "fit/dtcooper_python-fitparse"


@pytest.mark.parametrize(
    ("file", "contact_ms", "oscillation_mm", "balance"),
    [
        ("activity-small-fenix2-run.fit", 233, 110, None),
        ("sample_mulitple_header.fit", 252, 101, 51.6),
    ],
)
def test_a_real_run_tells_what_its_watch_recorded(
    journal, real_data, file, contact_ms, oscillation_mm, balance
):
    journal.import_paths([real_data / FENIX / file])
    found = {q.name: q.value for q in journal.run("latest").dynamics.quantities}
    assert found["ground_contact_ms"] == pytest.approx(contact_ms, abs=6)
    assert found["vertical_oscillation_mm"] == pytest.approx(oscillation_mm, abs=4)
    assert found["leg_stiffness"] == pytest.approx(155, abs=30)
    if balance is None:
        assert "contact_balance_percent" not in found
    else:
        assert found["contact_balance_percent"] == pytest.approx(balance, abs=0.5)


def test_without_dynamics_there_is_none_and_nothing_is_said(journal, ran, now):
    ran(now - timedelta(days=1))
    detail = journal.run("latest")
    assert detail.dynamics is None
    assert dynamics_lines(detail.dynamics, detail.exposures) == ()


def test_another_sport_has_none(journal, ran, now):
    ran(now - timedelta(days=1), sport="cycling")
    (ride,) = journal.runs(others=True)
    assert journal.run(ride.id).dynamics is None


def test_lines_say_that_a_first_run_has_no_usual(journal, real_data):
    journal.import_paths([real_data / FENIX / "sample_mulitple_header.fit"])
    detail = journal.run("latest")
    lines = {line.label: line for line in dynamics_lines(detail.dynamics, detail.exposures)}
    assert "can't tell" in lines["Ground contact"].verdict
    assert lines["Contact by foot"].value == "left 260 ms, right 244 ms"
    assert not any(line.outside for line in lines.values())
