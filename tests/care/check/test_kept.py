"""Deleting a sensitive answer clears nothing, and what stays names no illness (SAFETY.md)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care.check.answering import NOW, TODAY, ago, answer, answers, days_ago

from kneewise.care.check import all_flags, all_questions, provocation_barred, screening
from kneewise.care.check.gate import ACTIONS
from kneewise.care.check.kept import UNNAMED, is_kept, what_stays
from kneewise.model.advice import BONE_STRESS_LINE, Clearing, Screening, SymptomAnswer, Urgency
from kneewise.model.runner import RunnerProfile

NOBODY = RunnerProfile()
SENSITIVE = [q.key for q in all_questions().values() if q.sensitive]
INNER = {"pain": "yes", "site": "inside", "easing": "easing"}
RAISING = [
    ("health", {"health": "diabetes", "warm": "yes"}, "swollen_at_risk"),
    ("health", {"health": "cancer-ever", "calf": "pain"}, "clot"),
    ("health", {"health": "osteoporosis", "onset": "sudden"} | INNER, "subchondral"),
    ("health", {"health": "bleeding-disorder", "swollen": "yes"}, "kept_sign"),
    ("health", {"health": "cancer-ever", "rest_night": "growing"}, "kept_bone"),
    ("drugs", {"drugs": "anticoagulant", "injury": "blow-or-fall"}, "kept_sign"),
    ("drugs", {"drugs": "fluoroquinolone", "calf": "pain"}, "kept_sign"),
    ("drugs", {"drugs": "immunosuppressant", "swollen": "yes"}, "swollen_at_risk"),
    ("pregnancy", {"pregnancy": "pregnant", "calf": "pain"}, "clot"),
]
ILLNESSES = {
    word
    for key in SENSITIVE
    for option in all_questions()[key].options
    for word in option.split("-")
    if len(word) > 4
} | {"blood thinner", "antibiotic", "pregnan", "birth"}


def forget(said: list[SymptomAnswer], key: str, clearings=()) -> list[SymptomAnswer]:
    """The answers after those to one question were deleted."""
    left = [one for one in said if one.key != key]
    before, after = (screening(some, clearings, NOBODY, TODAY) for some in (said, left))
    return [*left, *what_stays(before, after, NOW, "me")]


def flags(found: Screening) -> dict[str, Urgency]:
    return {flag.flag: flag.urgency for flag in found.flags}


@pytest.mark.parametrize(("key", "said", "kept"), RAISING, ids=str)
def test_a_flag_outlives_the_answer_it_rested_on_as_urgent_as_it_was(key, said, kept):
    told = answers(ago(3), **said)
    before = screening(told, (), NOBODY, TODAY)
    gone = next(f for f in before.flags if UNNAMED.get(f.flag, f.flag) == kept)
    after = [*forget(told, key), answer(key, "none")]
    found = next(f for f in screening(after, (), NOBODY, TODAY).flags if f.flag == kept)
    assert found.urgency is gone.urgency
    assert found.since == gone.since
    assert found.stops
    assert any("deleted" in line for line in found.advice.do)


@pytest.mark.parametrize(("key", "said", "kept"), RAISING, ids=str)
def test_what_stays_names_no_illness(key, said, kept):
    told = answers(ago(3), **said)
    for one in filter(is_kept, forget(told, key)):
        assert not [word for word in ILLNESSES if word in f"{one.key} {one.value}"]
    found = screening(forget(told, key), (), NOBODY, TODAY)
    shown = [f for f in found.flags if f.flag == kept]
    for advice in (*(f.advice for f in shown), *(g.advice for g in found.gates)):
        text = f"{advice.verdict} {advice.because}".lower()
        assert not [word for word in ILLNESSES - {"bone", "weakening"} if word in text]


GATED = [
    ("energy", {"energy": "fainting"}, {"increase", "ladder", "experiment"}),
    ("periods", {"periods": "none-3-months"}, {"increase", "ladder", "experiment"}),
    ("pregnancy", {"pregnancy": "pregnant"}, {"increase", "ladder", "gel", "experiment"}),
    (
        "pelvic",
        {"pregnancy": "gave-birth", "birth_on": days_ago(200), "pelvic": "yes"},
        {"running", "green", "plan", "gel"},
    ),
]


@pytest.mark.parametrize(("key", "said", "forbids"), GATED, ids=str)
def test_a_gate_outlives_its_answer_without_its_name(key, said, forbids):
    after = [
        *forget(answers(ago(3), **said), key),
        answer(key, "no" if key == "pelvic" else "none"),
    ]
    gates = {gate.gate: gate for gate in screening(after, (), NOBODY, TODAY).gates}
    assert gates["kept"].forbids >= forbids
    assert gates["kept"].until is None


def test_a_gate_that_ends_by_itself_ends_after_its_answer_was_deleted_as_well():
    born = {"pregnancy": "gave-birth", "birth_on": days_ago(10), "pelvic": "no"}
    told = answers(ago(3), **born)
    (before,) = screening(told, (), NOBODY, TODAY).gates
    after = [*forget(told, "pregnancy"), answer("pregnancy", "none")]
    (kept,) = screening(after, (), NOBODY, TODAY).gates
    assert (kept.gate, kept.until) == ("kept", before.until)


def test_any_pain_stays_red_where_it_was():
    after = forget(answers(ago(3), energy="fainting"), "energy")
    assert screening([*after, answer("energy", "none")], (), NOBODY, TODAY).zero_tolerance


def test_no_provocation_is_asked_for_after_a_deletion_that_left_something():
    after = [*forget(answers(ago(3), energy="fainting"), "energy"), answer("energy", "none")]
    assert "kept" in provocation_barred(after, NOBODY, TODAY)


def seen(flag: str, profession: str = "doctor") -> Clearing:
    return Clearing(flag, TODAY, profession, "infection", sign_absent=True, entered_at=NOW)


@pytest.mark.parametrize("profession", ["doctor", "physiotherapist"])
def test_only_a_doctor_s_entry_ends_what_stays(profession):
    told = answers(ago(3), warm="yes", health="diabetes", energy="fainting")
    after = [*forget(forget(told, "health"), "energy"), answer("health", "none")]
    clearings = [seen("swollen_at_risk", profession), seen("kept", profession)]
    found = screening([*after, answer("energy", "none")], clearings, NOBODY, TODAY)
    left = {*flags(found), *(gate.gate for gate in found.gates)}
    assert left == (set() if profession == "doctor" else {"swollen_at_risk", "kept"})


BONY = {
    "pain": "yes",
    "site": "inside-kneecap-edge",
    "load_jump": "yes",
    "easing": "easing",
    "energy": "low-bmi",
}


@pytest.mark.parametrize("name", ["kept", "kept_bone", "bone_stress"])
def test_a_doctor_s_entry_ends_what_was_kept_of_bone(name):
    left = [*forget(answers(ago(3), **BONY), "energy"), answer("energy", "none")]
    before, other, after = (
        screening(left, entry, NOBODY, TODAY).p_bone_stress or 0.0
        for entry in ((), [seen(name, "physiotherapist")], [seen(name)])
    )
    assert before == other >= BONE_STRESS_LINE > after


def test_what_was_kept_of_bone_alone_holds_the_gate_that_can_be_cleared():
    entry = [seen("low_energy")]
    told = answers(ago(3), **BONY)
    left = [*forget(told, "energy", entry), answer("energy", "none")]
    found = screening(left, entry, NOBODY, TODAY)
    (gate,) = found.gates
    assert (gate.gate, gate.forbids, gate.zero_tolerance) == ("kept", frozenset(), True)
    assert found.zero_tolerance
    cleared = screening(left, [*entry, seen("kept")], NOBODY, TODAY)
    assert (cleared.gates, cleared.zero_tolerance) == ((), False)


def test_what_was_cleared_before_does_not_come_back():
    told = answers(ago(3), warm="yes", health="diabetes")
    after = forget(told, "health", [seen("swollen_at_risk")])
    assert not [one for one in after if is_kept(one)]


def test_a_deletion_that_lifts_nothing_leaves_nothing():
    for key in SENSITIVE:
        assert not [one for one in forget(answers(ago(3)), key) if is_kept(one)]


def test_a_flag_that_rests_on_two_answers_is_kept_once_the_second_goes():
    both = {"drugs": "anticoagulant", "health": "bleeding-disorder", "swollen": "yes"}
    after = forget(answers(ago(3), **both), "drugs")
    assert not [one for one in after if is_kept(one)]
    last = [*forget(after, "health"), answer("health", "none"), answer("drugs", "none")]
    assert "kept_sign" in flags(screening(last, (), NOBODY, TODAY))


def test_every_flag_that_names_an_illness_has_a_stand_in():
    ids = {flag.id for flag in all_flags()}
    assert set(UNNAMED) | set(UNNAMED.values()) <= ids


# --- the law -------------------------------------------------------------------------------------

SIGNS = [q.key for q in all_questions().values() if q.required and q.kind in {"yes_no", "many"}]


@st.composite
def positive(draw: st.DrawFn) -> SymptomAnswer:
    key = draw(st.sampled_from([*SENSITIVE, *SIGNS]))
    question = all_questions()[key]
    day = ago(draw(st.integers(0, 40)))
    if question.kind == "date":
        return answer(key, days_ago(draw(st.integers(0, 300))), day)
    options = question.options or ("yes", "no")
    return answer(key, draw(st.sampled_from(options)), day)


def allowed(found: Screening) -> set[str]:
    """What the rooms that ask the screening may still allow."""
    if any(flag.stops for flag in found.flags):
        return set()
    return {act for act in ACTIONS if not found.forbidden(act, TODAY)} | (
        set() if found.zero_tolerance else {"pain"}
    )


@settings(max_examples=80)
@given(
    st.lists(positive(), max_size=8), st.lists(st.sampled_from(SENSITIVE), min_size=1, max_size=3)
)
def test_deleting_answers_and_denying_them_after_never_makes_it_laxer(more, keys):
    told = [*answers(ago(41)), *more]
    before = screening(told, (), NOBODY, TODAY)
    for key in keys:
        told = forget(told, key)
    nos = [one for one in answers() if one.key in keys and one.value in {"no", "none"}]
    after = screening([*told, *nos], (), NOBODY, TODAY)
    assert allowed(after) <= allowed(before)
    rank, left = tuple(Urgency).index, flags(after)
    for name, soon in flags(before).items():
        stays = name if name in left else UNNAMED[name]
        assert rank(left[stays]) <= rank(soon)
