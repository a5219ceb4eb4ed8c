"""Numbers of FIT's profile as our words: sports, kinds of file, makers, why a lap ended."""

from __future__ import annotations

from kneewise.model.sport import Sport

_SPORTS: dict[int, Sport] = {
    1: Sport.RUNNING,
    2: Sport.CYCLING,
    3: Sport.TRANSITION,
    5: Sport.SWIMMING,
    6: Sport.BALL_SPORT,
    7: Sport.BALL_SPORT,
    8: Sport.BALL_SPORT,
    9: Sport.BALL_SPORT,
    11: Sport.WALKING,
    12: Sport.CLASSIC_SKIING,
    13: Sport.ALPINE_SKIING,
    14: Sport.ALPINE_SKIING,
    15: Sport.ROWING,
    16: Sport.HIKING,
    17: Sport.HIKING,
    21: Sport.CYCLING,
    30: Sport.SKATING,
    33: Sport.SKATING,
    35: Sport.WALKING,
    49: Sport.BALL_SPORT,
    64: Sport.BALL_SPORT,
    71: Sport.BALL_SPORT,
    72: Sport.BALL_SPORT,
    73: Sport.BALL_SPORT,
    74: Sport.BALL_SPORT,
    75: Sport.BALL_SPORT,
}

_RUNS: dict[int, Sport] = {
    1: Sport.TREADMILL_RUNNING,
    3: Sport.TRAIL_RUNNING,
    4: Sport.TRACK_RUNNING,
    45: Sport.TREADMILL_RUNNING,
    58: Sport.VIRTUAL_RUNNING,
}

_INDOOR: dict[int, Sport] = {
    1: Sport.TREADMILL_RUNNING,
    5: Sport.CYCLING,
    6: Sport.CYCLING,
    14: Sport.ROWING,
    15: Sport.ELLIPTICAL,
    19: Sport.YOGA,
    20: Sport.STRENGTH,
    27: Sport.WALKING,
    43: Sport.YOGA,
    44: Sport.YOGA,
    45: Sport.TREADMILL_RUNNING,
}
_INDOOR_SPORTS = frozenset({0, 4, 10})
_SKIING = 12
_SKATE_SKIING = 42

NOT_ACTIVITIES: dict[int, str] = {
    1: "the abilities of a device",
    2: "settings",
    3: "settings of a sport",
    5: "a workout",
    6: "a course",
    7: "a schedule",
    9: "weights",
    10: "totals",
    11: "goals",
    14: "blood pressures",
    15: "monitoring of the day",
    20: "a summary of activities",
    28: "monitoring of the day",
    32: "monitoring of the day",
    34: "a segment",
    35: "a list of segments",
    40: "screens of a device",
}
"""Kinds of FIT file (file_id.type) that hold no activity, in words."""

MAKERS: dict[int, str] = {
    1: "Garmin",
    15: "Dynastream",
    23: "Suunto",
    32: "Wahoo",
    123: "Polar",
    260: "Zwift",
    265: "Strava",
    294: "Coros",
}

LAP_TRIGGERS: dict[int, str] = {
    0: "manual",
    1: "time",
    2: "distance",
    3: "position",
    4: "position",
    5: "position",
    6: "position",
    7: "session_end",
    8: "fitness_equipment",
}


def sport_of(sport: int | None, sub_sport: int | None) -> Sport:
    """Our sport for FIT's sport and sub-sport; unknown where the file says nothing.

    Snowboarding counts as alpine skiing, mountaineering as hiking, snowshoeing as walking.
    """
    if sport is None:
        return Sport.UNKNOWN
    sub = sub_sport if sub_sport is not None else 0
    if sport == 1:
        return _RUNS.get(sub, Sport.RUNNING)
    if sport in _INDOOR_SPORTS:
        return _INDOOR.get(sub, Sport.UNKNOWN if sport == 0 else Sport.OTHER)
    if sport == _SKIING and sub == _SKATE_SKIING:
        return Sport.SKATE_SKIING
    return _SPORTS.get(sport, Sport.OTHER)
