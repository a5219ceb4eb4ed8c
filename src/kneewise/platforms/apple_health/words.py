"""Apple's words: kinds of workout, kinds of record, units and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from kneewise.model.sport import Sport

_KIND = "HKWorkoutActivityType"
_QUANTITY = "HKQuantityTypeIdentifier"

_SPORTS: Mapping[str, Sport] = {
    "Running": Sport.RUNNING,
    "Walking": Sport.WALKING,
    "Hiking": Sport.HIKING,
    "Cycling": Sport.CYCLING,
    "HandCycling": Sport.CYCLING,
    "Swimming": Sport.SWIMMING,
    "Rowing": Sport.ROWING,
    "Elliptical": Sport.ELLIPTICAL,
    "CrossCountrySkiing": Sport.CLASSIC_SKIING,
    "DownhillSkiing": Sport.ALPINE_SKIING,
    "Snowboarding": Sport.ALPINE_SKIING,
    "SkatingSports": Sport.SKATING,
    "TraditionalStrengthTraining": Sport.STRENGTH,
    "FunctionalStrengthTraining": Sport.STRENGTH,
    "CoreTraining": Sport.STRENGTH,
    "CrossTraining": Sport.STRENGTH,
    "Yoga": Sport.YOGA,
    "Pilates": Sport.YOGA,
    "Transition": Sport.TRANSITION,
    "Soccer": Sport.BALL_SPORT,
    "AmericanFootball": Sport.BALL_SPORT,
    "AustralianFootball": Sport.BALL_SPORT,
    "Badminton": Sport.BALL_SPORT,
    "Baseball": Sport.BALL_SPORT,
    "Basketball": Sport.BALL_SPORT,
    "Golf": Sport.BALL_SPORT,
    "Handball": Sport.BALL_SPORT,
    "Hockey": Sport.BALL_SPORT,
    "Pickleball": Sport.BALL_SPORT,
    "Racquetball": Sport.BALL_SPORT,
    "Rugby": Sport.BALL_SPORT,
    "Softball": Sport.BALL_SPORT,
    "Squash": Sport.BALL_SPORT,
    "TableTennis": Sport.BALL_SPORT,
    "Tennis": Sport.BALL_SPORT,
    "Volleyball": Sport.BALL_SPORT,
}

COLUMNS: Mapping[str, str] = {
    "HeartRate": "heart_rate_bpm",
    "RunningSpeed": "speed_m_s",
    "RunningPower": "power_w",
    "CyclingPower": "power_w",
    "CyclingCadence": "cadence_spm",
    "RunningStrideLength": "step_length_m",
    "RunningVerticalOscillation": "vertical_oscillation_mm",
    "RunningGroundContactTime": "ground_contact_ms",
    "StepCount": "cadence_spm",
    "DistanceWalkingRunning": "distance_m",
    "DistanceCycling": "distance_m",
    "DistanceSwimming": "distance_m",
}
"""Which sample column a kind of record fills. Apple's "stride" is the way between two footfalls."""

_FACTORS: Mapping[str, Mapping[str, float]] = {
    "heart_rate_bpm": {"count/min": 1.0, "count/s": 60.0},
    "speed_m_s": {"m/s": 1.0, "km/hr": 1 / 3.6, "mi/hr": 0.44704},
    "power_w": {"W": 1.0},
    "cadence_spm": {"count/min": 1.0, "count": 1.0},
    "step_length_m": {"m": 1.0, "cm": 0.01, "ft": 0.3048, "in": 0.0254},
    "vertical_oscillation_mm": {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4},
    "ground_contact_ms": {"ms": 1.0, "s": 1000.0},
    "distance_m": {"m": 1.0, "km": 1000.0, "mi": 1609.344, "ft": 0.3048, "yd": 0.9144, "cm": 0.01},
    "duration_s": {"s": 1.0, "min": 60.0, "hr": 3600.0},
}

_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[ T](\d{1,2}):(\d\d):(\d\d)(?:\.\d+)?\s*(?:([ap])\.?\s?m\.?)?\s*"
    r"(Z|[+-]\d\d:?\d\d)$",
    re.IGNORECASE,
)


def sport_of(kind: str, *, indoor: bool) -> Sport:
    """The sport of a `workoutActivityType`; an unknown one is OTHER."""
    sport = _SPORTS.get(kind.removeprefix(_KIND), Sport.OTHER)
    return Sport.TREADMILL_RUNNING if indoor and sport is Sport.RUNNING else sport


def quantity(kind: str) -> str | None:
    """A record's type without Apple's prefix when it fills a column, else None."""
    short = kind.removeprefix(_QUANTITY)
    return short if short in COLUMNS else None


def measure(text: str | None, unit: str | None, column: str) -> float | None:
    """A value in the unit of a sample column (or `duration_s`); None where either is unknown."""
    factor = _FACTORS[column].get(unit or "")
    if text is None or factor is None:
        return None
    try:
        return float(text.replace(",", ".")) * factor
    except ValueError:
        return None


def moment(text: str | None) -> datetime | None:
    """One of Apple's dates with its offset: 24-hour, or 12-hour as some phones write them."""
    if text is None:
        return None
    try:
        if len(text) == 25 and text[19] == " ":
            return datetime.fromisoformat(text[:19] + text[20:])
        if len(text) == 20 and text[19] == "Z":
            return datetime.fromisoformat(text)
        found = _DATE.match(re.sub(r"[\u00a0\u202f]", " ", text.strip()))
        return None if found is None else _parsed(found)
    except ValueError:
        return None


def utc_text(when: datetime) -> str:
    """A moment as it stands in our documents, in UTC to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _parsed(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(found[i]) for i in range(1, 7))
    if found[7]:
        hour = hour % 12 + (12 if found[7].lower() == "p" else 0)
    zone = found[8].replace(":", "")
    minutes = 0 if zone in "Zz" else int(zone[1:3]) * 60 + int(zone[3:5])
    offset = timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    return datetime(year, month, day, hour, minute, second, tzinfo=offset)
