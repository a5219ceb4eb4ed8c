"""An onset without a diary, set against the runner's own past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from kneewise.model.diary import Episode, Side
from kneewise.why import Question, rank
from kneewise.why.exposures import contrast
from kneewise.why.onset import check_onset

BEGIN = datetime(2025, 1, 1, 18, tzinfo=UTC)


def scaled(column, **columns):
    made = tuple(
        column(name, values, confounded_with_time=name == "shoe_km")
        for name, values in columns.items()
    )
    return contrast(made, np.ones(len(made[0].cells), dtype=bool))


def test_something_that_never_happened_before_stands_out(runner, column):
    history = runner([None] * 60).history()
    found = check_onset(history, scaled(column, spike=[0.0] * 59 + [1.0]), 59)
    assert found.stands_out.tolist() == [True]
    assert found.compared > 30


def test_what_only_rises_does_not(runner, column):
    history = runner([None] * 60).history()
    noise = np.random.default_rng(1).standard_normal(60)
    rising = [float(i + noise[i]) for i in range(60)]
    found = check_onset(history, scaled(column, volume=rising, shoe_km=rising), 59)
    assert not found.stands_out.any()
    assert np.isnan(found.unusual[1])


def test_nothing_after_the_onset_is_looked_at(runner, column):
    history = runner([None] * 60).history()
    quiet = [0.0] * 40 + [1.0] + [0.0] * 19
    loud = [0.0] * 40 + [1.0] + [1.0] * 19
    one = check_onset(history, scaled(column, spike=quiet), 40)
    other = check_onset(history, scaled(column, spike=loud), 40)
    np.testing.assert_allclose(one.share, other.share)


def test_many_idle_causes_rarely_stand_out(runner, column):
    history = runner([None] * 80).history()
    hits = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        columns = {f"noise{j}": rng.standard_normal(80).tolist() for j in range(15)}
        hits += check_onset(history, scaled(column, **columns), 79).stands_out.any()
    assert hits <= 9  # 4 expected; P(10 or more) < 0.01


def test_too_few_earlier_runs_compare_with_nothing(runner, column):
    history = runner([None] * 18).history()
    found = check_onset(history, scaled(column, spike=[0.0] * 17 + [1.0]), 17)
    assert not found.stands_out.any()


def test_what_stood_out_is_said_apart_from_how_to_read_it(runner):
    one = runner([None] * 60, columns={"spike": [0.0] * 59 + [1.0]})
    began = BEGIN.date() + timedelta(days=2 * 59)
    history = one.history(episodes=(Episode(1, Side.LEFT, began),))
    found = rank(history, one.table(), Question())
    (said,) = found.different
    assert "stood out before it began" in said
    assert said not in found.notes


def test_where_nothing_stood_out_that_is_said(runner):
    one = runner([None] * 60, columns={"spike": [0.0, 1.0] * 30})
    began = BEGIN.date() + timedelta(days=2 * 59)
    history = one.history(episodes=(Episode(1, Side.LEFT, began),))
    (said,) = rank(history, one.table(), Question()).different
    assert said.startswith("Nothing stood out before it began")
