"""Small histories by hand: days counted from a Monday, kilometres, and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport, Side, Window
from kneewise.model.effect import Interval
from kneewise.model.ground import GROUND_COLUMNS, STEP_CV, GroundTotals, RunGround
from kneewise.model.history import History
from kneewise.model.measure import Measure
from kneewise.model.profile import (
    BIN_COLUMNS,
    MINUTE_COLUMNS,
    SEGMENT_COLUMNS,
    SEGMENT_KM,
    RunProfile,
)
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport

DAY_0 = date(2026, 1, 5)
"""Day 0 of every history made here, a Monday."""

REPORT_KEYS = (
    "pain_began_km",
    "shortened",
    "changed",
    "planned_km",
    "planned_descent_m",
    "painkiller_before",
)


def moment(day: int, hour: float = 18.0) -> datetime:
    """UTC time on day `day`."""
    return datetime(DAY_0.year, DAY_0.month, DAY_0.day, tzinfo=UTC) + timedelta(
        days=day, hours=hour
    )


def history_of(
    runs: Sequence[tuple[Any, ...]] = (),
    *,
    others: Sequence[tuple[int, float, Sport]] = (),
    shoes: Sequence[Shoe] = (),
    log: Sequence[tuple[Any, ...]] = (),
    ratings: Sequence[PainEntry] = (),
    episodes: Sequence[tuple[int, int | None]] = (),
    facts: Mapping[str, str] | None = None,
) -> History:
    """A history from `(day, km)` or `(day, km, {...})` runs; run ids count from 1 as given.

    The third part may hold hour, minutes, sport, shoe, profile, ground (arguments of
    `ground_of`), pain (rated during the run, left knee), and every field of a run's report.
    `others` are (day, hours, sport), `log` (kind, day, value) with an optional fourth part of
    hour and run_id, `episodes` (first day, last day or None).
    """
    made, profiles, ground, reports, diary = [], {}, {}, {}, list(ratings)
    for run_id, (day, km, *rest) in enumerate(runs, start=1):
        more = dict(rest[0]) if rest else {}
        made.append(a_run(run_id, day, km, more))
        if "profile" in more:
            profiles[run_id] = more["profile"]
        told = {key: more[key] for key in REPORT_KEYS if key in more}
        if told:
            reports[run_id] = RunReport(run_id=run_id, **told)
        if "ground" in more:
            ground[run_id] = ground_of(km or 5.0, **more["ground"])
        if "pain" in more:
            diary.append(rated(run_id, day, more["pain"]))
    return History(
        runs=tuple(sorted(made, key=lambda run: (run.started_at, run.id))),
        others=tuple(
            _other(10_000 + i, day, hours, sport) for i, (day, hours, sport) in enumerate(others)
        ),
        profiles=profiles,
        ground=ground,
        diary=tuple(diary),
        reports=reports,
        episodes=tuple(
            Episode(
                id=i,
                side=Side.LEFT,
                began_on=DAY_0 + timedelta(days=first),
                ended_on=None if last is None else DAY_0 + timedelta(days=last),
            )
            for i, (first, last) in enumerate(episodes)
        ),
        shoes={shoe.id: shoe for shoe in shoes},
        log=tuple(logged(*entry) for entry in log),
        runner=RunnerProfile(
            tuple(
                RunnerFact(key=key, value=value, valid_from=DAY_0, asked_at=moment(0))
                for key, value in (facts or {}).items()
            )
        ),
    )


def a_run(run_id: int, day: int, km: float | None, more: Mapping[str, Any]) -> Run:
    """One run; 6 min/km unless `minutes` says otherwise."""
    minutes = more.get("minutes", 6.0 * (km or 5.0))
    return Run(
        id=run_id,
        started_at=moment(day, more.get("hour", 18.0)),
        utc_offset_s=more.get("utc_offset_s", 0),
        sport=more.get("sport", Sport.RUNNING),
        elapsed_s=60.0 * minutes,
        moving_s=60.0 * minutes,
        distance_m=None if km is None else 1000.0 * km,
        shoe_id=more.get("shoe"),
    )


def rated(
    run_id: int | None,
    day: int,
    value: int | None,
    window: Window = Window.DURING,
    side: Side = Side.LEFT,
) -> PainEntry:
    """One rating, entered two hours after six in the evening."""
    return PainEntry(
        side=side,
        day=DAY_0 + timedelta(days=day),
        window=window,
        value=value,
        entered_at=moment(day, 20.0),
        run_id=run_id,
    )


def logged(
    kind: str, day: int, value: float | None, more: Mapping[str, Any] | None = None
) -> LogEntry:
    """One log entry, at 10 in the morning unless `hour` says otherwise."""
    told = dict(more or {})
    return LogEntry(
        kind=kind,
        at=moment(day, told.get("hour", 10.0)),
        day=DAY_0 + timedelta(days=day),
        value=value,
        run_id=told.get("run_id"),
    )


def profile_of(
    km: float,
    *,
    segments: Mapping[str, float | Sequence[float]] | None = None,
    minutes: Mapping[str, Sequence[float]] | None = None,
    temperature_c: float | None = None,
) -> RunProfile:
    """A profile of even 500 m segments at 3 m/s; `segments` and `minutes` fill their columns.

    A single number holds for every segment. Every segment has one bin of its own speed and
    step length, on the level.
    """
    count = max(1, round(km / SEGMENT_KM))
    piece = np.full(count, km / count)
    filled = {name: np.full(count, np.nan) for name in SEGMENT_COLUMNS}
    filled |= {
        "km": piece,
        "start_km": np.concatenate(([0.0], np.cumsum(piece)[:-1])),
        "walk_km": np.zeros(count),
        "speed_m_s": np.full(count, 3.0),
    }
    for name, value in (segments or {}).items():
        filled[name] = np.broadcast_to(np.asarray(value, dtype=np.float64), (count,)).copy()
    filled["moving_s"] = 1000.0 * filled["km"] / filled["speed_m_s"]
    filled["start_s"] = np.concatenate(([0.0], np.cumsum(filled["moving_s"])[:-1]))
    bins = {
        "segment": np.arange(count, dtype=np.float64),
        "km": piece,
        "speed_m_s": filled["speed_m_s"],
        "grade": np.zeros(count),
        "step_length_m": filled["step_length_m"],
        "walking": np.zeros(count),
    }
    moving_s = float(filled["moving_s"].sum())
    return RunProfile(
        distance_km=km,
        moving_s=moving_s,
        elapsed_s=moving_s,
        walk_km=0.0,
        segments=filled,
        bins={name: bins[name] for name in BIN_COLUMNS},
        minutes=_minutes(minutes or {}),
        temperature_c=temperature_c,
    )


def ground_of(
    km: float, rough: float = 0.0, hard: float = 1.0, unknown: float = 0.0, sd: float = 0.0
) -> RunGround:
    """The ground of a run of even segments: shares of the known way on E3 (else E0) and H3 (else
    H0), the share unknown, and the sd of the step variability."""
    count = max(1, round(km / SEGMENT_KM))
    piece = km / count
    known = 1.0 - unknown
    cv = STEP_CV[0] * (1.0 - rough) + STEP_CV[3] * rough if known else np.nan
    row = dict.fromkeys(GROUND_COLUMNS, 0.0) | {
        "km": piece,
        "matched_km": known * piece,
        "unknown_km": unknown * piece,
        "evenness_0_km": known * (1 - rough) * piece,
        "evenness_3_km": known * rough * piece,
        "hardness_0_km": known * (1 - hard) * piece,
        "hardness_3_km": known * hard * piece,
        "step_cv": cv,
        "step_cv_sd": sd if known else np.nan,
        "certainty": 1.0 if known else np.nan,
        "watched_cv": np.nan,
    }
    evenness = (1 - rough, 0.0, 0.0, rough, 0.0)
    hardness = (1 - hard, 0.0, 0.0, hard)
    return RunGround(
        segments={name: np.full(count, row[name]) for name in GROUND_COLUMNS},
        totals=GroundTotals(
            km=km,
            matched_km=known * km,
            unknown_km=unknown * km,
            unknown=unknown,
            evenness=tuple(Interval(*3 * (known * one,)) for one in evenness),
            hardness=tuple(Interval(*3 * (known * one,)) for one in hardness),
            step_cv=Interval(cv - 1.645 * sd, cv, cv + 1.645 * sd) if known else None,
            weather=0.0,
        ),
    )


def _minutes(given: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    count = max((len(values) for values in given.values()), default=0)
    filled = {name: np.full(count, np.nan) for name in MINUTE_COLUMNS}
    filled["moving_s"] = np.full(count, 60.0)
    filled |= {name: np.asarray(values, dtype=np.float64) for name, values in given.items()}
    return filled


def _other(run_id: int, day: int, hours: float, sport: Sport) -> Run:
    return Run(
        id=run_id,
        started_at=moment(day, 12.0),
        utc_offset_s=0,
        sport=sport,
        elapsed_s=3600.0 * hours,
        moving_s=3600.0 * hours,
    )


def busy_history(seed: int, runs: int = 120) -> History:
    """A runner who records and logs everything, with flares, breaks and gaps; seeded."""
    rng = np.random.default_rng(seed)
    ways = np.random.default_rng(seed + 1_000)  # its own, so that all else stays as it was
    day, rows, log = 0, [], []
    for number in range(runs):
        day += int(rng.choice([0, 1, 2, 3, 14], p=[0.05, 0.4, 0.35, 0.17, 0.03]))
        rows.append(_busy_run(rng, number, day))
        if ways.random() < 0.9:
            rough, hard, unknown = ways.beta(0.5, 2.0), ways.beta(3.0, 1.0), ways.beta(0.5, 5.0)
            rows[-1][2]["ground"] = {"rough": rough, "hard": hard, "unknown": unknown}
        log += _busy_log(rng, day)
    sports = [Sport.CYCLING, Sport.STRENGTH, Sport.SWIMMING]
    history = history_of(
        rows,
        others=[(d, float(rng.uniform(0.5, 2)), sports[d % 3]) for d in range(5, day, 4)],
        shoes=[
            Shoe(1, "one", start_km=120.0, midsole="soft", kind="road"),
            Shoe(2, "two", start_km=0.0, midsole="hard", kind="road", foam="super"),
            Shoe(3, "three", midsole="medium", kind="trail"),
        ],
        log=log,
        episodes=[(day // 3, day // 3 + 20), (2 * day // 3, 2 * day // 3 + 30)],
        facts={
            "hr_max_bpm": "190",
            "previous_knee_injury": "left",
            "experience": "novice",
            "foot_type": "neutral",
        },
    )
    return replace(history, measures=(lunge(0, 7.0), lunge(40, 12.0)))


def lunge(day: int, distance_cm: float, side: Side = Side.LEFT) -> Measure:
    """A result of the knee-to-wall test on a day."""
    return Measure(
        kind="test",
        name="lunge",
        day=DAY_0 + timedelta(days=day),
        at=moment(day),
        side=side,
        values={"distance_cm": distance_cm},
        version="1",
    )


def _busy_run(rng: np.random.Generator, number: int, day: int) -> tuple[Any, ...]:
    km = None if rng.random() < 0.03 else float(rng.uniform(3, 14) if rng.random() < 0.93 else 40)
    more: dict[str, Any] = {
        "hour": float(6.0 + rng.uniform(0, 4) if number % 2 else 17.0 + rng.uniform(0, 4)),
        "shoe": int(rng.integers(1, 4)),
        "pain": int(rng.choice([0, 1, 3, 5], p=[0.75, 0.2, 0.03, 0.02])),
        "shortened": True,
        "planned_km": (km or 8.0) * float(rng.uniform(0.9, 1.6)),
        "pain_began_km": float(rng.uniform(0, 6)),
        "profile": _busy_profile(rng, km or 8.0),
    }
    said = {"pain": 0.6, "shortened": 0.1, "planned_km": 0.15, "pain_began_km": 0.1, "profile": 0.9}
    return day, km, {k: v for k, v in more.items() if rng.random() < said.get(k, 1.0)}


def _busy_log(rng: np.random.Generator, day: int) -> list[tuple[Any, ...]]:
    said = [
        ("soreness", 0.4, rng.integers(0, 10)),
        ("sleep", 0.4, rng.integers(4, 9)),
        ("stress", 0.4, rng.integers(0, 10)),
        ("stretching", 0.4, rng.integers(0, 9)),
        ("planned_run", 0.2, rng.uniform(4, 20)),
        ("warm_up", 0.2, rng.integers(0, 15)),
    ]
    return [
        (kind, day, float(value), {"hour": 5.0})
        for kind, share, value in said
        if rng.random() < share
    ]


def _busy_profile(rng: np.random.Generator, km: float) -> RunProfile:
    count = max(1, round(km / SEGMENT_KM))
    speed = rng.uniform(2.4, 4.2, count)
    warm = int(rng.integers(0, 15))
    heart = [110.0 + 2 * m for m in range(warm)] + [float(rng.uniform(130, 180))] * 25
    return profile_of(
        km,
        segments={
            "speed_m_s": speed,
            "speed_p95_m_s": speed + 0.3,
            "cadence_spm": rng.normal(168, 4, count),
            "step_length_m": speed * 60 / rng.normal(168, 4, count),
            "descent_grade_km": rng.uniform(0, 0.02, count),
            "contact_balance_percent": rng.normal(50.5, 0.6, count),
        },
        minutes={"heart_rate_bpm": heart, "speed_m_s": [2.8] * len(heart)},
        temperature_c=float(rng.uniform(-2, 25)),
    )
