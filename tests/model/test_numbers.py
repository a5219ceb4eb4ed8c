"""A limit never says more than it allows; figures are written out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.numbers import limit, rough


@given(st.floats(0, 500))
def test_a_limit_is_never_rounded_up(km):
    assert float(limit(km)) <= km + 1e-6
    assert km - float(limit(km)) < 0.1 + 1e-6


def test_what_has_one_decimal_is_said_as_it_is():
    assert [limit(value) for value in (4.2, 0.3, 1.1 * 3, 10.0)] == ["4.2", "0.3", "3.3", "10.0"]


def test_a_rough_number_is_written_out_to_its_figures():
    said = [rough(value, 3) for value in (1234.5, 0.01234, 12.0, 7.256, 0.0, -370.4, 999.6)]
    assert said == ["1230", "0.0123", "12", "7.26", "0", "-370", "1000"]


@given(st.floats(-1e6, 1e6), st.integers(1, 4))
def test_a_rough_number_has_no_exponent_and_is_near(value, figures):
    text = rough(value, figures)
    assert "e" not in text
    assert abs(float(text) - value) <= abs(value) * 10 ** (1 - figures) + 1e-12
