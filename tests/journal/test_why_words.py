"""The sentences of an answer: chosen once, the same for every front end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.evidence.calibration import calibration
from kneewise.journal.why_words import SHOWN, first_fits, why_view
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict

WIDE = Interval(0.9, 1.0, 1.6)


def cause(name: str, verdict: CauseVerdict = CauseVerdict.CANT_TELL, **more: object) -> RankedCause:
    """A suspect of that name."""
    known = {
        "label": name.replace("_", " "),
        "unit": "a step",
        "prior": WIDE,
        "effect": None,
        "probability": 0.2,
        "learnt": 0.0,
        "contribution": None,
        "sources": ("FRANDSEN2025",),
    }
    return RankedCause(name=name, verdict=verdict, **(known | more))


def ranking(*causes: RankedCause, **more: object) -> Ranking:
    """An answer with these suspects."""
    known = {
        "verdict": RankingVerdict.CANT_TELL,
        "side": None,
        "episode": None,
        "index_run": None,
        "rated_runs": 10,
        "painful_runs": 2,
        "at_risk_runs": 5,
        "unexplained": None,
        "next": (),
    }
    return Ranking(causes=causes, **(known | more))


def test_what_cannot_be_separated_stands_as_one_with_a_row_each():
    told = CauseVerdict.NOT_SEPARABLE
    view = why_view(
        ranking(
            cause("descent"),
            cause("novel_shoe", told, inseparable_from=("intensity",)),
            cause("intensity", told, inseparable_from=("novel_shoe",)),
        )
    )
    (one,) = view.suspects
    assert one.names == ("novel_shoe", "intensity")
    assert [row.label for row in one.rows] == ["novel shoe", "intensity"]
    assert "go together" in one.verdict


def test_what_cannot_be_separated_stands_in_the_sentence_that_names():
    told = CauseVerdict.NOT_SEPARABLE
    view = why_view(
        ranking(
            cause("novel_shoe", told, inseparable_from=("intensity",)),
            cause("intensity", told, inseparable_from=("novel_shoe",)),
            verdict=RankingVerdict.NAMED,
        )
    )
    assert "did: novel shoe or intensity, which can't be told apart." in view.overall


def test_a_group_whose_members_have_two_verdicts_is_not_one():
    view = why_view(
        ranking(
            cause("novel_shoe", CauseVerdict.SUSPECTED, inseparable_from=("intensity",)),
            cause("intensity", CauseVerdict.NAMED, inseparable_from=("novel_shoe",)),
        )
    )
    assert [len(suspect.rows) for suspect in view.suspects] == [1, 1]


def test_a_group_has_its_share_of_the_painful_run_once():
    told = CauseVerdict.NOT_SEPARABLE
    share = Interval(0.1, 0.3, 0.5)
    view = why_view(
        ranking(
            cause("a", told, inseparable_from=("b",), contribution=share),
            cause("b", told, inseparable_from=("a",), contribution=share),
        )
    )
    assert sum("together: 30 %" in line for line in view.suspects[0].details) == 1


def test_how_many_would_have_hurt_anyway_has_its_range():
    effect = Interval(1.25, 1.64, 2.5)
    view = why_view(ranking(cause("descent", CauseVerdict.NAMED, effect=effect)))
    (line,) = view.suspects[0].anyway
    assert "about 6 of 10" in line
    assert "(4 to 8)" in line


@given(low=st.floats(0.2, 6), more=st.floats(1, 4), most=st.floats(1, 4))
def test_never_more_than_all_or_fewer_than_none_would_have_hurt_anyway(low, more, most):
    effect = Interval(low, low * more, low * more * most)
    view = why_view(ranking(cause("descent", CauseVerdict.NAMED, effect=effect)))
    for line in view.suspects[0].anyway:
        figures = [int(word.strip("()")) for word in line.split() if word.strip("()").isdigit()]
        count, ten, fewest, most_of_ten = figures
        assert 0 <= fewest <= count <= most_of_ten <= ten == 10


def test_of_what_cannot_be_told_nothing_is_said_of_runs_that_hurt_anyway():
    view = why_view(ranking(cause("descent", effect=Interval(1.0, 1.9, 3.0), probability=0.6)))
    assert view.suspects[0].anyway == ()


def test_the_own_past_stands_beside_what_was_seen():
    view = why_view(ranking(cause("descent", seen="172 m", percentile=82.4)))
    assert "82 %" in view.suspects[0].seen[1]


def test_what_goes_along_is_no_suspect():
    along = cause("cadence_fade", CauseVerdict.GOES_ALONG, seen="-2 steps per minute")
    view = why_view(ranking(cause("descent"), along))
    assert [suspect.names for suspect in view.suspects] == [("descent",)]
    assert "cadence fade" in view.goes_along[0].text


def test_no_more_suspects_in_full_than_a_screen_holds_unless_all_are_asked_for():
    many = ranking(*(cause(f"c{i}", CauseVerdict.SUSPECTED) for i in range(9)))
    assert len(why_view(many).suspects) == SHOWN
    assert sum(len(one.labels) for one in why_view(many).rest) == 9 - SHOWN
    assert len(why_view(many, every=True).suspects) == 9
    assert why_view(many, every=True).rest == ()


def test_the_change_that_would_test_it_is_said_of_what_is_suspected_alone():
    view = why_view(
        ranking(cause("descent", CauseVerdict.SUSPECTED), cause("novel_shoe", probability=0.9))
    )
    assert [len(suspect.tests) for suspect in view.suspects] == [1, 0]


def test_the_record_counts_the_runners_without_a_reason():
    lines = calibration().lines
    nulls = [line for name, line in lines.items() if name.startswith("null_")]
    said = f"of {sum(line.of for line in nulls)} runners in whom nothing was built in"
    assert len(nulls) >= 4
    assert said in why_view(ranking(cause("descent"))).record


def test_the_first_fits_name_nothing():
    known = ranking(cause("descent", effect=Interval(1.2, 1.9, 2.8)), complete=False)
    assert first_fits(known) == ("descent: ×1.9 (1.2–2.8)",)


@pytest.mark.parametrize("verdict", list(CauseVerdict))
def test_every_verdict_has_its_words(verdict):
    one = cause("descent", verdict, seen="there")
    view = why_view(replace(ranking(one), painful_runs=3), every=True)
    assert view.suspects or view.goes_along


def test_what_goes_along_is_compared_and_its_size_without_a_range_is_not_written():
    along = cause("cadence_fade", CauseVerdict.GOES_ALONG, seen="-1.81 steps", percentile=12.4)
    first = cause("balance", CauseVerdict.GOES_ALONG, seen="0.354 points")
    compared, unknown = (one.text for one in why_view(ranking(along, first)).goes_along)
    assert "12 % of your runs" in compared
    assert "too few" in unknown
    assert not {"1.81", "0.354"} & {*compared.split(), *unknown.split()}


def test_the_picture_names_what_stands_highest_with_its_range_and_verdict():
    low = cause("descent", effect=Interval(0.9, 1.2, 1.6), probability=0.6)
    high = cause("intensity", CauseVerdict.NAMED, effect=Interval(1.2, 2.0, 3.0))
    view = why_view(ranking(low, high), every=True)
    assert (
        view.finding
        == "Highest with your diary: intensity, ×2.0 (1.2–3.0); stands out in your diary."
    )


def test_where_the_diary_says_nothing_the_picture_names_what_research_holds_highest():
    more = cause("intensity", prior=Interval(1.0, 1.5, 2.0))
    view = why_view(ranking(cause("descent"), more), every=True)
    assert "nothing of these yet" in view.finding
    assert "intensity, ×1.5" in view.finding
    assert why_view(ranking()).finding is None


def test_one_rated_run_is_one_run():
    assert why_view(ranking(rated_runs=1, painful_runs=1)).counts.startswith("1 rated run, 1 of")
