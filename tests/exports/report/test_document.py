"""What the blocks hold: unknown is a dash, an estimate has its interval, the picture its switch."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import DAY_0, history_of, rated
from tests.exports.report.report_data import (
    NAMED,
    NOW,
    UNKNOWN,
    blocks_of,
    data_of,
    lines_of,
    loaded,
    ranking_of,
)

from kneewise.care.check.conditions import Conditions, Fit
from kneewise.exports.report import document
from kneewise.exports.report.blocks import (
    LONGEST_WORD,
    Bar,
    Lane,
    Ranges,
    Table,
    TimeLine,
    clean,
    encoded,
    keys_of,
    typed,
)
from kneewise.exports.report.sections.axes import ratio_bar
from kneewise.exports.report.sections.causes import drawn_causes
from kneewise.exports.report.sections.shoes import pairs_worn
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict
from kneewise.model.run import Shoe

RUN = st.tuples(
    st.integers(0, 100),
    st.none() | st.floats(0.5, 42.0),
    st.fixed_dictionaries(
        {}, optional={"pain": st.none() | st.integers(0, 10), "shoe": st.just(1)}
    ),
)
HISTORY = st.lists(RUN, max_size=25).map(
    lambda runs: loaded(history_of(runs, shoes=[Shoe(1, "Blue")]))
)


def table(data, title: str) -> Table:
    (found,) = blocks_of(data, Table, title)
    return found


def bars(value):
    if isinstance(value, Bar):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from bars(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from bars(item)


@settings(max_examples=60)
@given(HISTORY)
def test_an_unknown_week_is_dashes_and_never_a_zero(history):
    data = data_of(history)
    rows = table(data, "load.title").rows
    assert len(rows) == 8
    for _, runs, km, longest, minutes, load, *worst in rows:
        assert runs != "0"
        assert km not in {"0", "0.0"}
        if runs in {"none", "–"}:
            assert {km, longest, minutes, load} == {"–"}
        assert load == "–" or re.fullmatch(r"[\d.]+ \([\d.]+–[\d.]+\)(, \d+ –)?", load)
        assert set(worst) <= {"–", *map(str, range(11))}


def test_a_week_rated_zero_is_zero_and_an_unrated_one_a_dash():
    history = history_of([(98, 5.0)], ratings=[rated(None, 98, 0)])
    latest = table(data_of(history), "load.title").rows[0]
    assert latest[-2:] == ("0", "–")


def test_no_run_is_none_only_where_the_record_reaches():
    history = history_of([(60, 5.0), (95, 5.0)])
    runs = [row[1] for row in table(data_of(history), "load.title").rows]
    assert runs[1] == "1"
    assert set(runs[2:6]) == {"none"}
    before = history_of([(95, 5.0)])
    runs = [row[1] for row in table(data_of(before), "load.title").rows]
    assert runs[1] == "1"
    assert set(runs[2:]) == {"–"}


def test_a_run_without_a_distance_is_told_beside_the_others():
    history = loaded(history_of([(98, 5.0), (99, None)]))
    row = next(row for row in table(data_of(history), "load.title").rows if row[1] == "2")
    assert row[2] == "5.0, 1 –"
    assert row[5].endswith(", 1 –")


def test_the_load_of_a_week_is_that_of_its_runs_with_both_ends():
    history = loaded(history_of([(94, 5.0), (96, 5.0)]), 4.0, 5.0, 6.0)
    (row,) = [row for row in table(data_of(history), "load.title").rows if row[1] == "2"]
    assert row[5] == "10 (8–12)"


def test_an_old_record_is_shown_where_it_ends_and_says_so():
    history = history_of([(day, 5.0) for day in range(0, 30, 3)])
    data = data_of(history)
    assert data.days.until == DAY_0 + timedelta(days=27)
    assert any("last thing recorded is of 1 Feb 2026" in line.text for line in lines_of(data))


@settings(max_examples=40)
@given(HISTORY, st.integers(4, 104))
def test_nothing_is_drawn_outside_the_figure(history, weeks):
    data = data_of(history, weeks=weeks)
    for line in blocks_of(data, TimeLine):
        for lane in line.lanes:
            for mark in lane.marks:
                assert 0 <= mark.at <= 1
                assert 0 <= mark.high <= 1
                assert mark.ends is None or 0 <= mark.ends[0] <= mark.high <= mark.ends[1] <= 1
            for span in lane.spans:
                assert 0 <= span.first <= span.last <= 1
        places = [tick.at for tick in line.months]
        assert places == sorted(places)


def lane_of(data, label: str) -> Lane:
    (line,) = blocks_of(data, TimeLine)
    return next(lane for lane in line.lanes if lane.label == label)


def test_a_zero_is_a_hollow_dot_and_an_unrated_day_is_nothing():
    history = history_of(ratings=[rated(None, 90, 0), rated(None, 91, 7), rated(None, 92, None)])
    data = data_of(history)
    marks = lane_of(data, "Pain, left").marks
    assert [(mark.high, mark.hollow) for mark in marks] == [(0.0, True), (0.7, False)]
    assert lane_of(data, "Pain, right").marks == ()
    assert lane_of(data, "Pain, right").empty == "not rated"


def test_a_run_of_unknown_length_is_drawn_hollow():
    marks = lane_of(data_of(history_of([(90, 5.0), (92, None)])), "Runs").marks
    assert [mark.hollow for mark in marks] == [False, True]


def test_breaks_are_marked_from_ten_days_on():
    data = data_of(history_of([(70, 5.0), (79, 5.0), (89, 5.0), (98, 5.0)]))
    assert [span.label for span in lane_of(data, "Runs").spans] == ["10 d off"]


def test_new_shoes_have_the_number_of_their_row():
    shoes = [Shoe(7, "Old"), Shoe(9, "New", start_km=0.0)]
    runs = [(-200, 5.0, {"shoe": 7}), (90, 5.0, {"shoe": 7}), (95, 6.0, {"shoe": 9})]
    data = data_of(history_of(runs, shoes=shoes))
    assert [(pair.number, pair.shoe.name) for pair in pairs_worn(data)] == [(1, "Old"), (2, "New")]
    assert [name.label for name in lane_of(data, "New shoes").names] == ["2"]
    rows = table(data, "shoes.title").rows
    assert [row[3] for row in rows] == ["≥ 10", "6"]


@given(st.tuples(*[st.floats(0.01, 50)] * 3).map(sorted))
def test_a_bar_keeps_its_order_and_stays_on_its_axis(ends):
    bar = ratio_bar(Interval(*ends))
    assert 0 <= bar.low <= bar.low_half <= bar.mid <= bar.high_half <= bar.high <= 1


def test_the_thick_part_is_the_middle_half_of_a_log_normal():
    from math import exp, log

    sd = 0.2
    interval = Interval(exp(-1.6448536 * sd), 1.0, exp(1.6448536 * sd))
    bar = ratio_bar(interval)
    per_log = 1 / log(6.0 / 0.33)
    assert bar.high_half - bar.mid == pytest.approx(0.6744898 * sd * per_log, abs=1e-6)


def test_every_estimate_of_a_suspect_has_its_interval():
    data = data_of(ranking=ranking_of(NAMED, UNKNOWN))
    (figure,) = blocks_of(data, Ranges)
    named, unknown = figure.rows
    assert named.numbers == (
        "×1.9 (1.6–2.4)",
        "research ×1.2 (0.9–1.9)",
        "80 % from the diary",
        "share in that run 40 % (30 to 50 %)",
        "painful in 100 runs: 9 (6–13) without, 18 (14–23) with",
    )
    assert unknown.numbers == ("–", "research ×1.2 (0.9–1.9)")
    assert unknown.after is None
    assert len(list(bars(figure))) == 3


def test_an_unknown_rest_is_said_to_be_unknown():
    data = data_of(ranking=ranking_of(UNKNOWN, unexplained=None))
    assert any("unexplained is not known" in line.text for line in lines_of(data))


def test_what_goes_along_is_never_drawn_among_the_suspects():
    along = replace(UNKNOWN, verdict=CauseVerdict.GOES_ALONG, label="Cadence", seen="-2")
    data = data_of(ranking=ranking_of(NAMED, along))
    (figure,) = blocks_of(data, Ranges)
    assert [row.label for row in figure.rows] == ["Much downhill"]
    assert any(
        "may be its result" in line.text and "Cadence" in line.text for line in lines_of(data)
    )


def test_at_most_six_suspects_are_drawn_and_at_least_three():
    many = [replace(NAMED, name=str(n), label=str(n)) for n in range(9)]
    assert len(drawn_causes(many)) == 6
    assert len(drawn_causes([replace(UNKNOWN, label=str(n)) for n in range(9)])) == 3


PICTURE = Conditions(
    fits=tuple(
        Fit(name, name, "what", Interval(0.1, 0.2, 0.4), ("stairs",), (), ("TAUNTONLIT",))
        for name in ("first", "second", "third", "fourth", "fifth")
    ),
    ask=None,
    ask_text=None,
    notes=("Many things hurt here.",),
)


def test_the_picture_of_conditions_is_there_only_where_it_is_switched_on():
    off = " ".join(line.text for line in lines_of(data_of()))
    assert "fifth" not in off
    data = data_of(picture=PICTURE)
    figure = blocks_of(data, Ranges)[0]
    assert [row.label for row in figure.rows] == ["first", "second", "third", "fourth"]
    assert figure.rows[0].numbers == ("about 20 of 100 (10 to 40)",)
    assert "not a diagnosis" in figure.legend
    assert any("fifth 20 (10 to 40)" in line.text for line in lines_of(data))


@pytest.mark.parametrize(
    ("born", "band"),
    [(2016, "under 13"), (2010, "13–17"), (2000, "18–29"), (1985, "40–49"), (1930, "80 or over")],
)
def test_the_age_is_a_band(born, band):
    head = document(data_of(history_of(facts={"birth_year": str(born)})))[0]
    assert ("Age", band) in head.facts
    assert str(born) not in str(head)


def test_relief_that_was_not_logged_is_not_said_to_be_none():
    said = " ".join(line.text for line in lines_of(data_of()))
    assert "not the same as none used" in said


def test_nothing_recorded_is_not_said_above_runs_under_a_painkiller():
    runs = [(95, 5.0, {"painkiller_before": True}), (97, 5.0, {"painkiller_before": True})]
    said = " ".join(line.text for line in lines_of(data_of(history_of(runs))))
    assert "2 runs under a painkiller or gel" in said
    assert "No ice, gel or painkiller is recorded" not in said


def test_gels_are_told_by_product_with_days_and_grams():
    log = [("gel", 95, 4.0), ("gel", 96, None), ("gel", 97, 0.0), ("painkiller", 95, 1.0)]
    said = " ".join(line.text for line in lines_of(data_of(history_of(log=log))))
    assert "Gel, product not recorded: 2 days, – in all." in said
    assert "Painkiller or gel on 1 day, last on 10 Apr 2026." in said


def test_what_is_said_to_rest_on_a_study_is_in_the_sources():
    data = data_of(picture=PICTURE)
    *before, _, sources = document(data)
    keys = {key for block in before for key in keys_of(block)}
    listed = {line.text.partition(":")[0] for line in sources.lines}
    assert keys == listed


@given(st.text())
def test_cleaned_text_can_be_broken_and_hides_nothing(text):
    shown = clean(text)
    assert clean(shown) == shown or "\u200b" in shown
    for word in shown.replace("\u200b", " ").split():
        assert len(word) <= LONGEST_WORD
    assert "\n" not in shown
    assert "\u202e" not in shown


@given(st.text(), st.integers(1, 200))
def test_typed_text_is_one_line_of_a_known_length(text, most):
    line = typed(text, most)
    assert len(line) <= most
    assert "\n" not in line


def test_every_block_becomes_json():
    import json

    json.dumps(encoded(document(data_of(picture=PICTURE, name="Eva"))))


def test_the_side_of_the_ranking_is_the_knee_of_the_title():
    head = document(data_of(ranking=ranking_of(NAMED, side=Side.RIGHT)))[0]
    assert head.title.endswith("right knee")
    assert NOW.date() == data_of().today
