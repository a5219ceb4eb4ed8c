"""The PDF as a clinician gets it: what stands where, and that nothing typed changes it."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest
from tests.builders import DAY_0, history_of, logged, rated
from tests.care.check.answering import answers
from tests.exports.report.report_data import NAMED, NOW, STOP, data_of, loaded, pages, ranking_of

from kneewise.care.check import screening
from kneewise.exports.report import PACKAGE, report_pdf
from kneewise.model.advice import Clearing, Screening
from kneewise.model.diary import Side
from kneewise.model.errors import KneewiseError
from kneewise.model.ranking import CauseVerdict, RankingVerdict
from kneewise.model.run import Shoe
from kneewise.model.score import ScoreEntry

HOSTILE = [
    '#panic("x") *bold* _it_ $x^2$ `raw` <label> @key // comment \\ ] ] }',
    '#import "@preview/cetz:0.3.0"',
    "= Heading",
    "x" * 3000,
    "word " * 600,
    "Läufer 👟👩‍👩‍👧 跑鞋",
    "حذاء שלום \u202eevil\u2066",
    "two\nlines\tand\0nul\x1b[31m",
    "\ud800 lone surrogate",
    "",
    '{"kind": "Notice"}',
]
CLEARING = Clearing(
    flag="giving_way",
    on=NOW.date(),
    profession="physiotherapist",
    excluded="ligament tear",
    sign_absent=True,
    entered_at=NOW,
    side=Side.LEFT,
)


def busy(**more):
    """A runner with a bit of everything."""
    runs = [(day, 5.0 + day % 3, {"shoe": 1, "pain": day % 5}) for day in range(2, 99, 3)]
    history = history_of(
        runs,
        shoes=[Shoe(1, "Blue", midsole="soft")],
        log=[("gel", 95, 4.0), ("painkiller", 95, 1.0), ("ice", 94, 10.0)],
        episodes=[(60, None)],
        facts={"birth_year": "1985"},
    )
    return loaded(replace(history, **more))


def test_an_empty_home_makes_a_whole_report():
    found = pages(data_of(ranking=ranking_of(rated_runs=0, painful_runs=0, unexplained=None)))
    text = " ".join(found)
    assert len(found) <= 4
    assert "not recorded" in text
    assert "Nothing was recorded in these weeks" in text
    assert "No score is recorded" in text
    assert "No clearing is logged" in found[0]


def test_a_full_one_has_four_pages_at_most_and_numbers_them():
    half = dict.fromkeys(("stairs_down", "squatting", "walking", "running_flat", "sport"), 4)
    scores = [
        ScoreEntry(Side.LEFT, DAY_0 + timedelta(days=10 * n), half | {"pain_run": 9 - n}, NOW)
        for n in range(9)
    ]
    found = pages(data_of(busy(), scores=scores, clearings=(CLEARING,)))
    assert 2 <= len(found) <= 4
    for number, page in enumerate(found, start=1):
        assert f"page {number} / {len(found)}" in page
        assert "not a diagnosis" in page


def test_a_red_flag_and_a_clearing_stand_on_the_first_page_before_all_else():
    data = data_of(busy(), screening=Screening(flags=(STOP,)), clearings=(CLEARING,))
    first = pages(data)[0]
    assert "Within 72 hours" in first
    assert "A knee that gets stuck." in first
    assert "Denied later" in first
    assert "seen on 15 Apr 2026 by physiotherapist; excluded: ligament tear; sign absent" in first
    assert first.index("Red flag, true lock") < first.index("Cleared, giving way")
    assert first.index("Cleared, giving way") < first.index("In short")


def test_open_questions_stand_there_too():
    data = data_of(screening=Screening(unanswered=("warm", "locked"), overdue=("pregnancy",)))
    first = pages(data)[0]
    assert "Not screened: 2 questions open (warm, locked)" in first
    assert "Not asked in the last 90 days: pregnancy" in first


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_a_runner_typed_is_text_and_nothing_else(typed):
    history = busy(shoes={1: Shoe(1, typed, kind=typed)}, log=(gel_named(typed),))
    data = data_of(history, name=typed, clearings=(replace(CLEARING, excluded=typed),))
    plain = data_of(busy(), name="Eva", clearings=(CLEARING,))
    found = pages(data)
    assert len(found) <= len(pages(plain)) + 1
    assert "In short" in found[0]
    assert "Sources" in " ".join(found)


def gel_named(typed: str):
    return replace(logged("gel", 95, 4.0), note=typed)


def test_markup_is_printed_as_it_was_typed():
    name = '#panic("x") *bold* $x$ @key'
    assert name in pages(data_of(name=name))[0]


def test_turned_directions_and_control_marks_are_left_out():
    content = report_pdf(data_of(name="a\u202eb\u2066c"))
    assert content == report_pdf(data_of(name="abc"))


def test_no_name_stands_on_it_unless_it_is_given():
    assert "not named" in pages(data_of())[0]
    assert "Eva Muster" in pages(data_of(name="Eva Muster"))[0]


def test_the_same_data_make_the_same_bytes():
    data = data_of(busy(), name="Eva")
    assert len({hashlib.sha256(report_pdf(data)).hexdigest() for _ in range(3)}) == 1


def test_every_key_that_is_printed_is_listed_with_its_citation():
    text = " ".join(pages(data_of(busy(), screening=Screening(flags=(STOP,)))))
    before, _, sources = text.rpartition("Sources")
    keys = set(re.findall(r"\b[A-Z]{4,}(?:20|19)\d\d[A-Z]*\b|\bGCARE\b", before))
    assert {"VANHOOREN2024", "FRANDSEN2025", "GCARE", "COLLINS2013"} <= keys
    for key in keys:
        assert re.search(rf"{key}: \w", sources), key


def test_weight_is_never_mentioned_even_with_low_energy():
    said = answers(at=NOW, energy="loss-5-percent", periods="fewer-than-9")
    found = screening(said, (), history_of().runner, NOW.date())
    first, *rest = pages(data_of(busy(), screening=found))
    assert "Gate, signs of too little energy" in first
    text = " ".join([first, *rest]).lower()
    assert "weight" not in text
    assert "bmi" not in text


def test_nothing_is_fetched_and_no_file_is_read_by_the_template():
    template = files(PACKAGE).joinpath("report.typ").read_text(encoding="utf-8")
    for reads in ("#import", "#include", "@preview", "read(", "image(", "plugin(", "eval("):
        assert reads not in template, reads


def test_without_typst_the_install_line_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(KneewiseError, match=r"typst.*pip install 'kneewise\[report\]'") as raised:
        report_pdf(data_of())
    assert raised.value.exit_code == 6


def test_ratings_without_runs_are_drawn_too():
    history = history_of(ratings=[rated(None, day, day % 4) for day in range(80, 99)])
    assert "no run recorded" in pages(data_of(history))[0]


def test_what_cannot_be_told_apart_is_named_together_wherever_something_is_named():
    told = {"verdict": CauseVerdict.NOT_SEPARABLE}
    group = (
        replace(NAMED, **told, inseparable_from=("hard_surface",)),
        replace(
            NAMED,
            **told,
            name="hard_surface",
            label="Hard ground",
            inseparable_from=("descent",),
        ),
    )
    ranking = ranking_of(*group, verdict=RankingVerdict.NAMED)
    text = " ".join(pages(data_of(busy(), ranking=ranking)))
    assert text.count("did: Much downhill or Hard ground, which can't be told apart.") == 2
    assert "can't be separated from Hard ground" in text


def test_a_named_cause_is_told_as_what_followed_and_never_as_the_cause():
    text = " ".join(pages(data_of(busy(), ranking=ranking_of(NAMED)))).lower()
    assert "painful runs followed this more often" in text
    for never in ("you have", "the cause is", "caused", "will prevent", "safe to run"):
        assert never not in text
