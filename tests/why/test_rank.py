"""The whole answer: what must change it, and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kneewise.model.diary import Episode, Side
from kneewise.model.errors import UsageError
from kneewise.model.exposure import ExposureTable, Timing
from kneewise.model.ranking import CauseVerdict, RankingVerdict
from kneewise.why import Question, rank, rank_stages


def by_name(ranking):
    return {cause.name: cause for cause in ranking.causes}


def same_answer(one, other):
    first, second = by_name(one), by_name(other)
    assert first.keys() == second.keys()
    for name, cause in first.items():
        assert cause.verdict is second[name].verdict
        assert cause.probability == pytest.approx(second[name].probability, abs=1e-3)
        assert cause.learnt == pytest.approx(second[name].learnt, abs=1e-6)


def test_what_hurts_is_named_and_a_coin_is_not(hurting):
    ranking = rank(hurting.history(), hurting.table())
    assert ranking.verdict is RankingVerdict.NAMED
    assert ranking.complete
    assert ranking.causes[0].name == "hills"
    assert ranking.causes[0].verdict is CauseVerdict.NAMED
    assert by_name(ranking)["coin"].verdict is not CauseVerdict.NAMED


def test_nothing_is_named_before_the_checks_are_done(hurting):
    first, last = rank_stages(hurting.history(), hurting.table())
    assert not first.complete
    assert first.verdict is not RankingVerdict.NAMED
    assert last.complete


def test_the_same_question_gives_the_same_answer(hurting):
    assert rank(hurting.history(), hurting.table()) == rank(hurting.history(), hurting.table())


def test_shares_and_the_unexplained_make_the_whole(hurting):
    ranking = rank(hurting.history(), hurting.table())
    assert ranking.unexplained is not None
    mids = [c.contribution.mid for c in ranking.causes if c.contribution is not None]
    assert sum(mids) + ranking.unexplained.mid == pytest.approx(1.0, abs=0.15)


def test_the_order_of_the_tables_rows_does_not_matter(hurting):
    table = hurting.table()
    order = list(range(len(table.run_ids)))[::-1]
    columns = tuple(
        replace(column, cells=tuple(column.cells[i] for i in order)) for column in table.columns
    )
    turned = ExposureTable(tuple(table.run_ids[i] for i in order), columns, {})
    same_answer(rank(hurting.history(), table), rank(hurting.history(), turned))


def test_the_order_of_the_causes_does_not_matter(hurting):
    table = hurting.table()
    moved = replace(table, columns=table.columns[::-1])
    same_answer(rank(hurting.history(), table), rank(hurting.history(), moved))


def test_an_unrated_run_at_the_end_changes_nothing(hurting, runner):
    longer = runner(
        pain=[*hurting.pain, None],
        before=[*hurting.before, None],
        columns={name: [*values, 0.0] for name, values in hurting.columns.items()},
    )
    one = rank(hurting.history(), hurting.table())
    other = rank(longer.history(), longer.table())
    same_answer(one, other)
    assert one.rated_runs == other.rated_runs


def test_swapping_the_sides_swaps_the_answer(hurting, runner):
    mirrored = runner(
        pain=hurting.pain, before=hurting.before, columns=hurting.columns, side=Side.RIGHT
    )
    one = rank(hurting.history(), hurting.table(), Question(side=Side.LEFT))
    other = rank(mirrored.history(), mirrored.table(), Question(side=Side.RIGHT))
    same_answer(one, other)
    assert (one.side, other.side) == (Side.LEFT, Side.RIGHT)


def test_few_runs_cannot_tell(runner):
    few = runner([0, 4, 0, 3, 0], columns={"hills": [0.0, 1.0, 0.0, 1.0, 0.0]})
    ranking = rank(few.history(), few.table())
    assert ranking.verdict is RankingVerdict.CANT_TELL
    assert ranking.causes[0].effect is None
    assert ranking.causes[0].learnt == 0.0


def test_a_diary_without_pain_cannot_tell(runner):
    calm = runner([0] * 30, columns={"hills": [float(i % 2) for i in range(30)]})
    assert rank(calm.history(), calm.table()).verdict is RankingVerdict.CANT_TELL


def test_no_runs_at_all_still_answer(runner):
    ranking = rank(runner([]).history(), runner([]).table())
    assert ranking.verdict is RankingVerdict.CANT_TELL
    assert ranking.next


def test_an_exposure_that_can_follow_pain_is_never_ranked(hurting, runner):
    reactive = runner(
        pain=hurting.pain, before=hurting.before, columns=hurting.columns, timing=Timing.REACTIVE
    )
    ranking = rank(reactive.history(), reactive.table())
    assert {cause.verdict for cause in ranking.causes} == {CauseVerdict.GOES_ALONG}
    assert all(cause.probability is None for cause in ranking.causes)


def test_an_onset_without_a_diary_is_at_most_suspected(runner):
    values = [float(i % 5 == 0) for i in range(60)]
    spike = [0.0] * 59 + [1.0]
    one = runner([None] * 60, columns={"habit": values, "spike": spike})
    day = date(2025, 1, 1) + timedelta(days=2 * 59)
    history = one.history(episodes=(Episode(1, Side.LEFT, day),))
    ranking = rank(history, one.table())
    assert ranking.verdict is RankingVerdict.CANT_TELL
    assert ranking.index_run == 60
    assert by_name(ranking)["spike"].verdict is CauseVerdict.SUSPECTED
    assert by_name(ranking)["habit"].verdict is not CauseVerdict.SUSPECTED


def test_later_runs_do_not_count_as_of_an_earlier_day(hurting):
    day = date(2025, 1, 1) + timedelta(days=60)
    ranking = rank(hurting.history(), hurting.table(), Question(today=day))
    assert ranking.rated_runs == 31


def test_progress_reaches_its_end(hurting):
    seen: list[tuple[int, int]] = []
    rank(hurting.history(), hurting.table(), on_progress=lambda a, b, _w: seen.append((a, b)))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]


def test_a_cause_that_never_varied_says_nothing_and_changes_nothing(hurting, column):
    table = hurting.table()
    always = column("always", [1.0] * len(hurting.pain))
    unknown = column("unknown", [None] * len(hurting.pain))
    more = replace(table, columns=(*table.columns, always, unknown))
    one = rank(hurting.history(), table)
    other = rank(hurting.history(), more)
    for name in ("always", "unknown"):
        cause = by_name(other)[name]
        assert (cause.effect, cause.learnt) == (None, 0.0)
        assert cause.verdict is CauseVerdict.CANT_TELL
    for name in ("hills", "coin"):
        assert by_name(one)[name].probability == by_name(other)[name].probability


def test_a_table_that_lacks_a_run_is_refused(hurting):
    table = hurting.table()
    short = ExposureTable(
        table.run_ids[:-1],
        tuple(replace(column, cells=column.cells[:-1]) for column in table.columns),
        {},
    )
    with pytest.raises(UsageError, match="lacks run 240"):
        rank(hurting.history(), short)
