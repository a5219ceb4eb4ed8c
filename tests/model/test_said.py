"""A filled sentence: the same text as ever, and what it was filled from for whoever reads it."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kneewise.model.quantity import (
    Amount,
    Between,
    Climb,
    Day,
    Distance,
    Length,
    Limit,
    Pace,
    Rough,
    Sized,
    Unit,
)
from kneewise.model.words import Said, Sentence, filled_from, say

DAY = date(2026, 11, 25)


class Canonical:
    """Reads everything as it is written: km, m, ISO days."""

    def day(self, value):
        return str(value)

    def distance(self, km, digits=1):
        return f"{km:.{digits}f} km"

    def limit(self, km):
        return str(Limit(km))

    def length(self, metres):
        return f"{metres:.0f} m"

    def climb(self, m_per_km):
        return f"{m_per_km:.0f} m"

    def pace(self, km, minutes):
        return str(Pace(minutes / km))

    def unit_name(self):
        return "kilometre"

    def own(self, value, unit):
        return value, unit

    def number(self, said):
        return said


class Loud(Canonical):
    """Reads in a way of its own."""

    def day(self, value):
        return f"DAY{value.day}"

    def distance(self, km, digits=1):
        return f"{km * 10:.{digits}f} furlongs"

    def own(self, value, unit):
        return (3 * value, "hands") if unit == "m" else (value, unit)


amounts = st.floats(0.1, 5000.0, allow_nan=False)
quantities = st.one_of(
    st.builds(Distance, amounts, st.integers(0, 2)),
    st.builds(Limit, amounts),
    st.builds(Length, amounts),
    st.builds(Climb, amounts),
    st.builds(Pace, amounts),
    st.builds(Unit),
    st.builds(Rough, amounts, st.sampled_from(["km", "m", "%"]), st.integers(1, 3)),
    st.builds(Sized, amounts, st.sampled_from(["km", "m", "%"])),
    st.builds(Amount, amounts, st.sampled_from(["m", "ms"]), st.integers(0, 2)),
    st.builds(Between, amounts, amounts, st.sampled_from(["m", "ms"]), st.integers(0, 2)),
)
simple = st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.dates(), st.datetimes())
names = st.sampled_from(["km", "day", "what"])
slots = st.dictionaries(names, st.one_of(simple, quantities))
between = st.text(st.characters(exclude_characters="{}"), max_size=8)


@st.composite
def filled(draw, inside=slots):
    """A template with its slots, in any order and with repeats, and what fills them."""
    values = draw(inside)
    parts = [draw(between)]
    for name in draw(st.lists(st.sampled_from(sorted(values)), max_size=5)) if values else ():
        parts += [f"{{{name}}}", draw(between)]
    return "".join(parts), values


@given(filled())
def test_its_text_is_what_str_format_always_gave(made):
    template, values = made
    texts = {name: str(value) for name, value in values.items()}
    said = Sentence("any", template).fill(**values)
    assert said == template.format(**texts)
    assert hash(said) == hash(template.format(**texts))


@given(filled())
def test_who_reads_canonically_reads_the_text(made):
    template, values = made
    assume(not any(isinstance(value, datetime) for value in values.values()))
    said = Said.of(template, **values)
    assert said.read_by(Canonical()) == str(said)


@given(filled())
def test_a_copy_is_read_as_the_first_is(made):
    said = Said.of(made[0], **made[1])
    pickled = pickle.loads(pickle.dumps(said))  # noqa: S301 - its own
    for again in (pickled, copy.copy(said), copy.deepcopy(said)):
        assert (type(again), again) == (Said, said)
        assert again.read_by(Loud()) == said.read_by(Loud())


@given(st.lists(filled(), max_size=4), st.text(max_size=4))
@example([("{day}", {"day": DAY})], "{}")
def test_joined_is_join_of_the_texts_and_of_what_is_read(made, gap):
    parts = [Said.of(template, **values) for template, values in made]
    joined = Said.joined(gap, parts)
    assert joined == gap.join(parts)
    assert joined.read_by(Loud()) == gap.join(part.read_by(Loud()) for part in parts)


def test_days_and_quantities_are_read_and_nothing_else():
    said = Said.of(
        "{who} on {day}: {km}, {n}", who="2026-11-25 15 km", day=DAY, km=Distance(2), n=3
    )
    assert said == "2026-11-25 15 km on 2026-11-25: 2.0 km, 3"
    assert said.read_by(Loud()) == "2026-11-25 15 km on DAY25: 20.0 furlongs, 3"


def test_a_moment_is_read_by_its_day():
    said = Said.of("{at}", at=datetime(2026, 11, 25, 7, tzinfo=UTC))
    assert said.read_by(Loud()) == "DAY25"


def test_sentences_within_are_read_however_deep():
    inner = Said.of("on {day}", day=DAY)
    outer = Said.of("{what}!", what=Said.of("ran {what}", what=inner))
    assert outer == "ran on 2026-11-25!"
    assert outer.read_by(Loud()) == "ran on DAY25!"


def test_a_long_day_has_its_month_in_words():
    assert str(Said.of("{day}", day=Day(DAY))) == "25 Nov 2026"
    assert Said.of("{day}", day=Day(DAY)).read_by(Loud()) == "DAY25"


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Distance(15.24), "15.2 km"),
        (Distance(124.4, 0), "124 km"),
        (Distance(10.0, None), "10 km"),
        (Distance(21.1, None), "21.1 km"),
        (Limit(4.29), "4.2 km"),
        (Length(119.6), "120 m"),
        (Length(1200.0, grouped=True), "1,200 m"),
        (Climb(12.3), "12 m"),
        (Pace(5.55), "5:33 a kilometre"),
        (Unit(), "kilometre"),
        (Rough(318.7, "km", 2), "320 km"),
        (Rough(18.94, "m", 3), "18.9 m"),
        (Sized(18.94, "m"), "19 m"),
        (Amount(1.049, "m", 2), "1.05 m"),
        (Between(1.01, 1.12, "m", 2), "1.01–1.12"),
    ],
)
def test_the_canonical_text_of_a_quantity(quantity, text):
    assert str(quantity) == text
    assert f"{quantity}" == text


def test_a_smaller_unit_takes_a_digit_less():
    assert Amount(1.04, "m", 2).read_by(Loud()) == "3.1 hands"
    assert Between(1.0, 1.1, "m", 2).read_by(Loud()) == "3.0–3.3"


@pytest.mark.parametrize(
    ("said", "varies"),
    [
        (Said.of("plain"), False),
        (Said.of("{n} runs", n=3), False),
        (Said.of("{day}", day=DAY), True),
        (Said.of("{what}", what=Said.of("{km}", km=Limit(2.0))), True),
        (Said.of("{what}", what=Said.of("plain")), False),
    ],
)
def test_it_varies_where_readers_would_differ(said, varies):
    assert said.varies is varies


def test_a_slot_left_open_is_an_error():
    with pytest.raises(KeyError):
        Sentence("any", "{km}").fill(day=DAY)


def test_rooms_say_such_sentences():
    said = say("kneewise.care.today", "week_sum", left=Limit(4.29))
    assert isinstance(said, Said)
    assert said.startswith("4.2 km are left")


def test_sentences_of_one_text_are_told_apart_by_what_fills_them():
    near, far = (Said.of("{km}", km=Distance(km)) for km in (15.16, 15.24))
    assert near == far
    assert filled_from(near) != filled_from(far)
    assert filled_from("15.2 km") == filled_from(None) == ()
