"""Which arch an interval allows to name, and what is kept of a print."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.body.foot import (
    Arch,
    Footing,
    Outline,
    Print,
    Sheet,
    Source,
    arch_of,
    footing,
    prints_of,
    to_measure,
)
from kneewise.body.foot.posture import ITEMS, Stance, check_posture, stance_of, total_of
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.errors import UsageError
from kneewise.model.measure import Measure

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTLINE = Outline(
    body=(((0.0, 0.0), (40.0, 0.0), (40.0, 200.0)),),
    toes=(((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)),),
    cuts=(((0.0, 1.0), (2.0, 3.0)),) * 4,
    axis=((0.0, 0.0), (0.0, 9.0)),
)


def a_print(index: Interval, side: Side = Side.LEFT) -> Print:
    return Print(index, side, 201.0, 92.0, 60.0, 5, OUTLINE)


def kept(index: tuple[float, float, float], side: Side = Side.LEFT, day: int = 1) -> Measure:
    return to_measure(
        a_print(Interval(*index), side), side, date(2026, 11, day), NOW, Sheet.A4, scanned=False
    )


def posture(side: Side, each: int) -> Measure:
    values = dict.fromkeys(ITEMS, float(each))
    return Measure(
        kind="posture",
        name="posture",
        day=date(2026, 11, 1),
        at=NOW,
        values=values,
        version="1",
        side=side,
    )


@pytest.mark.parametrize(
    ("index", "arch"),
    [
        ((0.15, 0.17, 0.19), Arch.HIGH),
        ((0.19, 0.20, 0.21), Arch.HIGH),
        ((0.19, 0.21, 0.23), Arch.HIGH_OR_NORMAL),
        ((0.22, 0.23, 0.24), Arch.NORMAL),
        ((0.24, 0.25, 0.27), Arch.NORMAL_OR_LOW),
        ((0.26, 0.28, 0.30), Arch.LOW),
        ((0.20, 0.24, 0.28), Arch.ANY),
    ],
)
def test_an_interval_over_a_cutoff_is_not_named(index, arch):
    assert arch_of(Interval(*index)) is arch


@given(st.floats(0.0, 0.5), st.floats(0.0, 0.2))
def test_a_wider_interval_never_says_more(mid, half):
    said = {Arch.HIGH: 1, Arch.NORMAL: 1, Arch.LOW: 1, Arch.ANY: 3}
    narrow = said.get(arch_of(Interval(mid, mid, mid)), 2)
    wide = said.get(arch_of(Interval(mid - half, mid, mid + half)), 2)
    assert wide >= narrow


def test_what_is_kept_comes_back_as_it_was():
    (back,) = prints_of([kept((0.22, 0.23, 0.24))])
    assert back.arch_index == Interval(0.22, 0.23, 0.24)
    assert back.outline == OUTLINE
    assert (back.side, back.toes_seen, back.sheet) == (Side.LEFT, 5, "a4")


def test_the_print_comes_before_the_posture_and_that_before_what_was_said():
    flat, high = kept((0.27, 0.29, 0.31)), kept((0.15, 0.17, 0.19))
    assert footing([flat, posture(Side.LEFT, -2)], "neutral") == Footing(
        flat=True, source=Source.PRINT
    )
    assert footing([posture(Side.LEFT, 2)], "neutral") == Footing(flat=True, source=Source.POSTURE)
    assert footing([], "pronated") == Footing(flat=True, source=Source.TOLD)
    assert footing([high], None) == Footing(flat=False, source=Source.PRINT)
    assert footing([], None) == Footing(flat=None, source=None)


def test_the_flatter_foot_decides():
    both = [kept((0.15, 0.17, 0.19)), kept((0.27, 0.29, 0.31), Side.RIGHT)]
    assert footing(both, None).flat is True


def test_a_print_that_says_neither_leaves_it_to_the_next():
    unclear = kept((0.24, 0.26, 0.28))
    assert footing([unclear], "pronated") == Footing(flat=True, source=Source.TOLD)
    assert footing([unclear], None) == Footing(flat=None, source=None)


def test_the_latest_of_a_foot_counts_and_the_first_before_it():
    told = [kept((0.15, 0.17, 0.19), day=3), kept((0.27, 0.29, 0.31), day=9)]
    assert footing(told, None, date(2026, 11, 1)).flat is False
    assert footing(told, None, date(2026, 11, 5)).flat is False
    assert footing(told, None, date(2026, 11, 9)).flat is True


def test_an_open_item_leaves_no_sum():
    answers = check_posture(dict.fromkeys(ITEMS[:-1], "1"))
    assert total_of(answers) is None
    assert total_of({**answers, ITEMS[-1]: 0}) == 5


@pytest.mark.parametrize("wrong", [{"heel": "3"}, {"heel": "x"}, {"nose": "1"}, {"heel": "0.5"}])
def test_what_is_no_answer_is_refused(wrong):
    with pytest.raises(UsageError):
        check_posture(wrong)


@given(st.integers(-12, 12))
def test_a_stance_is_named_only_where_three_points_do_not_change_it(total):
    named = {Stance.SUPINATED, Stance.NEUTRAL, Stance.PRONATED}
    around = {
        Stance.SUPINATED if t <= -1 else Stance.PRONATED if t >= 6 else Stance.NEUTRAL
        for t in range(total - 3, total + 4)
    }
    assert (stance_of(total) in named) == (len(around) == 1)
