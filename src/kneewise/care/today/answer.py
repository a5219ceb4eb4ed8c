"""What `today` and `return_plan` answer, and what one rule says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kneewise.care.today.entry import EntryDay
from kneewise.care.today.ladder import Done
from kneewise.care.today.policy import Policy
from kneewise.model.advice import Advice, Basis, Light
from kneewise.model.words import load_words

PACKAGE = "kneewise.care.today"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, filled, with its class (`words.CLASSES`) and its sources."""

    id: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()


def tell(sentence_id: str, **slots: object) -> Said:
    """A sentence of this room, filled. Raises KeyError for one that is not there."""
    sentence = load_words(PACKAGE)[sentence_id]
    return Said(sentence_id, sentence.fill(**slots), sentence.kind, sentence.sources)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says of today: a light, limits, and the sentences that go with them.

    `km` is running at most within 24 hours, None where the rule sets no limit; 0 is no run.
    `minutes` on feet, on the ladder. `run_from` is the first day the calendar would allow;
    `to_green` what has to be true besides.
    """

    light: Light
    because: Said
    km: float | None = None
    minutes: float | None = None
    run_from: date | None = None
    do: tuple[Said, ...] = ()
    to_green: tuple[Said, ...] = ()
    no_downhill: bool = False

    def advice(self, rule: str) -> Advice:
        """The same as the advice that every front end knows."""
        kind = self.because.kind
        return Advice(
            rule=rule,
            verdict=self.light.value,
            because=self.because.text,
            basis=Basis(kind) if kind in set(Basis) else Basis.RULE,
            sources=self.because.sources,
            do=tuple(said.text for said in self.do),
        )


@dataclass(frozen=True, slots=True)
class Cap:
    """How far today at most.

    `km` of running within 24 hours, 0 is no run; on the ladder `minutes` on feet too. `rule`
    set it, `because` says why. Descent and fast minutes limit a run that is longer than the
    30-day longest; None where nothing is known.
    """

    km: float
    minutes: float | None
    rule: str
    because: Said
    descent_m: float | None = None
    fast_minutes: float | None = None
    no_downhill: bool = False


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of this week: km run (None: no run), worst rating (None: unrated), its light."""

    day: date
    km: float | None
    pain: int | None
    light: Light | None


@dataclass(frozen=True, slots=True)
class TodayAnswer:
    """The light and what follows from it; `rule` won, `advices` is what every rule said.

    `week_left_km` is what the seven days leave, None where no run is allowed or the ladder sets
    how far.
    """

    day: date
    light: Light
    policy: Policy
    rule: str
    reason: Said
    cap: Cap
    run_from: date | None
    now: tuple[Said, ...]
    first_hour: tuple[Said, ...]
    to_green: tuple[Said, ...]
    week: tuple[WeekDay, ...]
    week_km: float | None
    week_left_km: float | None
    advices: tuple[Advice, ...]
    overruled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One of distance, flat speed, uphill, downhill: done, now or later."""

    name: str
    state: str
    said: Said


@dataclass(frozen=True, slots=True)
class ReturnAnswer:
    """Where the runner stands on the way back. `stage` counts from 1; None after the ladder.

    `blocked_by` is the rule that allows no run today, None where one may be done.
    """

    day: date
    light: Light
    policy: Policy
    blocked_by: str | None
    reason: Said
    entry_needed: bool
    entry_passed_on: date | None
    entry: tuple[EntryDay, ...]
    stage: int | None
    stages: int
    greens: int
    next_step: Said
    minutes: float | None
    run_from: date | None
    history: tuple[Done, ...]
    order: tuple[OrderStep, ...]
    notes: tuple[Said, ...]
