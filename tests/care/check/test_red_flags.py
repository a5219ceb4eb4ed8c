"""Every row of SAFETY.md's table of red flags: the sign raises it, the nearest other does not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.care.check.answering import days_ago, raised, screen

from kneewise.care.check import all_flags, all_questions
from kneewise.model.advice import Urgency

U = Urgency
HURTS = {"pain": "yes"}
INNER = HURTS | {"site": "inside-joint-line"}
REPLACED = {"knee_operation": "joint-replacement", "knee_operation_on": "2020-01-01"}
UNWELL = all_questions()["unwell"].options
STEROID = {"injection": "steroid", "injection_tendon": "no"}


@dataclass
class Row:
    """One row: its flag and urgency, what raises it, and what comes nearest without doing so."""

    name: str
    flag: str
    urgency: Urgency
    raises: list[dict]
    not_yet: list[dict]
    sources: set[str] = field(default_factory=set)


TWO_SIGNS = [
    {a: "yes", b: "yes"}
    for a, b in [
        ("warm", "red"),
        ("warm", "swollen"),
        ("warm", "stiff"),
        ("red", "swollen"),
        ("red", "stiff"),
        ("swollen", "stiff"),
    ]
]
ONE_SIGN = [{key: "yes"} for key in ("warm", "red", "swollen", "stiff")]
RISKS = [
    REPLACED,
    {"knee_operation": "other", "knee_operation_on": days_ago(360)},
    STEROID | {"injection_on": days_ago(80)},
    {"skin": "wound-bite-thorn"},
    {"skin": "ulcer"},
    {"drugs": "immunosuppressant"},
    {"health": "weak-immune-system"},
    {"health": "diabetes"},
    {"health": "iv-drugs"},
    {"health": "alcohol-dependence"},
    {"health": "rheumatoid-arthritis"},
]
CLOT_RISKS = [
    *({"calf_risk": risk} for risk in ("journey", "surgery-or-cast", "bed", "previous-clot")),
    {"pregnancy": "pregnant"},
    {"pregnancy": "gave-birth", "birth_on": days_ago(80)},
    {"drugs": "pill-or-hrt"},
    {"health": "cancer-ever"},
    {"age": 61},
    {"knee_operation": "other", "knee_operation_on": days_ago(80)},
]

ROWS = [
    Row("two of hot, red, swollen, not bending", "hot_joint", U.EMERGENCY_TODAY,
        TWO_SIGNS, ONE_SIGN, {"BSR2006", "COUDERC2015"}),
    Row("swelling with fever, shivering or feeling ill", "swollen_and_ill", U.EMERGENCY_TODAY,
        [{"swollen": "yes", "unwell": sign} for sign in UNWELL],
        [{"swollen": "yes"}, {"unwell": "fever"}]),
    Row("swelling or warmth with a risk", "swollen_at_risk", U.EMERGENCY_TODAY,
        [{sign: "yes"} | risk for sign in ("swollen", "warm") for risk in RISKS],
        [*RISKS, {"swollen": "yes"},
         {"swollen": "yes", "knee_operation": "other", "knee_operation_on": days_ago(400)},
         {"swollen": "yes", "injection_on": days_ago(100)} | STEROID], {"BSR2006"}),
    Row("child with fever and a painful knee", "child_fever", U.EMERGENCY_TODAY,
        [HURTS | {"age": 15, "unwell": "fever"}],
        [HURTS | {"age": 19, "unwell": "fever"}, HURTS | {"age": 15}], {"RCHT"}),
    Row("can't take four steps or move the knee", "cant_walk_or_move", U.EMERGENCY_TODAY,
        [{"unable": "four-steps"}, {"unable": "move-knee"}], [HURTS | {"limp": "yes"}],
        {"NHSCORN", "GCARE"}),
    Row("out of place, out of shape, jumped out, height, crash", "out_of_place",
        U.EMERGENCY_NUMBER,
        [{"injury": kind} for kind in ("out-of-place", "out-of-shape", "jumped-out-and-back",
                                       "fall-from-height", "crash")],
        [{"injury": "blow-or-fall"}, {"injury": "kneecap-slipped-and-back"}], {"BOYCE2015"}),
    Row("injury and swollen within four hours, or tense", "fast_swelling", U.EMERGENCY_TODAY,
        [{"injury": "twist", "swollen": "yes", "swelling_speed": "within-4-hours"},
         {"injury": "twist", "swollen": "yes", "tense": "yes"},
         {"swollen": "yes", "tense": "yes"}],
        [{"injury": "twist", "swollen": "yes"}], {"NHSKNEE", "NHSCORN"}),
    Row("spreading red skin", "spreading_red_skin", U.TODAY,
        [{"skin": "spreading-red"}], [{"skin": "wound-bite-thorn"}, {"red": "yes"}]),
    Row("swollen with tick country, rash, urethritis or gout", "swollen_tick_rash_gout",
        U.WITHIN_48H,
        [{"swollen": "yes", "swelling_context": what}
         for what in ("tick-country", "rash", "urethritis", "gout")],
        [{"swollen": "yes"}], {"GPNLYME"}),
    Row("the same, hot", "swollen_tick_rash_gout", U.TODAY,
        [{"swollen": "yes", "warm": "yes", "swelling_context": "gout"}], [{"warm": "yes"}]),
    Row("groin pain on weight", "groin", U.TODAY,
        [{"groin": "yes"}], [HURTS | {"site": "thigh-above"}], {"ROBERTSON2017"}),
    Row("can't raise the straight leg; pop and can't extend", "extensor", U.EMERGENCY_TODAY,
        [{"extensor": "cant-raise-leg"}, {"extensor": "pop-and-cant-straighten"}],
        [{"injury": "pop"}], {"GCARE"}),
    Row("true lock", "true_lock", U.WITHIN_72H,
        [{"locked": "yes"}], [HURTS | {"feel": "catching"}], {"GCARE"}),
    Row("true lock under 18", "true_lock", U.EMERGENCY_TODAY,
        [{"locked": "yes", "age": 16}], [{"age": 16}], {"RCH"}),
    Row("pop or twist with swelling or giving way; kneecap slipped", "twist", U.WITHIN_48H,
        [{"injury": kind, sign: "yes"} for kind in ("pop", "twist")
         for sign in ("swollen", "giving_way")]
        + [{"injury": "kneecap-slipped-and-back"}],
        [{"injury": "twist"}, {"injury": "blow-or-fall", "swollen": "yes"}]),
    Row("trauma and any Ottawa item", "ottawa", U.TODAY,
        [{"injury": "blow-or-fall", item: "yes"}
         for item in ("tender_kneecap", "tender_fibula", "bend_90", "weight_twice")]
        + [{"injury": "twist", "age": 55}],
        [{"injury": "blow-or-fall"}, {"tender_kneecap": "yes"}, {"age": 55},
         {"injury": "twist", "age": 50}], {"BACHMANN2004"}),
    Row("giving way", "giving_way", U.WITHIN_2_WEEKS,
        [{"giving_way": "yes"}], [HURTS | {"feel": "catching"}]),
    Row("swelling without trauma, not hot", "swelling", U.WITHIN_1_WEEK,
        [{"swollen": "yes"}], [HURTS | {"swelling_next_day": "no"}]),
    Row("one calf swollen, or calf pain with warmth or a risk", "clot", U.TODAY,
        [{"calf": "newly-swollen"}, {"calf": "pain,warm"},
         *({"calf": "pain"} | risk for risk in CLOT_RISKS)],
        [{"calf": "pain"}, *CLOT_RISKS,
         {"calf": "pain", "pregnancy": "gave-birth", "birth_on": days_ago(100)}],
        {"NG158", "NHSDVT"}),
    Row("tense limb, pain out of proportion, numb, cold or pale foot", "limb",
        U.EMERGENCY_NUMBER,
        [{"limb": sign} for sign in ("tense-limb", "pain-out-of-proportion", "numb",
                                     "cold-or-pale-foot")],
        [{"calf": "pain"}, {"sensation": "yes"}]),
    Row("back or leg pain and any sign of the cauda equina", "back", U.EMERGENCY_NUMBER,
        [{"back": sign} for sign in ("saddle-numbness", "bladder-bowel-sexual",
                                     "weak-or-numb-legs", "both-legs")],
        [HURTS | {"feel": "numbness-or-thigh"}], {"GIRFTCES"}),
    Row("chest pain, breathless, fainting", "chest", U.EMERGENCY_NUMBER,
        [{"chest": sign} for sign in ("chest-pain", "breathless", "fainting")],
        [{"unwell": "flu"}]),
    Row("muscle pain with weakness, or dark urine, after a hard run", "muscle_breakdown",
        U.EMERGENCY_TODAY,
        [{"muscle": "severe-with-weakness-or-swelling"}, {"muscle": "dark-urine"}],
        [{"calf": "pain"}], {"RHABDO2016"}),
    Row("fever, flu-like illness", "fever", U.ROUTINE,
        [{"unwell": sign} for sign in UNWELL],
        [HURTS], {"WALSH2011"}),
    Row("ill on day 4", "fever", U.WITHIN_48H,
        [{"unwell": "flu", "ill_days": 4}], [{"ill_days": 4}], {"WALSH2011"}),
    Row("subchondral insufficiency: 50, or weak bone, and inner pain", "subchondral",
        U.WITHIN_1_WEEK,
        [INNER | who | sign
         for who in ({"age": 50}, {"health": "osteoporosis"}, {"drugs": "bone-weakening"},
                     {"drugs": "steroids"})
         for sign in ({"onset": "sudden"}, {"rest_night": "night"}, {"limp": "yes"})],
        [INNER | {"age": 50}, INNER | {"age": 48, "onset": "sudden"},
         HURTS | {"age": 50, "onset": "sudden"}], {"SIFK2021"}),
    Row("anticoagulant or bleeding disorder with swelling or trauma", "bleeding", U.TODAY,
        [who | sign for who in ({"drugs": "anticoagulant"}, {"health": "bleeding-disorder"})
         for sign in ({"swollen": "yes"}, {"injury": "blow-or-fall"})],
        [{"drugs": "anticoagulant"} | HURTS, {"swollen": "yes"}], {"NHSAC"}),
    Row("fluoroquinolone with pain, swelling, weakness or tingling", "fluoroquinolone", U.TODAY,
        [{"drugs": "fluoroquinolone"} | sign
         for sign in ({"quinolone_signs": "yes"}, HURTS, {"swollen": "yes"}, {"calf": "pain"})],
        [{"drugs": "fluoroquinolone"}, HURTS], {"MHRAFQ2024"}),
    Row("cancer ever with rest, night or growing pain", "cancer_and_bone_pain",
        U.WITHIN_1_WEEK,
        [{"health": "cancer-ever", "rest_night": sign} for sign in ("rest", "night", "growing")],
        [{"health": "cancer-ever"} | HURTS, {"rest_night": "night"}]),
    Row("under 25, unexplained bone pain or swelling", "young_bone", U.WITHIN_48H,
        [{"age": 24, "bone": sign} for sign in ("focal-pain", "lump-or-swelling")],
        [{"age": 26, "bone": "focal-pain"}, {"age": 24} | HURTS], {"NG12"}),
    Row("focal bone pain, night or rest pain, remembered hop pain, earlier bone stress injury",
        "bone_stress", U.WITHIN_1_WEEK,
        [{"bone": "focal-pain"}, {"rest_night": "night"}, {"rest_night": "rest"},
         HURTS | {"hop": "yes"}, HURTS | {"bone_history": "one"}],
        [HURTS, {"bone_history": "one"}, {"rest_night": "growing"}], {"NIVA2006", "AFP2007"}),
    Row("new inner pain in three months or after a load jump, not easing", "bone_stress",
        U.WITHIN_1_WEEK,
        [INNER | {key: "yes", "easing": "not-easing"} for key in ("started", "load_jump")],
        [INNER | {"started": "yes", "easing": "easing"}, INNER | {"easing": "not-easing"},
         HURTS | {"started": "yes", "easing": "not-easing"}]),
    Row("foot drop", "foot_drop", U.EMERGENCY_TODAY, [{"foot_drop": "yes"}], [{"limp": "yes"}]),
    Row("morning stiffness over 30 min, or several joints", "inflamed_joints", U.WITHIN_1_WEEK,
        [{"morning": sign} for sign in ("over-30-minutes", "several-joints",
                                        "psoriasis-eye-bowel")],
        [HURTS | {"when": "morning"}]),
    Row("night pain with loss, or a lump", "night_and_loss_or_lump", U.WITHIN_1_WEEK,
        [{"rest_night": "night", "loss_or_lump": "unwanted-loss"}, {"loss_or_lump": "lump"}],
        [{"rest_night": "night"}, {"loss_or_lump": "unwanted-loss"}]),
    Row("no better after 2-4 weeks of managed load", "no_better", U.ROUTINE,
        [HURTS | {"not_better": "yes"}], [HURTS]),
    # the profile's rows that route
    Row("after an injection: rising pain or heat, or heat with swelling or illness",
        "after_injection", U.EMERGENCY_TODAY,
        [STEROID | {"injection_reaction": "yes"},
         *(STEROID | {"warm": "yes", "unwell": sign} for sign in UNWELL),
         STEROID | {"warm": "yes", "swollen": "yes"}],
        [STEROID, STEROID | {"warm": "yes"}], {"BSR2006"}),
    Row("replaced joint: new pain, warmth or wound at any age of it", "replaced_joint", U.TODAY,
        [REPLACED | sign for sign in (HURTS, {"warm": "yes"}, {"skin": "wound-bite-thorn"})],
        [REPLACED, HURTS | {"knee_operation": "other"}], {"PJI2022"}),
    Row("reduced feeling: warm swollen foot or knee", "numb_and_swollen", U.TODAY,
        [{"sensation": "yes"} | sign for sign in
         ({"foot_warm_swollen": "yes"}, {"warm": "yes"}, {"swollen": "yes"})],
        [{"sensation": "yes"}, {"warm": "yes"}]),
    Row("under 18: limp, hip rotation, night pain, no weight, lock, lump, unwell", "child_signs",
        U.TODAY,
        [HURTS | {"age": 15} | sign for sign in
         ({"limp": "yes"}, {"hip_rotation": "yes"}, {"rest_night": "night"},
          {"unable": "four-steps"}, {"locked": "yes"}, {"bone": "lump-or-swelling"},
          {"unwell": "ill"})],
        [HURTS | {"age": 15}, HURTS | {"age": 20, "limp": "yes"}],
        {"PECK2017", "RCHT", "RCH"}),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_sign_raises_it_as_soon_as_the_row_says(row):
    for said in row.raises:
        found = {flag.flag: flag for flag in screen(**said).flags}
        assert row.flag in found, said
        assert found[row.flag].urgency is row.urgency, said
        assert set(found[row.flag].advice.sources) >= row.sources


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_comes_nearest_does_not_raise_it(row):
    for said in row.not_yet:
        found = {(f.flag, f.urgency) for f in screen(**said).flags}
        assert (row.flag, row.urgency) not in found, said


def test_every_red_flag_has_a_row_here():
    kept = {"kept_sign", "kept_bone"}  # of deleted answers; their rows are those they stand for
    from_answers = {flag.id for flag in all_flags()} - {"long_pain"} - kept
    assert {row.flag for row in ROWS} == from_answers


def test_somebody_with_nothing_to_tell_raises_nothing_and_is_screened():
    found = screen()
    assert found.flags == ()
    assert found.gates == ()
    assert found.complete


ZERO_TOLERANCE = [
    {"bone": "focal-pain"},
    {"groin": "yes"},
    HURTS | {"hop": "yes"},
    {"bone_history": "one"},
    {"energy": "fainting"},
    {"periods": "none-3-months"},
    {"rest_night": "night"},
    {"rest_night": "rest"},
    {"swollen": "yes"},
    {"locked": "yes"},
    {"knee_operation": "other", "knee_operation_on": days_ago(90)},
    STEROID | {"injection_on": days_ago(5)},
    {"sensation": "yes"},
]


@pytest.mark.parametrize("said", ZERO_TOLERANCE, ids=str)
def test_any_pain_is_red_with(said):
    assert screen(**said).zero_tolerance


def test_ordinary_pain_around_the_kneecap_is_not_zero_tolerance():
    assert not screen(pain="yes", easing="easing").zero_tolerance


def test_only_the_rows_that_send_to_a_clinician_although_green_let_running_go_on():
    going_on = {
        flag.flag
        for row in ROWS
        for said in row.raises
        for flag in screen(**said).flags
        if not flag.stops
    }
    assert going_on == {"no_better"}


def test_a_swollen_knee_with_a_clot_sign_raises_both():
    assert {"swelling", "clot"} <= raised(swollen="yes", calf="newly-swollen")


LEAVE = {
    "swollen_at_risk": ({"warm": "yes", "health": "diabetes"}, "leftover antibiotics"),
    "replaced_joint": (HURTS | REPLACED, "leftover antibiotics"),
    "out_of_place": ({"injury": "out-of-place"}, "push it back"),
    "clot": ({"calf": "newly-swollen"}, "No score is used"),
    "limb": ({"limb": "numb"}, "No ice, and don't raise the leg"),
    "chest": ({"chest": "fainting"}, "Nothing else here matters"),
    "muscle_breakdown": ({"muscle": "dark-urine"}, "No gel and no tablet"),
    "bone_stress": ({"bone": "focal-pain"}, "Don't hop"),
    "groin": ({"groin": "yes"}, "Don't hop"),
}


@pytest.mark.parametrize("flag", LEAVE)
def test_what_must_not_be_done_is_said_with_it(flag):
    said, words = LEAVE[flag]
    (found,) = [f for f in screen(**said).flags if f.flag == flag]
    assert any(words in line for line in found.advice.do)


def test_a_negative_ottawa_is_never_shown_as_clearance():
    for age in (16, 30):
        shown = " ".join(
            (f.advice.verdict + f.advice.because)
            for f in screen(age=age, injury="blow-or-fall").flags
        )
        assert "no X-ray" not in shown
        assert "rule" not in shown
    (flag,) = [f for f in screen(injury="twist", bend_90="yes").flags if f.flag == "ottawa"]
    assert "would not have cleared it" in flag.advice.verdict
