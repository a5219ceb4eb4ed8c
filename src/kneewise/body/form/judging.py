"""From the track of a runner to the form: refusals first, then strides, then measures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from kneewise.body.form.answer import Form, Measured, Strike
from kneewise.body.form.curves import curves_of
from kneewise.body.form.errors import errors
from kneewise.body.form.events import alternating, strides_of
from kneewise.body.form.filtering import (
    even,
    longest_stretch,
    rate_hz,
    smooth,
    without_slips,
)
from kneewise.body.form.gait import Gait, leg_length_px, near_side
from kneewise.body.form.level import ASKEW_DEG, askew_deg, turned
from kneewise.body.form.measure import FormMeasure, all_measures
from kneewise.body.form.pace import FASTEST_RUN_SPM, SLOWEST_RUN_SPM, Pace, pace_of, slow_motion
from kneewise.body.form.track import Track
from kneewise.body.form.view import facing, recognise
from kneewise.body.form.watching import Watched
from kneewise.model.diary import Side
from kneewise.model.effect import Z90, Interval
from kneewise.model.errors import ClipError
from kneewise.model.form import View
from kneewise.model.words import say

PACKAGE = "kneewise.body.form"

LEAST_STRIDES = 10
"""Of both feet together a clip must hold ten strides; below, the steps of a few seconds pass for
the runner (VANHOOREN2023 and others average at least as many)."""

LEAST_A_SIDE = 4
"""A side with fewer strides has no value of its own (our choice)."""

LEAST_ALTERNATING = 0.8
SMALLEST_LEG_PX = 60
STILL = 0.004
"""The background may go by this share of the width in a tenth of a second: a hand that holds a
phone still shakes less, one that follows a runner goes 5 to 50 times as far (our choice)."""

REARFOOT_DEG = 6.0
"""Toes up against the flat foot by more at strike: on the heel (our choice, between rearfoot
strikes of some 12 to 20° and forefoot strikes below 0°)."""


def judge(watched: Watched, view: View | None = None, slow: float | None = None) -> Form:
    """The form of a clip. `view` and `slow` are what was said; what wasn't is recognised.

    Raises ClipError with the one reason why nothing is measured.
    """
    if watched.track is None:
        raise ClipError(say(PACKAGE, "refuse.nobody"))
    if watched.moved is not None and watched.moved > STILL:
        raise ClipError(say(PACKAGE, "refuse.camera_moves"))
    track = longest_stretch(without_slips(watched.track))
    if len(track.times_s) < 24:
        raise ClipError(say(PACKAGE, "refuse.nobody"))
    form = judge_track(track, view, slow)
    notes = list(form.notes)
    if watched.others:
        notes.append("note.others")
    if not watched.whole:
        notes.append("note.cut_short")
    elif watched.clip.frames is not None and watched.looked < 0.9 * watched.clip.frames:
        notes.append("note.first_part")
    return replace(form, others=watched.others, notes=tuple(notes))


@dataclass(frozen=True, slots=True)
class Seen:
    """A track with its strides: `slow` is how many times slower than life it plays."""

    gait: Gait
    slow: float


def strides_seen(track: Track, view: View | None = None, slow: float | None = None) -> Seen:
    """The strides of one person's track without gaps. Raises ClipError for what is no running."""
    raw = even(track)
    leg_px = leg_length_px(raw)
    if leg_px < SMALLEST_LEG_PX:
        raise ClipError(say(PACKAGE, "refuse.far", leg=f"{leg_px:.0f}"))
    if turned(raw):
        raise ClipError(say(PACKAGE, "refuse.turned"))
    found = _view(raw, view)
    pace = pace_of(raw, leg_px)
    slowed = slow_motion(pace) if slow is None else slow
    spm = _running(pace, slowed, said=slow is not None)
    return Seen(_with_strides(smooth(raw.slowed(slowed)), found, spm), slowed)


def judge_track(track: Track, view: View | None = None, slow: float | None = None) -> Form:
    """The form of one person's track without gaps. Raises ClipError."""
    seen = strides_seen(track, view, slow)
    gait = seen.gait
    measured = tuple(line for measure in all_measures() for line in _measured(gait, measure))
    return Form(
        view=gait.view,
        seconds=float(gait.track.times_s[-1]),
        fps=rate_hz(gait.track),
        slow=seen.slow,
        slow_found=slow is None and seen.slow != 1,
        strides=len(gait.strides),
        near=gait.near,
        others=0,
        measured=measured,
        curves=curves_of(gait),
        strike=_strike(measured, gait.near),
        notes=_notes(gait.track, gait.view, said=view),
    )


def _view(track: Track, said: View | None) -> View:
    found = recognise(track)
    if found is None:
        raise ClipError(say(PACKAGE, "refuse.slant"))
    if said is not None and found is not said:
        there, here = say(PACKAGE, f"view.{said}"), say(PACKAGE, f"view.{found}")
        raise ClipError(say(PACKAGE, "refuse.other_view", said=there, here=here, name=found))
    return found


def _running(pace: Pace, slow: float, *, said: bool) -> float:
    """Steps a minute in real time. Raises ClipError for what is no running."""
    if pace.steps_spm is None:
        raise ClipError(say(PACKAGE, "refuse.no_steps"))
    spm = slow * pace.steps_spm
    if not pace.runs:
        raise ClipError(say(PACKAGE, "refuse.walking", steps=f"{spm:.0f}"))
    if not SLOWEST_RUN_SPM <= spm <= FASTEST_RUN_SPM:
        sentence = "cadence_said" if said else "fast" if spm > FASTEST_RUN_SPM else "cadence"
        raise ClipError(say(PACKAGE, f"refuse.{sentence}", steps=f"{spm:.0f}", slow=f"{slow:g}"))
    return spm


def _with_strides(track: Track, view: View, spm: float) -> Gait:
    aside = view is View.SIDE
    bare = Gait(
        track,
        view,
        facing(track) if aside else 1,
        near_side(track) if aside else None,
        leg_length_px(track),
        (),
    )
    strides = strides_of(bare, 120.0 / spm)
    if len(strides) < LEAST_STRIDES:
        raise ClipError(say(PACKAGE, "refuse.too_short", strides=len(strides), least=LEAST_STRIDES))
    if alternating(strides) < LEAST_ALTERNATING:
        raise ClipError(say(PACKAGE, "refuse.mixed_up"))
    gait = Gait(track, view, bare.facing, bare.near, bare.leg_px, strides)
    if (tilt := abs(askew_deg(gait))) > ASKEW_DEG:
        raise ClipError(say(PACKAGE, "refuse.askew", tilt=f"{tilt:.0f}"))
    return gait


def per_stride(gait: Gait, measure: FormMeasure, side: Side | None) -> list[float]:
    """The values of one measure, stride by stride; of one foot, or of all for None."""
    mine = [stride for stride in gait.strides if side is None or stride.side is side]
    values = [measure.of(gait, stride) for stride in mine]
    return [value for value in values if value is not None and np.isfinite(value)]


def _measured(gait: Gait, measure: FormMeasure) -> list[Measured]:
    if gait.view not in measure.views:
        return []
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if measure.sided else (None,)
    found = []
    for side in sides:
        values = per_stride(gait, measure, side)
        if len(values) >= LEAST_A_SIDE:
            found.append(_line(gait, measure, side, values))
    return found


def _line(gait: Gait, measure: FormMeasure, side: Side | None, values: list[float]) -> Measured:
    error = errors()[gait.view, measure.name]
    within = float(np.std(values, ddof=1)) / sqrt(len(values))
    middle = float(np.mean(values)) - error.bias
    half = Z90 * sqrt(error.spread**2 + within**2)
    return Measured(
        measure.name,
        side,
        Interval(middle - half, middle, middle + half),
        again=sqrt(error.again**2 + within**2),
        strides=len(values),
        source=error.source,
    )


def _strike(measured: tuple[Measured, ...], near: Side | None) -> Strike | None:
    line = next((m for m in measured if m.name == "foot_strike_deg" and m.side is near), None)
    if line is None:
        return None
    if line.value.low > REARFOOT_DEG:
        return Strike.REARFOOT
    return Strike.FORWARD if line.value.high < REARFOOT_DEG else Strike.UNCLEAR


def _notes(track: Track, view: View, *, said: View | None) -> tuple[str, ...]:
    notes = []
    if rate_hz(track) < 45:
        notes.append("note.few_fps")
    if said is None:
        notes.append("note.view_found")
    if view is View.SIDE:
        notes.append("note.near_leg")
    return tuple(notes)
