"""A number that is a limit never says more than it allows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.numbers import limit


@given(st.floats(0, 500))
def test_a_limit_is_never_rounded_up(km):
    assert float(limit(km)) <= km + 1e-6
    assert km - float(limit(km)) < 0.1 + 1e-6


def test_what_has_one_decimal_is_said_as_it_is():
    assert [limit(value) for value in (4.2, 0.3, 1.1 * 3, 10.0)] == ["4.2", "0.3", "3.3", "10.0"]
