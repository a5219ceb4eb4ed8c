"""Runners as they come to a clinic, written for these tests; what was found, or who must see them.

`story` is for the reader; `said` what the runner answers beside all clear. `condition` is what
a clinician found; `flags` the red flags that must be raised.
"""

from __future__ import annotations

from dataclasses import dataclass

SORE = {"pain": "yes", "easing": "easing"}


@dataclass(frozen=True)
class Vignette:
    """One runner."""

    story: str
    said: dict
    condition: str | None = None
    flags: frozenset[str] = frozenset()


def fits(condition: str, story: str, **said: object) -> Vignette:
    return Vignette(story, SORE | said, condition=condition)


def routed(story: str, *flags: str, **said: object) -> Vignette:
    return Vignette(story, SORE | said, flags=frozenset(flags))


CONDITIONS = [
    fits("patellofemoral", "26, half marathons, dull ache behind the kneecap on stairs and films",
         age=26, site="front-behind-kneecap", pain_kind="dull", when="stairs-down,long-sitting",
         course="builds"),
    fits("patellofemoral", "33, ten weeks into couch-to-5k, sore around the kneecap downhill",
         age=33, site="around-kneecap", started="yes", when="downhill,squat", load_jump="yes"),
    fits("patellofemoral", "41, trail runner, points at the whole front, squats hurt, creaks",
         age=41, site="front", when="squat,stairs-up,stairs-down", feel="creaking"),
    fits("patellofemoral", "29, can't place it, knee aches after desk days and long descents",
         age=29, site="diffuse", when="long-sitting,downhill,stairs-down", pain_kind="dull"),
    fits("itb", "31, sharp outer pain from kilometre 6 on, always, worse downhill",
         age=31, site="outside-above", pain_kind="sharp", when="downhill,during-run",
         course="same-distance"),
    fits("itb", "47, outer side, begins after half an hour, walking is fine",
         age=47, site="outside", course="same-distance", when="during-run"),
    fits("itb", "24, marathon build-up, burning at the outer joint line on descents",
         age=24, site="outside-joint-line", when="downhill", course="same-distance"),
    fits("medial_meniscus", "52, inner joint line, turning on it catches, full next day",
         age=52, site="inside-joint-line", when="twisting,squat", feel="catching",
         swelling_next_day="yes"),
    fits("medial_meniscus", "46, began to jog last autumn, inner joint line in deep bends",
         age=46, site="inside-joint-line", when="squat,twisting", pain_kind="sharp"),
    fits("patellar_tendon", "22, sprints and jumps, one finger below the kneecap, warms up",
         age=26, site="front-lower-pole", when="jumping-or-sprinting", course="warms-up",
         feel="one-finger"),
    fits("patellar_tendon", "38, speed work, sore lower pole on the morning after",
         age=38, site="front-lower-pole", when="morning,jumping-or-sprinting", course="warms-up"),
    fits("arthrosis", "61, stiff for ten minutes, creaks, aches all over the knee",
         age=59, site="diffuse", pain_kind="stiff", when="morning,stairs-down", feel="creaking",
         swelling_next_day="yes"),
    fits("arthrosis", "57, inner joint line and stiffness after rest, thirty years of running",
         age=57, site="inside-joint-line", pain_kind="stiff", when="morning", feel="creaking"),
    fits("pes", "44, sore a hand's breadth below the inner joint line, one spot",
         age=44, site="inside-below", feel="one-finger", when="stairs-up"),
    fits("mcl", "35, knee pushed inward at football, inner side sore since",
         age=35, site="inside-joint-line", when="twisting", pain_kind="sharp"),
    fits("plica", "27, snapping at the inner edge of the kneecap on bending",
         age=27, site="inside-kneecap-edge", feel="snapping,catching", when="squat"),
    fits("fat_pad", "30, beside the tendon, worst when the knee is pressed straight",
         age=30, site="front-beside-tendon", when="full-straightening"),
    fits("quadriceps_tendon", "49, heavy squats and hills, above the kneecap, warms up",
         age=49, site="front-upper-pole", course="warms-up", when="squat,stairs-up"),
    fits("referred", "55, front of the thigh and knee, numb patch, back trouble",
         age=49, site="thigh-above", feel="numbness-or-thigh", pain_kind="dull"),
]  # fmt: skip

RED_FLAGS = [
    routed("58, knee hot, fat and stiff since yesterday, no fever", "hot_joint",
           age=58, warm="yes", swollen="yes", stiff="yes", site="diffuse"),
    routed("34, two weeks after a cortisone injection, heat rising on day three, shivering",
           "after_injection", "swollen_at_risk", age=34, injection="steroid",
           injection_on="2026-06-05", injection_tendon="no", injection_reaction="yes",
           warm="yes", unwell="shivering", site="diffuse"),
    routed("39, stumbled on a root, ballooned within two hours", "fast_swelling", "twist",
           age=39, injury="twist,pop", swollen="yes", swelling_speed="within-4-hours",
           site="diffuse"),
    routed("28, knee shifted out on a landing and slid back, walks on it", "out_of_place",
           age=28, injury="jumped-out-and-back", site="diffuse"),
    routed("45, fell on the kneecap, can't lift the straight leg", "extensor", "ottawa",
           age=45, injury="blow-or-fall", extensor="cant-raise-leg", tender_kneecap="yes",
           site="front-upper-pole"),
    routed("19, inner knee gets stuck half bent since a twist", "true_lock",
           age=21, injury="twist", locked="yes", site="inside-joint-line"),
    routed("25, ten weeks of running, inner shin sore at night, not easing", "bone_stress",
           age=25, started="yes", rest_night="night", site="inside-below", easing="not-easing"),
    routed("23, no period for five months, one sore spot on the shin plateau", "bone_stress",
           "young_bone", age=23, periods="none-3-months", bone="focal-pain", site="inside-below"),
    routed("37, marathon in three weeks, ache in the groin on every step", "groin",
           age=37, groin="yes", site="thigh-above"),
    routed("64, sudden inner pain on a walk, limps, bad nights", "subchondral", "bone_stress",
           age=64, onset="sudden", limp="yes", rest_night="night", site="inside"),
    routed("42, home from a ten-hour flight, one calf sore", "clot",
           age=42, calf="pain", calf_risk="journey", site="back"),
    routed("30, first obstacle race on Sunday, thighs swollen and weak, cola urine",
           "muscle_breakdown", age=30, muscle="severe-with-weakness-or-swelling,dark-urine",
           site="thigh-above"),
    routed("36, back pain, both legs tingle, can't feel the saddle", "back",
           age=36, back="saddle-numbness,both-legs", site="back"),
    routed("13, limps for two weeks, knee sore, hip hurts to turn", "child_signs",
           age=14, limp="yes", hip_rotation="yes", site="front"),
    routed("50, course of ciprofloxacin in spring, tendons sore now", "fluoroquinolone",
           age=48, drugs="fluoroquinolone", quinolone_signs="yes", site="front-lower-pole"),
    routed("68, on a blood thinner, knee swelled after gardening", "bleeding", "swelling",
           age=68, drugs="anticoagulant", swollen="yes", site="diffuse"),
    routed("33, camped in the woods last summer, knee fat but hardly sore",
           "swollen_tick_rash_gout", age=33, swollen="yes", swelling_context="tick-country",
           site="diffuse"),
    routed("66, knee replaced nine years ago, new ache and warmth", "replaced_joint",
           "swollen_at_risk", age=66, knee_operation="joint-replacement",
           knee_operation_on="2017-03-01", warm="yes", site="diffuse"),
]  # fmt: skip
