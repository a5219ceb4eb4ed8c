"""How far an import is, and what it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneewise.model.problem import Problem
from kneewise.model.sport import Sport

if TYPE_CHECKING:
    from kneewise.model.run import Run
    from kneewise.store.kept import KeptRecording


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
    more than once, `attached` pieces inside a longer one, `undated` recordings that say no day
    and stand in no list; `known` files seen before, of these `refused_before` still can't be read
    and `left_out` are of runs that the runner deleted; `refused` files that could not be read,
    `not_activities` those that were not expected to be one (a watch's settings); `shoes` new
    pairs; `unknown_sport` the new activities of which nobody says what they were;
    `ground_waiting` the runs whose ground is still to be matched to a map. `problems` are
    those of this import, and what is still wrong with files that were seen before.
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
    undated: int = 0
    refused_before: int = 0
    left_out: int = 0
    unknown_sport: int = 0
    ground_waiting: int = 0

    @property
    def files_per_s(self) -> float:
        """Files looked at in a second."""
        return self.files / self.seconds if self.seconds > 0 else 0.0

    @property
    def nothing_usable(self) -> bool:
        """Whether nothing came in and nothing was known: every file was refused, or none found."""
        came = self.runs or self.others or self.merged or self.attached or self.undated
        return not (came or self.known > self.refused_before)


def count(
    came_in: Collection[KeptRecording], runs: Iterable[Run], runs_before: Collection[int]
) -> Mapping[str, int]:
    """What became of recordings that came in, each counted once, as fields of the summary.

    `runs` are all that there are now, `runs_before` the ids of those there were before.
    """
    dated = [kept for kept in came_in if kept.run_id is not None]
    new = {kept.run_id for kept in dated} - set(runs_before)
    made = [run for run in runs if run.id in new]
    # Of a new run one recording is the run; what the others are to it is counted.
    one = {kept.run_id: kept.id for kept in sorted(dated, key=lambda kept: kept.main)}
    more = [kept for kept in dated if kept.run_id not in new or one[kept.run_id] != kept.id]
    attached = sum(kept.attached for kept in more)
    return {
        "runs": sum(run.sport.is_run for run in made),
        "others": sum(not run.sport.is_run for run in made),
        "merged": len(more) - attached,
        "attached": attached,
        "undated": len(came_in) - len(dated),
        "unknown_sport": sum(run.sport is Sport.UNKNOWN for run in made),
    }


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
        "undated": summary.undated,
        "refused_before": summary.refused_before,
        "left_out": summary.left_out,
        "unknown_sport": summary.unknown_sport,
        "problems": len(summary.problems),
        "seconds": round(summary.seconds, 3),
    }
