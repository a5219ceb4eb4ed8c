"""One day of the projection, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kneewise.care.plan.future import Done
from kneewise.care.today.answer import Said, TodayAnswer
from kneewise.model.plan import Block, SessionKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What a day holds: its main session, where in the week it stands, and what set its length.

    `today` is what the rules of the day said, None on a day nobody asked about. `place` is the
    id of the sentence on why it stands here, `length` why it is so long where that is not the
    day's cap. `longest_km` is the 30-day longest it was measured against.
    """

    day: date
    kind: SessionKind
    place: str
    moment: datetime | None = None
    today: TodayAnswer | None = None
    done: Done | None = None
    blocks: tuple[Block, ...] = ()
    length: Said | None = None
    stage: int | None = None
    longest_km: float | None = None
    after_a_run: bool = False
