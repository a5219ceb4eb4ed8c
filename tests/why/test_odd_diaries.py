"""Whatever a diary holds, there is an answer whose numbers are numbers in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from kneewise.model.diary import Episode, RunReport, Side
from kneewise.model.exposure import Reference, ReferenceKind
from kneewise.why import rank


def odd_values(kind, n, rng):
    return {
        0: [0.0] * n,
        1: [None] * n,
        2: [float(i) for i in range(n)],
        3: [float(hit) for hit in rng.random(n) < 0.1],
        4: [float(v) if v > 0 else None for v in rng.standard_normal(n)],
        5: [1e6 * float(v) for v in rng.standard_normal(n)],
    }[kind]


@pytest.mark.parametrize("seed", range(16))
def test_every_diary_has_an_answer(seed, runner):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    levels = ([0], [4], list(range(11)), [0, 3])[seed % 4]
    pain = [None if rng.random() < 0.2 else int(rng.choice(levels)) for _ in range(n)]
    columns = {f"c{j}": odd_values(int(rng.integers(0, 6)), n, rng) for j in range(seed % 7)}
    one = runner(pain, columns=columns, every_days=int(rng.integers(1, 15)))
    episode = Episode(1, Side.LEFT, date(2025, 1, 1) + timedelta(days=int(rng.integers(0, 200))))
    history = one.history(episodes=(episode,) if seed % 2 else ())
    reports = {
        i: RunReport(i, painkiller_after=i % 3 == 0, shortened=True) for i in history.reports
    }
    own = Reference(ReferenceKind.OWN_MEDIAN)
    table = one.table()
    table = replace(
        table, columns=tuple(replace(c, reference=own, step=None) for c in table.columns)
    )
    ranking = rank(replace(history, reports=reports), table)
    for cause in ranking.causes:
        for found in (cause.prior, cause.effect, cause.contribution, cause.build_up):
            assert found is None or found.low <= found.mid <= found.high
        assert cause.probability is None or 0 <= cause.probability <= 1
