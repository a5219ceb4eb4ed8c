"""One sample a format, made here: a run of 30 s at 168 steps a minute, started at START.

The point GAP_ROW has neither heart rate nor altitude.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.formats import fit_builder, track_builder

POINTS = 30
GAP_ROW = 3


def fit_sample() -> bytes:
    messages = fit_builder.run(POINTS)
    del messages[2 + GAP_ROW]["heart_rate"], messages[2 + GAP_ROW]["altitude"]
    return fit_builder.fit(messages)


def gpx_sample() -> bytes:
    points = "".join(
        track_builder.gpx_point(step, inside=track_builder.gpx_extension())
        for step in range(POINTS)
    )
    return track_builder.gpx(_without(points, "<ele>520</ele>", "<x:hr>140</x:hr>"))


def tcx_sample() -> bytes:
    text = track_builder.tcx().decode()
    heart_rate = "<HeartRateBpm><Value>140</Value></HeartRateBpm>"
    return _without(text, "<AltitudeMeters>520</AltitudeMeters>", heart_rate).encode()


def _without(text: str, *pieces: str) -> str:
    """The text without the piece that stands at the point GAP_ROW."""
    for piece in pieces:
        parts = text.split(piece)
        head = piece.join(parts[: GAP_ROW + 1])
        text = head + piece.join(parts[GAP_ROW + 1 :])
    return text


SAMPLES: Mapping[str, bytes] = {
    "fit": fit_sample(),
    "gpx": gpx_sample(),
    "tcx": tcx_sample(),
}
