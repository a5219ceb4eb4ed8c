"""A recording as a row and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from kneewise.model.recording import Lap, Pause
from kneewise.model.sport import Sport
from kneewise.store.database import to_json
from kneewise.store.kept import KeptRecording


def recording_row(kept: KeptRecording, runner: str) -> dict[str, object]:
    """The values of the table `recordings`, without id and first run."""
    return {
        "runner": runner,
        "sha256": kept.sha256,
        "idx": kept.index,
        "sport": kept.sport.value,
        "started_at": _instant(kept.started_at),
        "utc_offset_s": kept.utc_offset_s,
        "offset_from": kept.offset_from,
        "elapsed_s": kept.elapsed_s,
        "timer_s": kept.timer_s,
        "moving_s": kept.moving_s,
        "distance_m": kept.distance_m,
        "ascent_m": kept.ascent_m,
        "descent_m": kept.descent_m,
        "name": kept.name,
        "note": kept.note,
        "device": kept.device,
        "samples": kept.samples,
        "sample_count": kept.sample_count,
        "columns": to_json(kept.columns),
        "moving": to_json(kept.moving),
        "pauses": to_json([(pause.start_s, pause.end_s) for pause in kept.pauses]),
        "laps": to_json(
            [(lap.start_s, lap.elapsed_s, lap.distance_m, lap.trigger) for lap in kept.laps]
        ),
        "hints": to_json(dict(kept.hints)),
    }


def kept_recording(row: Any) -> KeptRecording:  # noqa: ANN401 (a row of SQLAlchemy)
    """The recording of a row that also holds run_id, main and attached."""
    return KeptRecording(
        id=row.id,
        sha256=row.sha256,
        index=row.idx,
        sport=Sport(row.sport),
        started_at=None if row.started_at is None else datetime.fromisoformat(row.started_at),
        utc_offset_s=row.utc_offset_s,
        offset_from=row.offset_from,
        elapsed_s=row.elapsed_s,
        timer_s=row.timer_s,
        moving_s=row.moving_s,
        distance_m=row.distance_m,
        ascent_m=row.ascent_m,
        descent_m=row.descent_m,
        name=row.name,
        note=row.note,
        device=row.device,
        samples=row.samples,
        sample_count=row.sample_count,
        columns=tuple(json.loads(row.columns)),
        moving=tuple((start, end) for start, end in json.loads(row.moving)),
        pauses=tuple(Pause(start, end) for start, end in json.loads(row.pauses)),
        laps=tuple(Lap(*lap) for lap in json.loads(row.laps)),
        hints=json.loads(row.hints),
        run_id=row.run_id,
        first_run_id=row.first_run_id,
        main=bool(row.main),
        attached=bool(row.attached),
    )


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
