"""What fitdecode reads, we read: the same records, the same values, in every real file."""

from __future__ import annotations

import io
import random
import warnings
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import fitdecode
import numpy as np
import pytest
from tests.formats.real_files import ROOT, listed
from tests.formats.test_real_files import REFUSED

from kneewise.formats import read
from kneewise.formats.fit import Fit
from kneewise.model.recording import Recording
from kneewise.model.sport import Sport

FIELDS = {
    "latitude_deg": (("position_lat",), 180 / 2**31),
    "longitude_deg": (("position_long",), 180 / 2**31),
    "altitude_m": (("altitude", "enhanced_altitude"), 1.0),
    "distance_m": (("distance",), 1.0),
    "speed_m_s": (("speed", "enhanced_speed"), 1.0),
    "heart_rate_bpm": (("heart_rate",), 1.0),
    "power_w": (("power",), 1.0),
    "temperature_c": (("temperature",), 1.0),
    "ground_contact_ms": (("stance_time",), 1.0),
    "step_length_m": (("step_length",), 0.001),
    "vertical_oscillation_mm": (("vertical_oscillation",), 1.0),
    "vertical_ratio_percent": (("vertical_ratio",), 1.0),
    "contact_balance_percent": (("stance_time_balance",), 1.0),
}
SLOW_BYTES = 120_000  # above this the forgiving decoder takes more than a second


def large(path: str) -> bool:
    return (ROOT / path).is_file() and (ROOT / path).stat().st_size > SLOW_BYTES


def sample_of_history() -> list[str]:
    names = listed("history")
    return random.Random(7).sample(names, min(40, len(names)))


PATHS = [f"fit/{n}" for n in listed("fit")] + [f"history/{n}" for n in sample_of_history()]
ACTIVITIES = [path for path in PATHS if Path(path).name not in REFUSED]
LARGE = {path for path in PATHS if large(path)}


@pytest.mark.parametrize(
    "path", [pytest.param(p, marks=pytest.mark.slow) if p in LARGE else p for p in ACTIVITIES]
)
def test_what_fitdecode_reads_we_read(path: str, real_data: Path):
    file = real_data / path
    data = file.read_bytes()
    result = read(data, file.name)
    expected = oracle(data)
    assert sum(len(recording.samples) for recording in result.recordings) == len(expected)
    names = sorted({name for row in expected for name in row})
    theirs = np.array([[row.get(name, np.nan) for name in names] for row in expected])
    ours = np.vstack([_matrix(recording, names) for recording in result.recordings])
    if len(result.recordings) > 1:
        theirs, ours = _ordered(theirs), _ordered(ours)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("path", [path for path in PATHS if path not in LARGE])
def test_both_decoders_give_the_same(path: str, real_data: Path):
    data = (real_data / path).read_bytes()
    fast, slow = Fit().read(data, path), Fit(decoder="fitdecode").read(data, path)
    assert fast.problems == slow.problems
    for one, other in zip(fast.recordings, slow.recordings, strict=True):
        assert one.samples.columns.keys() == other.samples.columns.keys()
        for name, column in one.samples.columns.items():
            np.testing.assert_array_equal(column, other.samples[name], err_msg=name)
        assert _facts(one) == _facts(other)


def test_the_oracle_would_see_a_difference():
    assert _ordered(np.array([[2.0, np.nan], [1.0, 3.0]])).tolist()[0] == [1.0, 3.0]


def oracle(data: bytes) -> list[dict[str, float]]:
    """fitdecode's records before its first error as rows in our units.

    Taken as missing, as our reader does: altitudes of -500 m, heart rates of 0, the position
    (0, 0), half positions. Times since power-up stay as they are.
    """
    rows: list[dict[str, float]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = fitdecode.FitReader(io.BytesIO(data))
        with suppress(fitdecode.FitError):  # what came before the error stays in the list
            rows.extend(_row(frame) for frame in reader if _is_record(frame))
    return rows


def _is_record(frame: object) -> bool:
    return isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"


def _row(frame: fitdecode.FitDataMessage) -> dict[str, float]:
    native: dict[str, float] = {}
    row: dict[str, float] = {}
    for field in frame.fields:
        value = field.value
        if isinstance(value, datetime):
            value = value.timestamp()
        if not isinstance(value, int | float):
            continue
        if field.field_def is not None and field.field_def.is_dev:
            row.setdefault(f"dev:{field.name.strip()}", value)
        else:
            native.setdefault(field.name, value)
    for ours, (theirs, factor) in FIELDS.items():
        known = [native[name] * factor for name in theirs if name in native]
        if known:
            row[ours] = known[0]
    if "timestamp" in native:
        row["time_s"] = native["timestamp"]
    if "cadence" in native:
        row["cadence"] = native["cadence"] + native.get("fractional_cadence", 0.0)
    return _believable(row)


def _believable(row: dict[str, float]) -> dict[str, float]:
    if row.get("altitude_m", 0.0) <= -500:
        del row["altitude_m"]
    if row.get("heart_rate_bpm") == 0:
        del row["heart_rate_bpm"]
    place = row.get("latitude_deg"), row.get("longitude_deg")
    if None in place or place == (0.0, 0.0):
        row.pop("latitude_deg", None)
        row.pop("longitude_deg", None)
    return row


def _matrix(recording: Recording, names: list[str]) -> np.ndarray:
    nothing = np.full(len(recording.samples), np.nan)
    columns = dict(recording.samples.columns)
    on_foot = recording.sport.is_run or recording.sport in {Sport.WALKING, Sport.HIKING}
    if "cadence_spm" in columns:
        columns["cadence"] = columns["cadence_spm"] / (2 if on_foot else 1)
    return np.column_stack([columns.get(name, nothing) for name in names])


def _ordered(rows: np.ndarray) -> np.ndarray:
    """Rows in an order that is theirs alone: sessions part what the file interleaves."""
    keys = np.where(np.isnan(rows), -1e18, rows)
    return rows[np.lexsort(keys.T[::-1])]


def _facts(recording: Recording) -> tuple[object, ...]:
    names = set(Recording.__dataclass_fields__) - {"samples"}
    return tuple(getattr(recording, name) for name in sorted(names))
