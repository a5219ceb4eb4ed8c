from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kneewise.body.form import saying
from kneewise.body.form.answer import Measured
from kneewise.body.form.comparing import compare
from kneewise.model.diary import Side
from kneewise.model.effect import Interval

VALUES = st.floats(-60, 400)


def line(mid, half, again=1.0, name="overstride_percent"):
    return Measured(name, Side.LEFT, Interval(mid - half, mid, mid + half), again, 12)


@given(VALUES, st.floats(0.01, 60))
def test_digits_follow_the_error_and_zero_has_no_sign(mid, half):
    (said,) = saying.lines([line(mid, half)])
    digits = 1 if 2 * half < 2 else 0
    for text in (said.value, said.low, said.high):
        assert re.fullmatch(r"−?\d+" + (r"\.\d" if digits else ""), text)
        assert not re.fullmatch(r"−0(\.0)?", text)


@given(VALUES, VALUES, st.floats(0.1, 20))
def test_a_change_is_said_as_it_is(before, now, again):
    changes = compare([line(before, 9, again)], [line(now, 9, again)])
    (said,) = saying.change_lines(changes)
    assert said.changed == changes[0].changed
    assert said.text.startswith("changed:" if said.changed else "no change beyond the error:")


def test_what_changed_stands_first():
    before = [line(0, 9), line(0, 9, name="contact_ms"), line(0, 9, name="knee_peak_deg")]
    now = [line(0, 9), line(50, 9, name="contact_ms"), line(0, 9, name="knee_peak_deg")]
    assert [said.changed for said in saying.change_lines(compare(before, now))] == [
        True,
        False,
        False,
    ]


def test_degrees_stand_close_and_other_units_apart():
    assert saying.amount("21", "°") == "21°"
    assert saying.amount("263", "ms") == "263 ms"
