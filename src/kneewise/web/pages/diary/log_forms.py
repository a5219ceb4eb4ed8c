"""The forms of the log: every kind the house reads, with its unit and limits, grouped.

Built from `LOG_KINDS` and from what the causes ask for; a kind that no group names stands under
"more", so that none can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from kneewise.journal.answers import CauseInfo
from kneewise.model.diary import LOG_AHEAD, LOG_KINDS, LOG_LIMITS, SORENESS_KINDS
from kneewise.web.forms import number, text
from kneewise.web.wording import Wording

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "signs": ("limp", "swelling", "night_pain", "giving_way", "locking"),
    "body": ("sleep", "stress", "soreness"),
    "muscles": tuple(SORENESS_KINDS),
    "run": ("warm_up", "stretching"),
    "other": ("strength", "other_sport", "skipped"),
    "planned": ("planned_run",),
    "return": ("walked_stairs", "brisk_walk"),
    "relief": ("painkiller", "gel", "ice", "insoles"),
    "clinician": ("clinician_date",),
}
"""In the order of what a tired person comes for: signs first."""

_NOTED = frozenset({"other_sport", "skipped", "gel", "painkiller"})
"""Kinds whose note says which or why (`LOG_KINDS`)."""

_OF_A_RUN = frozenset({"run"})


WAYS = frozenset({"planned_run"})
"""Kinds that count kilometres."""


@dataclass(frozen=True, slots=True)
class LogField:
    """One kind of log line: yes or no, or a number in its limits; `asked_by` names the causes."""

    kind: str
    limits: tuple[float, float] | None
    noted: bool
    asked_by: tuple[str, ...]

    @property
    def is_way(self) -> bool:
        """Whether it is a distance, said in the runner's own unit and kept in km."""
        return self.kind in WAYS


@dataclass(frozen=True, slots=True)
class LogGroup:
    """Kinds that are noted together; `ahead` may speak of a day to come, `of_run` of a run."""

    name: str
    fields: tuple[LogField, ...]
    ahead: bool
    of_run: bool


def the_groups(causes: Iterable[CauseInfo]) -> tuple[LogGroup, ...]:
    """Every group with its fields."""
    asked: dict[str, list[str]] = {}
    for cause in causes:
        for kind in cause.asks:
            asked.setdefault(kind, []).append(cause.label)
    named = {kind for kinds in _GROUPS.values() for kind in kinds}
    rest = tuple(kind for kind in LOG_KINDS if kind not in named)
    groups = {**_GROUPS, **({"more": rest} if rest else {})}
    return tuple(
        LogGroup(
            name=name,
            fields=tuple(_field(kind, tuple(asked.get(kind, ()))) for kind in kinds),
            ahead=bool(LOG_AHEAD & set(kinds)),
            of_run=name in _OF_A_RUN,
        )
        for name, kinds in groups.items()
    )


def _field(kind: str, asked_by: tuple[str, ...]) -> LogField:
    return LogField(kind, LOG_LIMITS.get(kind), kind in _NOTED, asked_by)


def said_in(form: FormData, wording: Wording) -> dict[str, tuple[float | None, str | None]]:
    """The kinds that were filled in, with value and note. Raises UsageError for no number."""
    found: dict[str, tuple[float | None, str | None]] = {}
    for kind in LOG_KINDS:
        value = number(text(form, kind))
        if value is not None:
            kept = wording.in_km(value) if kind in WAYS else value
            found[kind] = (kept, text(form, f"note.{kind}") or None)
    return found
