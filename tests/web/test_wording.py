"""Days and numbers as the runner's language writes them, whatever was looked at before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.effect import Interval
from kneewise.model.quantity import Amount, Between, Distance, Limit, Rough, as_measured
from kneewise.model.runner import RunnerFact
from kneewise.model.words import Said
from kneewise.web.pages.settings import LANGUAGES
from kneewise.web.wording import Wording, wording_of

DAY = date(2025, 6, 22)
OCTOBER = date(2025, 10, 12)
EVERY = [code.replace("-", "_") for code in LANGUAGES]


@pytest.mark.parametrize(
    ("language", "day", "weekday", "month"),
    [
        ("en_GB", "22 Jun 2025", "Sun 22 Jun", "Jun 2025"),
        ("en_US", "Jun 22, 2025", "Sun, Jun 22", "Jun 2025"),
        ("de", "22. Juni 2025", "So., 22. Juni", "Juni 2025"),
        ("de_DE", "22. Juni 2025", "So., 22. Juni", "Juni 2025"),
        ("fi", "22.6.2025", "su 22.6.", "kesä 2025"),
        ("ja", "2025年6月22日", "6月22日(日)", "2025年6月"),
    ],
)
def test_a_day_stands_in_the_order_of_its_language(language, day, weekday, month):
    w = Wording(language)
    assert (w.day(DAY), w.weekday(DAY), w.month(DAY)) == (day, weekday, month)


def test_an_american_october():
    assert Wording("en_US").day(OCTOBER) == "Oct 12, 2025"
    assert Wording("en_US").day_month(OCTOBER) == "Oct 12"


def test_no_language_speaks_anothers_months():
    """Babel gives stand-alone months of the language read last."""
    Wording("zh_CN").month(DAY)
    others = [Wording(code).month(DAY) for code in EVERY if code[:2] not in {"ja", "zh", "ko"}]
    assert not [said for said in others if "月" in said]


@pytest.mark.parametrize("code", EVERY)
def test_every_language_on_offer_writes_every_day(code):
    w = Wording(code)
    said = (w.day(DAY), w.weekday(DAY), w.day_month(DAY), w.month(DAY), w.short_month(DAY))
    assert all(said)
    assert w.clock(datetime(2025, 6, 22, 18, 4, tzinfo=UTC)).startswith("18")


def test_numbers_have_the_decimal_mark_of_the_language():
    w = Wording("de_DE")
    assert w.distance(10.82, 2) == "10,82 km"
    assert w.limit(4.29) == "4,2 km"
    assert w.far(0.5) == "0,5 km"
    assert w.ratio(Interval(0.9, 1.6, 2.8)) == "×1,6 (0,9–2,8)"
    assert w.load(Interval(1.1, 1.9, 2.8)) == "1,9 (1,1–2,8)"
    assert w.easy(8.4) == "8,4"
    assert w.pace(10, 55.5) == "5:33 /km"


def test_a_quantity_in_a_sentence_is_read_so_too_and_its_text_stays():
    said = Said.of(
        "{a}, {b}, {c}, {d}, {e}",
        a=Distance(15.24),
        b=Limit(4.29),
        c=Rough(18.94, "m", 3),
        d=Between(1.01, 1.12, "m", 2),
        e=Amount(1.05, "m", 2),
    )
    assert said == "15.2 km, 4.2 km, 18.9 m, 1.01–1.12, 1.05 m"
    assert Wording("de").read(said) == "15,2 km, 4,2 km, 18,9 m, 1,01–1,12, 1,05 m"


@given(st.floats(0, 10_000), st.integers(0, 4))
def test_no_digit_is_lost_or_added(km, digits):
    assert Wording("de").distance(km, digits).replace(",", ".") == Wording().distance(km, digits)


@pytest.mark.parametrize(
    ("said", "language"),
    [("de-de", "de_DE"), ("en-US", "en_US"), ("zz", "en_GB"), ("no language", "en_GB")],
)
def test_a_language_is_known_however_it_is_spelt(said, language):
    fact = RunnerFact("date_language", said, DAY, DAY)
    assert wording_of((fact,)).language == language


@pytest.mark.parametrize(("imperial", "said"), [(False, "4:40 /km"), (True, "7:31 /mi")])
def test_a_measured_speed_is_read_as_a_pace(imperial, said):
    assert as_measured(1000 / 280, "m/s").read_by(Wording(imperial=imperial)) == said


@pytest.mark.parametrize(("imperial", "said"), [(False, "18 m"), (True, "60 ft")])
def test_what_was_measured_has_no_more_digits_in_another_unit(imperial, said):
    assert as_measured(18.31, "m").read_by(Wording(imperial=imperial)) == said


@pytest.mark.parametrize(("imperial", "said"), [(False, "0.83 km/h"), (True, "0.51 mi/h")])
def test_a_difference_of_speeds_is_read_in_the_own_unit(imperial, said):
    assert Rough(0.23, "m/s", 2).read_by(Wording(imperial=imperial)) == said
