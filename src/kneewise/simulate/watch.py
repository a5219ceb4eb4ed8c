"""What a watch would have recorded of one activity: samples every few seconds, pauses, laps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.sport import Sport
from kneewise.simulate.places import Place
from kneewise.simulate.runner import Activity, RunKind

Floats = NDArray[np.float64]

STEP_M = 5.0
"""A run is moved forward in steps of this length."""

HEART_LAG_S = 40.0
REST_BPM, MAX_BPM = 52.0, 186.0
OWN_STEP = 0.985
"""Own step length against the population curve SL = 1.03 (v / 2.68)^0.58 (EVIDENCE.md 2.2)."""


@dataclass(frozen=True, slots=True)
class Tape:
    """One recorded activity: equally long columns, whole seconds after the start.

    `second` is clock time after the start (pauses included), `columns` as the watch names them,
    float64 without gaps; `pauses` are (stop, go) in the same seconds. `speed_m_s` is never 0.
    """

    second: NDArray[np.int64]
    columns: Mapping[str, Floats]
    pauses: tuple[tuple[int, int], ...]
    distance_m: float
    timer_s: float
    elapsed_s: float
    ascent_m: float | None
    descent_m: float | None


def record_activity(activity: Activity, place: Place, rng: np.random.Generator) -> Tape:
    """The tape of one activity at its place; `rng` is this activity's own."""
    if activity.sport is Sport.SWIMMING:
        return _record_swim(activity, rng)
    total_m = activity.km * 1000
    done_m = np.append(np.arange(0.0, total_m, STEP_M), total_m)
    along = place.along(done_m, total_m)
    altitude = place.altitude_at(along)
    grade = np.gradient(altitude, STEP_M) if place.outdoors and place.lap_m is None else 0 * done_m
    hilly = _effort(activity, done_m, rng) * _hill(grade)
    speed = activity.speed_m_s * (hilly * np.exp(_wander(rng, len(done_m), 0.03, 12)))
    clock = np.concatenate(([0.0], np.cumsum(np.diff(done_m) / speed[1:])))
    moving = _record_seconds(rng, float(clock[-1]), every_second=place.lap_m is not None)
    at_m = np.interp(moving, clock, done_m)
    known: dict[str, Floats] = {
        "moving_s": moving,
        "done_m": at_m,
        "speed": np.interp(at_m, done_m, speed),
        "grade": np.interp(at_m, done_m, grade),
    }
    pauses, second = _pauses(activity, moving, rng)
    columns = {
        **_positions(place, known, total_m, rng),
        **_motion(activity, known, total_m, rng),
        **_warmth(activity, moving, rng),
    }
    if activity.has_heart_rate:
        columns["heart_rate"] = _heart_rate(activity, known, rng)
    ascent_m, descent_m = _climbed(altitude) if place.outdoors else (None, None)
    return Tape(
        second=second,
        columns=columns,
        pauses=pauses,
        distance_m=float(columns["distance"][-1]),
        timer_s=float(moving[-1]),
        elapsed_s=float(second[-1]),
        ascent_m=ascent_m,
        descent_m=descent_m,
    )


def _climbed(altitude: Floats) -> tuple[float, float]:
    """Metres up and metres down, both positive."""
    steps = np.diff(altitude)
    return float(steps[steps > 0].sum()), float(-steps[steps < 0].sum())


def _effort(activity: Activity, done_m: Floats, rng: np.random.Generator) -> Floats:
    """Pace against the day's own easy pace along the run, before hills and noise."""
    total_m = done_m[-1]
    tired = 1.0 - 0.0022 * np.maximum(0.0, done_m / 1000 - 8.0)
    easing_in = 1.0 - (0.0 if activity.cold_start else 0.09) * np.exp(-done_m / 500)
    level = {RunKind.RECOVERY: 0.93, RunKind.LONG: 0.97}.get(activity.kind or RunKind.EASY, 1.0)
    effort = level * tired * easing_in
    warm_m = 300.0 if activity.cold_start else 2200.0
    cool_m = total_m - 800.0
    if activity.kind is RunKind.TEMPO:
        effort[(done_m > warm_m) & (done_m < cool_m)] *= 1.16
    if activity.kind is RunKind.INTERVALS:
        fast_m = float(rng.choice([400.0, 800.0, 1000.0]))
        phase = np.mod(done_m - warm_m, fast_m + 400.0)
        hard = (done_m > warm_m) & (done_m < cool_m)
        effort[hard] *= np.where(phase[hard] < fast_m, 1.34, 0.82)
    hurt = _hurts(activity, done_m)
    return effort * (1.0 - 0.03 * hurt)


def _hill(grade: Floats) -> Floats:
    """Slower uphill, a little faster downhill (our choice, near usual grade-adjusted pace)."""
    return np.exp(-2.9 * np.maximum(grade, 0.0) + 1.3 * np.minimum(np.maximum(-grade, 0.0), 0.08))


def _hurts(activity: Activity, done_m: Floats) -> Floats:
    if activity.pain_km is None:
        return np.zeros(len(done_m))
    return (done_m >= activity.pain_km * 1000).astype(np.float64)


def _wander(rng: np.random.Generator, length: int, spread: float, memory: int) -> Floats:
    """Noise that forgets over `memory` samples; its sd is `spread`."""
    keep = np.exp(-1.0 / memory)
    kernel = keep ** np.arange(6 * memory)
    white = rng.normal(0.0, 1.0, length + len(kernel) - 1)
    smooth = np.convolve(white, kernel, mode="valid")
    wander: Floats = smooth * (spread * np.sqrt(1 - keep**2))
    return wander


def _record_seconds(rng: np.random.Generator, end_s: float, *, every_second: bool) -> Floats:
    """Whole seconds of moving time with a sample, and the last one.

    Smart recording is one every two to four seconds; on track and treadmill the watch is set to
    one every second.
    """
    widest = 2 if every_second else 5
    steps = rng.integers(min(2, widest - 1), widest, size=int(end_s) + 2)
    seconds = np.concatenate(([0], np.cumsum(steps))).astype(np.float64)
    last = np.floor(end_s)
    return np.append(seconds[seconds < last], last)


def _pauses(
    activity: Activity, moving: Floats, rng: np.random.Generator
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.int64]]:
    """Traffic lights and drinks: the timer stands, the clock goes on."""
    second = moving.astype(np.int64)
    outside = activity.place in ("river", "fields", "town", "valley")
    wanted = int(rng.poisson(0.9)) if outside and len(moving) > 200 else 0
    places = np.sort(rng.choice(np.arange(60, len(moving) - 60), wanted, replace=False))
    found: list[tuple[int, int]] = []
    for place in places:
        length = int(rng.integers(15, 75))
        second[place + 1 :] += length
        found.append((int(second[place]), int(second[place]) + length))
    return tuple(found), second


def _positions(
    place: Place, known: Mapping[str, Floats], total_m: float, rng: np.random.Generator
) -> dict[str, Floats]:
    """Position with satellite error (about 3 m that wanders), altitude with a barometer's drift."""
    if not place.outdoors:
        return {}
    along = place.along(known["done_m"], total_m)
    latitude, longitude = place.position_at(along)
    count = len(along)
    drift = np.cumsum(rng.normal(0.0, 0.045, count)) + rng.normal(0.0, 3.0)
    return {
        "latitude_deg": latitude + _wander(rng, count, 2.7e-5, 30),
        "longitude_deg": longitude + _wander(rng, count, 4.0e-5, 30),
        "enhanced_altitude": place.altitude_at(along) + drift + rng.normal(0.0, 0.15, count),
    }


def _motion(
    activity: Activity, known: Mapping[str, Floats], total_m: float, rng: np.random.Generator
) -> dict[str, Floats]:
    count = len(known["speed"])
    scale = 1.0 + float(rng.normal(0.0, 0.006))
    speed = known["speed"] * scale
    columns = {
        "distance": known["done_m"] * scale,
        "enhanced_speed": np.maximum(0.3, speed * np.exp(_wander(rng, count, 0.012, 3))),
    }
    if activity.sport is Sport.CYCLING:
        return columns | {"cadence_spm": 2 * np.clip(82 + _wander(rng, count, 6.0, 10), 40, 115)}
    if activity.sport is Sport.WALKING:
        return columns | {"cadence_spm": 112 + _wander(rng, count, 2.0, 10)}
    return columns | _running_form(activity, known, total_m, rng)


def _running_form(
    activity: Activity, known: Mapping[str, Floats], total_m: float, rng: np.random.Generator
) -> dict[str, Floats]:
    """Cadence, step length, contact, oscillation: speed decides, the day and fatigue add."""
    speed, done = known["speed"], known["done_m"]
    count = len(speed)
    hurt = _hurts(activity, done)
    curve = 1.03 * (speed / 2.68) ** 0.58 * OWN_STEP
    day = activity.gait.step_ln + 0.10 * known["grade"] - 0.02 * hurt
    steps = 60 * speed / (curve * np.exp(day + _wander(rng, count, 0.012, 8)))
    cadence = np.clip(steps - activity.gait.fade_spm * done / total_m, 120, 225)
    step_m = 60 * speed / cadence
    late = done / total_m
    oscillation = 84 + 7 * (speed - 2.9) + 3 * late + _wander(rng, count, 2.5, 10)
    contact = 247 - 32 * (speed - 2.9) + 5 * late + _wander(rng, count, 4.0, 10)
    balance = activity.gait.balance_percent - 0.8 * hurt + _wander(rng, count, 0.6, 8)
    return {
        "cadence_spm": cadence,
        "step_length": 1000 * step_m * np.exp(rng.normal(0.0, 0.004, count)),
        "stance_time": contact,
        "stance_time_balance": balance,
        "vertical_oscillation": oscillation,
        "vertical_ratio": 0.1 * oscillation / step_m,
    }


def _warmth(activity: Activity, moving: Floats, rng: np.random.Generator) -> dict[str, Floats]:
    """The sensor on the wrist begins warm and ends a few degrees above the air."""
    air = 20.0 if activity.place == "treadmill" else activity.temperature_c
    wrist = air + 3.5 + 7.0 * np.exp(-moving / 420) + float(rng.normal(0.0, 0.5))
    return {"temperature": wrist}


def _heart_rate(
    activity: Activity, known: Mapping[str, Floats], rng: np.random.Generator
) -> Floats:
    """Follows effort (pace and climb) with a lag, drifts up with time and heat."""
    speed, moving = known["speed"], known["moving_s"]
    easy = {Sport.CYCLING: 6.6, Sport.WALKING: 2.9}.get(activity.sport, 2.9)
    load = speed / easy * np.exp(2.4 * np.clip(known["grade"], -0.1, 0.1))
    share = 0.63 + 0.62 * (load - 1.0)
    hot = 0.0016 * max(0.0, activity.temperature_c - 12.0)
    aim = share + 0.016 * moving / 1800 + hot
    begin = 0.30 if not activity.cold_start else 0.34
    aim = np.clip(aim, 0.28, 0.99)
    every_s = moving[-1] / max(1, len(moving) - 1)
    kernel = np.exp(-every_s / HEART_LAG_S * np.arange(int(6 * HEART_LAG_S / every_s)))
    padded = np.concatenate((np.full(len(kernel) - 1, begin), aim))
    lagged = np.convolve(padded, kernel / kernel.sum(), mode="valid")
    beats = REST_BPM + (MAX_BPM - REST_BPM) * lagged + _wander(rng, len(moving), 1.6, 6)
    return np.clip(beats + float(rng.normal(0.0, 2.5)), 60.0, MAX_BPM - 1)


def _record_swim(activity: Activity, rng: np.random.Generator) -> Tape:
    """A pool swim: no position, one sample a length of 25 m."""
    lengths = int(activity.km * 1000 // 25)
    each = np.maximum(22.0, rng.normal(25 / activity.speed_m_s, 1.2, lengths))
    moving = np.floor(np.concatenate(([0.0], np.cumsum(each))))
    distance: Floats = np.arange(lengths + 1, dtype=np.float64) * 25.0
    pace: Floats = 25.0 / np.append(each[:1], each)
    beats = 118 + _wander(rng, lengths + 1, 4.0, 8)
    return Tape(
        second=moving.astype(np.int64),
        columns={"distance": distance, "enhanced_speed": pace, "heart_rate": beats},
        pauses=(),
        distance_m=float(distance[-1]),
        timer_s=float(moving[-1]),
        elapsed_s=float(moving[-1]),
        ascent_m=None,
        descent_m=None,
    )
