"""Record messages of FIT as sample columns in our units."""

from __future__ import annotations

import numpy as np

from kneewise.formats.fit_clock import Clock
from kneewise.formats.fit_decoded import Column, Decoded

_DEGREES = 180.0 / 2**31

_PLAIN: dict[str, tuple[str, float]] = {
    "distance_m": ("distance", 1.0),
    "heart_rate_bpm": ("heart_rate", 1.0),
    "power_w": ("power", 1.0),
    "temperature_c": ("temperature", 1.0),
    "ground_contact_ms": ("stance_time", 1.0),
    "step_length_m": ("step_length", 0.001),
    "vertical_oscillation_mm": ("vertical_oscillation", 1.0),
    "vertical_ratio_percent": ("vertical_ratio", 1.0),
    "contact_balance_percent": ("stance_time_balance", 1.0),
    "latitude_deg": ("position_lat", _DEGREES),
    "longitude_deg": ("position_long", _DEGREES),
}
"""Our column: FIT's field and the factor to our unit. The balance is the left foot's share."""


def columns_of(decoded: Decoded, clock: Clock) -> dict[str, Column]:
    """All records as columns of our vocabulary, developer fields as `dev:NAME`.

    Cadence is revolutions or strides a minute still. A quantity that only a developer field
    carries stays under that field's name: nothing is guessed from names.
    """
    native = decoded.native
    timestamp = native.get("timestamp")
    if timestamp is None:
        timestamp = np.full(decoded.record_count, np.nan)
    columns = {"time_s": clock.column(timestamp)}
    for name, (field, factor) in _PLAIN.items():
        if field in native:
            columns[name] = native[field] if factor == 1.0 else native[field] * factor
    # fitfast cuts the enhanced fields that it derives itself to whole units of the last digit
    _either(columns, "altitude_m", native.get("altitude"), native.get("enhanced_altitude"))
    _either(columns, "speed_m_s", native.get("speed"), native.get("enhanced_speed"))
    _either(columns, "cadence_spm", _cadence(decoded), native.get("cadence256"))
    for name, column in decoded.dev.items():
        if name.strip():
            columns[f"dev:{name.strip()}"] = column
    return columns


def _either(
    columns: dict[str, Column], name: str, first: Column | None, second: Column | None
) -> None:
    if first is None or second is None:
        found = second if first is None else first
    else:
        gaps = np.isnan(first)
        found = np.where(gaps, second, first) if gaps.any() else first
    if found is not None:
        columns[name] = found


def _cadence(decoded: Decoded) -> Column | None:
    """Cadence with its fraction; the fraction alone says nothing."""
    cadence = decoded.native.get("cadence")
    fraction = decoded.native.get("fractional_cadence")
    if cadence is None or fraction is None:
        return cadence
    return cadence + np.where(np.isnan(fraction), 0.0, fraction)
