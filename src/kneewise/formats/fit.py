"""FIT: what Garmin, Coros, Suunto, Wahoo and most other watches write.

The reader is fitfast behind one adapter; fitdecode reads what it refuses. Both give the same
recordings (`decoder=` chooses, for tests and comparisons).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kneewise.formats import fit_fast, fit_slow
from kneewise.formats.fit_decoded import Decoded, Decoder
from kneewise.formats.fit_parts import MAGIC, split
from kneewise.formats.fit_scan import HR
from kneewise.formats.fit_sessions import recordings_of
from kneewise.formats.fit_sport import NOT_ACTIVITIES
from kneewise.formats.format import refused
from kneewise.model.problem import Problem
from kneewise.model.recording import ReadResult, Recording

_SESSION = 18
_DECODERS: Mapping[str, Decoder] = {"fitfast": fit_fast.decode, "fitdecode": fit_slow.decode}


@dataclass(frozen=True, slots=True)
class Fit:
    """FIT activities; every session of every chained file is one recording.

    Settings, workouts, courses, weights and monitoring are refused as "not an activity".
    Cadence is doubled to steps for runs and walks; a file that never says its sport keeps
    strides. Heart rate that a strap stored for later (`hr` messages) is left out and said so.
    """

    decoder: Literal["fitfast", "fitdecode"] = "fitfast"
    name: str = "fit"
    suffixes: tuple[str, ...] = (".fit",)

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the magic word stands where a FIT header has it."""
        del name
        return head[8:12] == MAGIC

    def read(self, data: bytes, source: str) -> ReadResult:
        """All sessions of all FIT files in these bytes; damaged ones up to the damage."""
        parts, problems = split(data, source)
        recordings: list[Recording] = []
        reasons: list[Problem] = []
        apart = False
        for part in parts:
            decoded = _DECODERS[self.decoder](part, source)
            problems.extend(decoded.problems)
            reason = _refusal(decoded)
            if reason is None:
                recordings.extend(recordings_of(decoded, len(recordings), source))
            else:
                reasons.append(Problem(source, f"byte {part.offset}", reason))
            apart = apart or bool(decoded.of(HR))
        if not recordings:
            return _nothing(source, problems, reasons)
        if apart:
            problems.append(_heart_rate_apart(source))
        reasons = [reason for reason in reasons if not apart or "no record" not in reason.message]
        return ReadResult(tuple(recordings), (*problems, *reasons))


FORMAT = Fit()


def _refusal(decoded: Decoded) -> str | None:
    """Why a part is no activity; None where it is one."""
    kinds = [message.get(0) for message in decoded.of(0)]
    kind = kinds[0] if kinds else None
    held = NOT_ACTIVITIES.get(kind) if isinstance(kind, int) else None
    if held is not None:
        return f"this holds {held}, not an activity, and was left out."
    if decoded.record_count == 0 and not decoded.of(_SESSION):
        return "there is no record and no session in it: not an activity."
    return None


def _nothing(source: str, problems: list[Problem], reasons: list[Problem]) -> ReadResult:
    advice = "Import the files of the watch's folder Activities, or download the activity again."
    if len(reasons) == 1 or (reasons and not problems):
        reason = reasons[0]
        return refused(source, "whole file", f"{reason.message} {advice}", *problems)
    return refused(source, "whole file", f"no activity could be read. {advice}", *problems)


def _heart_rate_apart(source: str) -> Problem:
    message = "heart rate that the strap stored for later stands apart in this file; it isn't read."
    return Problem(source, "whole file", message)
