from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.relief import (
    PACKAGE,
    PRODUCTS,
    QUESTIONS,
    GelAnswers,
    Offer,
    answers_from,
    gel_advice,
    gel_use,
    next_question,
    product_of,
)
from kneewise.care.relief.questions import Asked
from kneewise.care.relief.rule import all_rules
from kneewise.evidence import studies
from kneewise.model.advice import (
    Advice,
    Basis,
    RaisedFlag,
    RaisedGate,
    Screening,
    Urgency,
)
from kneewise.model.diary import LogEntry
from kneewise.model.errors import UsageError
from kneewise.model.words import CLASSES, load_words

TODAY = date(2026, 5, 20)
HARD_NO = [q.key for q in QUESTIONS if q.asked is Asked.HARD_NO]
PHARMACIST = [q.key for q in QUESTIONS if q.asked is Asked.PHARMACIST]
ALL_NO = dict.fromkeys([*HARD_NO, *PHARMACIST], False)
CLEAR = GelAnswers(country="DE", youngest=35, oldest=35, said=ALL_NO)
SCREENED = Screening()
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)
SINCE = datetime(2026, 5, 1, tzinfo=UTC)
FLAG = RaisedFlag(flag="any", urgency=Urgency.WITHIN_2_WEEKS, advice=SAID, since=SINCE)


def gel(days_ago: int, grams: float | None = 2.0, name: str = "diclofenac-2.32") -> LogEntry:
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    return LogEntry(kind="gel", at=at, day=day, value=grams, note=name)


def shown(answers=CLEAR, screening: Screening | None = SCREENED, log=()) -> tuple[str, ...]:
    answer = gel_advice(answers, screening, log, TODAY)
    assert bool(answer.products) == (answer.offer is Offer.SHOWN)
    return tuple(product.name for product in answer.products)


def saying(**said: bool | None) -> GelAnswers:
    return replace(CLEAR, said={**ALL_NO, **said})


def test_a_screened_adult_with_nothing_against_it_sees_the_gels_with_their_limits():
    answer = gel_advice(CLEAR, SCREENED, (), TODAY)
    assert {p.name: p.limit_g for p in answer.products} == {
        "diclofenac-2.32": 8.0,
        "diclofenac-1.16": 16.0,
        "ibuprofen-10": 4.0,
        "ibuprofen-5": 7.5,
    }
    assert {p.left_g for p in answer.products} == {8.0, 16.0, 4.0, 7.5}


def test_ketoprofen_is_never_shown_and_said_so():
    assert "ketoprofen" not in shown()
    facts = gel_advice(CLEAR, SCREENED, (), TODAY).facts
    assert any("Ketoprofen gel is never shown" in fact.because for fact in facts)


def test_what_speaks_for_a_gel_is_told_only_where_one_may_be_shown():
    told = [fact.because for fact in gel_advice(GelAnswers(), SCREENED, (), TODAY).facts]
    assert not any("78 %" in line or "naproxen" in line for line in told)
    told = [fact.because for fact in gel_advice(CLEAR, SCREENED, (), TODAY).facts]
    assert any("78 %" in line for line in told)
    assert any("No trial of a gel" in line for line in told)


def test_the_country_is_asked_first_and_then_the_age():
    assert next_question(GelAnswers(), SCREENED, (), TODAY) == "country"
    assert next_question(GelAnswers(country="DE"), SCREENED, (), TODAY) == "age"


@pytest.mark.parametrize("country", ["US", "us", "USA", "PR"])
def test_under_the_us_label_none_is_offered(country):
    code = answers_from({"country": country}, TODAY).country
    assert shown(replace(CLEAR, country=code)) == ()


@pytest.mark.parametrize("country", ["", "XX", "Germany", "unknown"])
def test_a_country_that_is_none_is_unknown_and_shows_nothing(country):
    code = answers_from({"country": country}, TODAY).country
    answer = gel_advice(replace(CLEAR, country=code), SCREENED, (), TODAY)
    assert answer.offer is Offer.NOT_SHOWN
    assert answer.open_questions == ("country",)


@pytest.mark.parametrize(("youngest", "oldest"), [(17, 17), (17, 18), (12, 12), (None, None)])
def test_adults_only(youngest, oldest):
    assert shown(replace(CLEAR, youngest=youngest, oldest=oldest)) == ()


def test_the_year_of_birth_alone_gives_the_age_that_is_stricter():
    assert answers_from({}, TODAY, birth_year=2008).youngest == 17
    assert answers_from({}, TODAY, birth_year=1966).oldest == 60
    assert answers_from({"age": "44"}, TODAY, birth_year=2008).youngest == 44


@pytest.mark.parametrize("key", HARD_NO)
def test_each_hard_no_shows_nothing(key):
    assert shown(saying(**{key: True})) == ()


@pytest.mark.parametrize("key", PHARMACIST)
def test_these_medicines_send_to_a_pharmacist_first(key):
    answer = gel_advice(saying(**{key: True}), SCREENED, (), TODAY)
    assert answer.offer is Offer.PHARMACIST_FIRST
    assert not answer.products


def test_from_60_a_pharmacist_comes_first():
    answer = gel_advice(replace(CLEAR, youngest=60, oldest=60), SCREENED, (), TODAY)
    assert answer.offer is Offer.PHARMACIST_FIRST
    assert shown(replace(CLEAR, youngest=59, oldest=59))


@pytest.mark.parametrize("key", [*HARD_NO, *PHARMACIST])
def test_one_unknown_answer_shows_nothing(key):
    answer = gel_advice(saying(**{key: None}), SCREENED, (), TODAY)
    assert answer.offer is Offer.NOT_SHOWN
    assert answer.open_questions == (key,)


@pytest.mark.parametrize(
    "screening",
    [
        None,
        Screening(unanswered=("fever",)),
        Screening(overdue=("operation",)),
        Screening(flags=(FLAG,)),
        Screening(p_bone_stress=0.05),
        Screening(gates=(RaisedGate("pregnant", SAID, frozenset({"gel"})),)),
    ],
)
def test_not_screened_a_red_flag_a_gate_or_a_suspected_bone_injury_shows_nothing(screening):
    assert shown(screening=screening) == ()


def test_a_gate_that_is_over_no_longer_forbids():
    gate = RaisedGate("old", SAID, frozenset({"gel"}), until=TODAY - timedelta(days=1))
    assert shown(screening=Screening(gates=(gate,)))


def test_nothing_is_asked_once_something_forbids():
    assert next_question(GelAnswers(), Screening(flags=(FLAG,)), (), TODAY) is None
    assert next_question(GelAnswers(country="US"), SCREENED, (), TODAY) is None


def test_three_days_warn_and_seven_stop():
    three = gel_advice(CLEAR, SCREENED, [gel(d) for d in (1, 2, 3)], TODAY)
    assert three.offer is Offer.SHOWN
    assert three.use.warn
    assert any("3 days of gel by now" in reason.because for reason in three.reasons)
    two = gel_advice(CLEAR, SCREENED, [gel(d) for d in (1, 2)], TODAY)
    assert not two.use.warn
    assert shown(log=[gel(d) for d in range(1, 7)])
    assert shown(log=[gel(d) for d in range(1, 8)]) == ()


def test_a_free_day_does_not_begin_a_new_course():
    assert shown(log=[gel(d) for d in (1, 2, 3, 5, 6, 8, 14)]) == ()


def test_a_course_ends_after_a_week_without():
    log = [gel(d) for d in range(8, 14)]
    assert gel_use(log, TODAY).course_days == 0
    assert gel_use([gel(d) for d in range(7, 13)], TODAY).course_days == 6


def test_ten_days_in_any_thirty_are_the_end():
    log = [gel(d) for d in (*range(8, 14), *range(22, 26))]
    assert gel_use(log, TODAY).course_days < 7
    assert gel_use(log, TODAY).days_of_30 == 10
    assert shown(log=log) == ()


def test_one_counter_over_all_gels():
    names = ["diclofenac-2.32", "ibuprofen-5", "ketoprofen", "Voltaren from the drawer", None]
    log = [gel(d, name=names[d % 5]) for d in range(1, 8)]
    assert gel_use(log, TODAY).stop


def test_two_uses_of_one_day_are_one_day():
    assert gel_use([gel(1), gel(1), gel(2)], TODAY).course_days == 2


def test_what_was_used_today_is_taken_off_and_no_second_gel_is_shown():
    answer = gel_advice(CLEAR, SCREENED, [gel(0, 3.0)], TODAY)
    assert [(p.name, p.left_g) for p in answer.products] == [("diclofenac-2.32", 5.0)]


@pytest.mark.parametrize("entry", [gel(0, 8.0), gel(0, None), gel(0, 1.0, "ketoprofen")])
def test_a_full_or_unknown_amount_today_shows_nothing_more(entry):
    assert shown(log=[entry]) == ()


def test_every_limit_of_use_is_told():
    told = " ".join(advice.because for advice in gel_advice(CLEAR, SCREENED, (), TODAY).how)
    for word in ("authority", "sun", "2 weeks after", "flames", "heat pad", "Never to make a run"):
        assert word in told


def test_nobody_is_told_how_before_it_is_shown():
    assert gel_advice(GelAnswers(), SCREENED, (), TODAY).how == ()


def test_a_key_or_answer_that_is_none_is_refused():
    with pytest.raises(UsageError):
        answers_from({"shoe_size": "44"}, TODAY)
    with pytest.raises(UsageError):
        answers_from({"kidney": "perhaps"}, TODAY)
    with pytest.raises(UsageError):
        answers_from({"age": "old"}, TODAY)
    with pytest.raises(UsageError):
        product_of("snake oil")


_LESS = {Offer.NOT_SHOWN: 0, Offer.PHARMACIST_FIRST: 1, Offer.SHOWN: 2}
_answers = st.builds(
    GelAnswers,
    country=st.sampled_from(["DE", "US", None]),
    youngest=st.sampled_from([16, 30, 61]),
    oldest=st.sampled_from([30, 61, None]),
    said=st.fixed_dictionaries(
        {k: st.sampled_from([False, False, False, True, None]) for k in ALL_NO}
    ),
)
_screenings = st.sampled_from([None, SCREENED, Screening(flags=(FLAG,)), Screening(overdue=("x",))])
_logs = st.lists(
    st.builds(
        gel,
        st.integers(0, 40),
        st.sampled_from([2.0, 4.0, None]),
        st.sampled_from([p.name for p in PRODUCTS]),
    ),
    max_size=12,
)


def _left(answers, screening, log) -> dict[str, float]:
    answer = gel_advice(answers, screening, log, TODAY)
    return {product.name: product.left_g for product in answer.products}


def _never_more(before: dict[str, float], after: dict[str, float]) -> None:
    assert set(after) <= set(before)
    assert all(after[name] <= before[name] for name in after)


@given(_answers, _screenings, _logs, st.sampled_from([*HARD_NO, *PHARMACIST]))
def test_one_more_contraindication_never_shows_more(answers, screening, log, key):
    worse = replace(answers, said={**answers.said, key: True})
    if answers.said[key] is None:
        answers = replace(answers, said={**answers.said, key: False})
    before = gel_advice(answers, screening, log, TODAY).offer
    assert _LESS[gel_advice(worse, screening, log, TODAY).offer] <= _LESS[before]
    _never_more(_left(answers, screening, log), _left(worse, screening, log))


@given(_logs, st.integers(0, 40), st.sampled_from([p.name for p in PRODUCTS]))
def test_one_more_use_never_shows_more(log, days_ago, name):
    more = [*log, gel(days_ago, 1.0, name)]
    _never_more(_left(CLEAR, SCREENED, log), _left(CLEAR, SCREENED, more))
    before, after = gel_use(log, TODAY), gel_use(more, TODAY)
    assert after.course_days >= before.course_days
    assert after.days_of_30 >= before.days_of_30


@given(_answers, _screenings, _logs, st.sampled_from(sorted(ALL_NO)))
def test_an_unknown_answer_never_allows(answers, screening, log, key):
    unknown = replace(answers, said={**answers.said, key: None})
    assert gel_advice(unknown, screening, log, TODAY).offer is Offer.NOT_SHOWN


def test_every_rule_is_found_named_as_its_file_and_every_question_has_one():
    assert {rule.name for rule in all_rules()} == {
        "age",
        "country",
        "days_of_use",
        "must_not",
        "pharmacist_first",
        "screened",
    }
    asked = [key for rule in all_rules() for key in rule.asks]
    assert sorted(asked) == sorted(question.key for question in QUESTIONS)


def test_every_sentence_has_a_class_and_known_sources_and_no_forbidden_word():
    for sentence in load_words(PACKAGE).values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        if sentence.kind in {"finding", "guideline"}:
            assert sentence.sources, sentence.id
        forbidden = r"\b(you have|the cause is|will prevent|safe to run|cures?|heals?)\b"
        assert not re.search(forbidden, sentence.text.lower()), sentence.id


def test_what_stops_or_asks_has_its_sentences():
    words = load_words(PACKAGE)
    for question in QUESTIONS:
        assert words[f"ask.{question.key}"].text.endswith("?")
        if question.asked is not Asked.FACT:
            kind = "no" if question.asked is Asked.HARD_NO else "pharmacist"
            assert words[f"{kind}.{question.key}"].kind in {"precaution", "guideline"}
    for product in PRODUCTS:
        assert f"product.{product.name}" in words
        assert f"product.{product.name}.{'how' if product.shown else 'never'}" in words
