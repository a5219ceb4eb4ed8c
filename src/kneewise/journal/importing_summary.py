"""How far an import is, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: `done` of `total` bytes, files so far, and how fast.

    `remaining_s` is None before anything can be said.
    """

    done: int
    total: int
    files: int
    files_per_s: float
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did.

    `runs` and `others` are new activities; `merged` new recordings of runs that were recorded
    more than once, `attached` pieces inside a longer one; `known` files seen before; `refused`
    files that could not be read, `not_activities` those that were not expected to be one (a
    watch's settings); `shoes` new pairs. `problems` are those of this import.
    """

    runs: int
    others: int
    merged: int
    attached: int
    known: int
    refused: int
    not_activities: int
    shoes: int
    files: int
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def files_per_s(self) -> float:
        """Files looked at in a second."""
        return self.files / self.seconds if self.seconds > 0 else 0.0

    @property
    def nothing_usable(self) -> bool:
        """Whether nothing came in and nothing was known: every file was refused, or none found."""
        return not (self.runs or self.others or self.merged or self.attached or self.known)


def as_json(summary: ImportSummary) -> dict[str, object]:
    """The summary as it is kept in the store, problems counted."""
    return {
        "runs": summary.runs,
        "others": summary.others,
        "merged": summary.merged,
        "attached": summary.attached,
        "known": summary.known,
        "refused": summary.refused,
        "not_activities": summary.not_activities,
        "shoes": summary.shoes,
        "files": summary.files,
        "problems": len(summary.problems),
        "seconds": round(summary.seconds, 3),
    }
