"""The time line as a drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.journal.answers import RunLine
from kneewise.journal.timeline import FirstWorn, TimeLine
from kneewise.model.diary import Episode, Side
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport
from kneewise.web.drawing.timeline import TimeLineWords, draw_timeline

FIRST = date(2026, 1, 1)
WORDS = TimeLineWords(
    label="all of it",
    km="km to {:.0f}".format,
    load="load to {most}",
    pain={Side.LEFT: "left", Side.RIGHT: "right"},
    began="began",
    month=lambda day: f"{day:%b}",
    run=lambda run: f"run {run.id}",
)


def run(day: int, *, km: float | None = 5.0, **pain: int) -> RunLine:
    """A run on that day of the time line."""
    when = FIRST + timedelta(days=day)
    return RunLine(
        id=day + 1,
        day=when,
        start=datetime(when.year, when.month, when.day, 8, tzinfo=UTC),
        sport=Sport.RUNNING,
        name=None,
        km=km,
        minutes=30.0,
        knee_load_km=Interval(4.0, 5.0, 7.0) if km else None,
        pain={Side(side): value for side, value in pain.items()},
        shoe=None,
    )


def drawn(*runs: RunLine, **more: object) -> etree._Element:
    """The drawing of these runs as a tree."""
    known = {
        "first": FIRST,
        "last": FIRST + timedelta(days=90),
        "began": None,
        "episodes": (),
        "shoes": (),
        "finding": "",
    }
    return etree.fromstring(str(draw_timeline(TimeLine(runs=runs, **(known | more)), WORDS)))


def of_kind(tree: etree._Element, kind: str) -> list[etree._Element]:
    """Elements that carry a class."""
    return [e for e in tree.iter() if kind in str(e.get("class")).split()]


def test_a_run_that_was_not_rated_has_no_dot():
    tree = drawn(run(1, left=0), run(5), run(9, left=6))
    assert [e.get("class") for e in of_kind(tree, "ache")] == ["ache ache-0", "ache ache-6"]
    assert len(of_kind(tree, "km")) == 3


def test_a_knee_that_was_never_rated_has_no_strip():
    titles = {e.text for e in drawn(run(1, left=2)).iter("text")}
    assert "left" in titles
    assert "right" not in titles


def test_more_pain_stands_higher():
    low, high = of_kind(drawn(run(1, left=2), run(9, left=7)), "ache")
    assert float(high.get("cy")) < float(low.get("cy"))


def test_a_run_without_distance_has_no_bar_and_no_load():
    tree = drawn(run(1, km=None))
    assert of_kind(tree, "km") == []
    assert of_kind(tree, "load") == []


def test_the_load_of_a_run_has_its_range():
    line, dot = of_kind(drawn(run(1)), "load")
    assert float(line.get("y1")) < float(dot.get("cy")) < float(line.get("y2"))


def test_days_go_from_left_to_right():
    at = [float(e.get("x1").rstrip("%")) for e in of_kind(drawn(run(0), run(45), run(90)), "km")]
    assert at == sorted(at)
    assert 0 < at[0] < at[-1] < 100


def test_a_trouble_that_goes_on_reaches_the_end():
    episode = Episode(id=1, side=Side.LEFT, began_on=FIRST + timedelta(days=45))
    (box,) = of_kind(drawn(run(1), episodes=(episode,), began=episode.began_on), "episode")
    first, width = (float(box.get(name).rstrip("%")) for name in ("x", "width"))
    assert first + width > 98


def test_the_day_it_began_is_named():
    tree = drawn(run(1), began=FIRST + timedelta(days=40))
    assert "began" in {e.text for e in of_kind(tree, "began")}


def test_new_shoes_are_numbered_in_order():
    shoes = tuple(FirstWorn(FIRST + timedelta(days=d), d, "x") for d in (3, 30))
    assert [e.text for e in of_kind(drawn(run(1), shoes=shoes), "shoe")] == ["▾1", "▾2"]


def test_a_single_day_is_drawn():
    assert [e.get("href") for e in drawn(run(0), last=FIRST).iter("{*}a")] == ["/runs/1"]


def test_months_are_few_enough_to_be_read():
    tree = drawn(run(1), last=FIRST + timedelta(days=700))
    months = [
        e for e in tree.iter("text") if e.text in {f"{date(2026, m, 1):%b}" for m in range(1, 13)}
    ]
    assert 4 <= len(months) <= 8


def columns(tree: etree._Element) -> list[tuple[str, float, float]]:
    """Where each run's column leads, where it begins and where it ends, in per cent."""
    out = []
    for link in tree.iter("{*}a"):
        (box,) = of_kind(link, "column")
        x, width = (float(box.get(name).rstrip("%")) for name in ("x", "width"))
        out.append((link.get("href"), x, x + width))
    return out


@given(st.lists(st.integers(0, 90), min_size=1, max_size=30))
def test_every_run_has_a_column_of_its_own_that_leads_to_it(days):
    runs = [replace(run(day), id=number) for number, day in enumerate(sorted(days))]
    found = columns(drawn(*runs))
    assert [href for href, _, _ in found] == [f"/runs/{one.id}" for one in runs]
    assert all(0 <= first < last <= 100.01 for _, first, last in found)
    assert all(last <= first + 0.02 for (_, _, last), (_, first, _) in pairwise(found))


def test_a_column_holds_the_mark_of_its_run():
    found = {href: (first, last) for href, first, last in columns(drawn(run(3), run(5), run(60)))}
    for number, day in ((4, 3), (6, 5), (61, 60)):
        (mark,) = of_kind(drawn(run(day)), "km")
        first, last = found[f"/runs/{number}"]
        assert first <= float(mark.get("x1").rstrip("%")) <= last


def test_columns_say_their_run_and_stay_out_of_the_tab_order():
    (link,) = drawn(run(1, left=2)).iter("{*}a")
    assert link.get("aria-label") == "run 2"
    assert link.get("tabindex") == "-1"
