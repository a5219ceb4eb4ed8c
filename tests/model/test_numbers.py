"""A limit never says more than it allows; figures are written out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.numbers import limit, rough, sized


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


def test_a_measured_number_has_digits_that_follow_its_size():
    said = [sized(value) for value in (172.3, 15.24, 9.97, 7.44, 0.998, 0.765, 0.0091, -0.001, 3.0)]
    assert said == ["172", "15", "10", "7.4", "1", "0.77", "0.01", "0", "3"]


@given(st.floats(-1e5, 1e5))
def test_a_measured_number_below_a_hundred_has_two_figures_at_most(value):
    text = sized(value)
    figures = text.lstrip("-").replace(".", "").lstrip("0")
    assert len(figures) <= max(2, len(str(round(abs(value)))))
    assert abs(float(text) - value) <= max(0.05 * abs(value), 0.005) + 1e-9
