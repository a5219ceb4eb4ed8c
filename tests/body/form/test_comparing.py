from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneewise.body.form.answer import Measured
from kneewise.body.form.comparing import compare
from kneewise.model.diary import Side
from kneewise.model.effect import Interval

AGAIN = st.floats(0.1, 20)


def line(mid, again, name="overstride_percent", side=Side.LEFT):
    return Measured(name, side, Interval(mid - 9, mid, mid + 9), again, 12)


@given(st.floats(-50, 50), AGAIN, AGAIN)
def test_the_same_value_has_not_changed(mid, first, second):
    (change,) = compare([line(mid, first)], [line(mid, second)])
    assert not change.changed


@given(st.floats(-50, 50), st.floats(-50, 50), AGAIN, AGAIN)
def test_changed_is_beyond_its_error_and_clear_of_zero(before, now, first, second):
    (change,) = compare([line(before, first)], [line(now, second)])
    assert change.changed == (abs(now - before) > change.needed)
    if change.changed:
        assert change.difference.low > 0 or change.difference.high < 0


@given(st.floats(1, 50), AGAIN, st.floats(0, 10))
def test_a_larger_error_never_makes_a_change(way, again, more):
    (sure,) = compare([line(0, again)], [line(way, again)])
    (unsure,) = compare([line(0, again)], [line(way, again + more)])
    assert sure.changed or not unsure.changed


def test_only_the_same_measure_of_the_same_side_is_compared():
    before = [line(1, 1), line(2, 1, side=Side.RIGHT), line(3, 1, "knee_peak_deg")]
    now = [line(9, 1, side=Side.RIGHT), line(9, 1, "contact_ms")]
    assert [(c.name, c.side) for c in compare(before, now)] == [("overstride_percent", Side.RIGHT)]
