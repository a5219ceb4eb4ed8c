"""How causes are called: one by its label, those that can't be told apart together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.causes.names import label_of, named, others_of
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict

TOLD = (CauseVerdict.NAMED, CauseVerdict.NOT_SEPARABLE)


def cause(name: str, verdict: CauseVerdict, *apart_from: str, label: str | None = None):
    """A suspect that can't be told apart from others."""
    return RankedCause(
        name=name,
        label=label or name.capitalize(),
        verdict=verdict,
        unit="a step",
        prior=Interval(0.9, 1.0, 1.6),
        effect=None,
        probability=None,
        learnt=None,
        contribution=None,
        sources=(),
        inseparable_from=apart_from,
    )


def ranking(*causes: RankedCause) -> Ranking:
    """An answer with these suspects."""
    none = (None, None, None)
    return Ranking(RankingVerdict.NAMED, *none, 40, 8, 48, None, (), causes)


def test_what_is_named_is_told_in_the_order_of_the_answer():
    found = named(ranking(cause("b", CauseVerdict.NAMED), cause("a", CauseVerdict.NAMED)))
    assert found == "B; A"


def test_a_group_that_cannot_be_told_apart_is_told_once_and_as_such():
    told = CauseVerdict.NOT_SEPARABLE
    found = named(
        ranking(
            cause("descent", told, "hard_surface", label="Much downhill"),
            cause("spike", CauseVerdict.NAMED),
            cause("hard_surface", told, "descent", label="Hard ground"),
        )
    )
    assert found == "Much downhill or Hard ground, which can't be told apart; Spike"


def test_three_that_cannot_be_told_apart_are_all_told():
    told = CauseVerdict.NOT_SEPARABLE
    found = named(ranking(cause("a", told, "b", "c"), cause("b", told, "a", "c")))
    assert found == "A, B or c, which can't be told apart"


@pytest.mark.parametrize("verdict", [one for one in CauseVerdict if one not in TOLD])
def test_nothing_else_is_named(verdict):
    assert named(ranking(cause("a", verdict, "b"))) == ""


@given(
    st.lists(
        st.tuples(st.sampled_from(list(CauseVerdict)), st.sets(st.sampled_from("abcdef"))),
        min_size=1,
        max_size=6,
    )
)
def test_names_are_told_wherever_there_is_something_to_name(drawn):
    causes = [
        cause(name, verdict, *sorted(apart_from - {name}))
        for name, (verdict, apart_from) in zip("abcdef", drawn, strict=False)
    ]
    found = named(ranking(*causes))
    told = [one for one in causes if one.verdict in TOLD]
    assert bool(found) == bool(told)
    assert all(one.label in found for one in told)


def test_a_cause_is_called_by_its_label_and_a_foreign_one_by_its_name():
    one = cause("descent", CauseVerdict.NOT_SEPARABLE, "hard_surface", "my_own_cause")
    assert label_of("hard_surface") == "Hard ground"
    assert others_of(one) == "Hard ground, my own cause"
