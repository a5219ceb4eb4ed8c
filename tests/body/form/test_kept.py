from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.body.form.walkers import runner

from kneewise.body.form.judging import judge_track
from kneewise.body.form.kept import from_measure, to_measure
from kneewise.model.form import View

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("view", list(View))
def test_a_form_comes_back_as_it_was_kept(view):
    form = judge_track(runner(view))
    kept = from_measure(replace(to_measure(form, date(2026, 5, 1), AT, "ab" * 32), id=7))
    assert kept.view is form.view
    assert kept.near is form.near
    assert kept.strike is form.strike
    assert kept.clip == "ab" * 32
    assert len(kept.measured) == len(form.measured)
    for before, after in zip(form.measured, kept.measured, strict=True):
        assert (after.name, after.side, after.strides) == (before.name, before.side, before.strides)
        assert after.value.mid == pytest.approx(before.value.mid, abs=1e-3)
        assert after.again == pytest.approx(before.again, abs=1e-3)
    assert [(c.name, c.side) for c in kept.curves] == [(c.name, c.side) for c in form.curves]


def test_a_measure_of_another_time_is_read_as_far_as_it_goes():
    measure = to_measure(judge_track(runner()), date(2026, 5, 1), AT, None)
    few = {"strides": 12.0, "cadence_spm": 170.0}
    kept = from_measure(replace(measure, values=few))
    assert kept.strides == 12
    assert kept.measured == ()
    assert kept.curves == ()
