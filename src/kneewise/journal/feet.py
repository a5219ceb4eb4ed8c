"""Feet: measured from a photo of a footprint, or looked at; kept by side and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kneewise.body.foot import (
    KeptPosture,
    KeptPrint,
    Print,
    Reading,
    Refused,
    Sheet,
    Source,
    can_look,
    footing,
    look,
    postures_of,
    prints_of,
    to_measure,
)
from kneewise.body.foot import posture as postures
from kneewise.journal.clock import local_now
from kneewise.journal.days import lived
from kneewise.journal.feet_words import ABOUT_POSTURE, ABOUT_PRINT, WORDS, sentences
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.measure import Measure
from kneewise.model.words import Sentence, say
from kneewise.store.home import Store

LETTER_COUNTRIES = {"US", "CA", "MX", "CO", "CL", "PH"}
"""Where sheets are Letter; everywhere else they are A4."""


@dataclass(frozen=True, slots=True)
class Feet:
    """All that is known of both feet, the latest last; `told` what the runner said.

    `flat` is what `why` takes of it, from `source`; both None where nothing says clearly.
    `can_look` is False where the extra that reads pictures is not installed.
    """

    prints: tuple[KeptPrint, ...]
    postures: tuple[KeptPosture, ...]
    told: str | None
    flat: bool | None
    source: Source | None
    can_look: bool
    about: tuple[Sentence, ...]
    about_posture: tuple[Sentence, ...]

    def latest(self, side: Side) -> KeptPrint | None:
        """The last print of a foot."""
        return next((one for one in reversed(self.prints) if one.side is side), None)

    def before(self, one: KeptPrint) -> KeptPrint | None:
        """The print of the same foot before this one."""
        same = [other for other in self.prints if other.side is one.side]
        place = same.index(one)
        return same[place - 1] if place else None

    def posture(self, side: Side) -> KeptPosture | None:
        """The last posture of a foot."""
        return next((one for one in reversed(self.postures) if one.side is side), None)


@dataclass(frozen=True, slots=True)
class FootPhoto:
    """A picture and what was said of it. `sheet` None takes the country's."""

    data: bytes
    side: Side | None = None
    sheet: Sheet | None = None
    day: date | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Footprints:
    """What a photo gave: the prints that were kept, from left to right, or why there are none.

    `left_out` are reasons why a second print beside a kept one was not measured.

    `looks` is what each print looks like; it may differ from the side that was said.
    """

    prints: tuple[KeptPrint, ...] = ()
    looks: tuple[Side | None, ...] = ()
    refused: Refused | None = None
    left_out: tuple[Refused, ...] = ()
    sheet: Sheet | None = None
    scanned: bool = False
    other_sheet: Sheet | None = None
    png: bytes | None = None
    svg: str | None = None


def feet(store: Store, runner: str) -> Feet:
    """Both feet as far as they are known."""
    measures = store.measures.all(runner)
    told = store.facts.profile(runner).get("foot_type")
    known = footing(measures, told)
    return Feet(
        prints=prints_of(measures),
        postures=postures_of(measures),
        told=told,
        flat=known.flat,
        source=known.source,
        can_look=can_look(),
        about=sentences(*ABOUT_PRINT),
        about_posture=sentences(*ABOUT_POSTURE),
    )


def measure_foot(store: Store, photo: FootPhoto, runner: str) -> Footprints:
    """Measure a picture and keep what came of it, never the picture.

    Raises UsageError where it can't be told which foot it is, MissingExtraError.
    """
    now = local_now(store, runner)
    day = lived(photo.day, now.date()) if photo.day is not None else now.date()
    sheet = photo.sheet if photo.sheet is not None else usual_sheet(store, runner)
    found = look(photo.data, sheet, picture=photo.picture)
    if found.refused is not None:
        return Footprints(refused=found.refused)
    sides = _sides(found.prints, photo.side)
    at = datetime.now(UTC)
    ids = store.measures.add(
        [
            to_measure(one, side, day, at, sheet, scanned=found.scanned)
            for one, side in zip(found.prints, sides, strict=True)
        ],
        runner,
    )
    kept = {one.number: one for one in prints_of(store.measures.all(runner))}
    return _answer(found, tuple(kept[number] for number in ids))


def _answer(found: Reading, kept: tuple[KeptPrint, ...]) -> Footprints:
    return Footprints(
        prints=kept,
        looks=tuple(one.side for one in found.prints),
        left_out=found.left_out,
        sheet=found.sheet,
        scanned=found.scanned,
        other_sheet=found.other_sheet,
        png=found.png,
        svg=found.svg,
    )


def usual_sheet(store: Store, runner: str) -> Sheet:
    """The sheet of the runner's country."""
    country = store.facts.profile(runner).get("country")
    return Sheet.LETTER if (country or "").upper() in LETTER_COUNTRIES else Sheet.A4


def _sides(prints: tuple[Print, ...], said: Side | None) -> tuple[Side, ...]:
    """Which foot each print is: as said, else as it looks. Raises UsageError."""
    if len(prints) == 1:
        side = said if said is not None else prints[0].side
        if side is None:
            raise UsageError(say(WORDS, "which_foot"))
        return (side,)
    if said is not None:
        raise UsageError(say(WORDS, "two_feet"))
    looks = [one.side for one in prints]
    if looks.count(None) == 1:  # two feet of one runner: the other one
        known = next(side for side in looks if side is not None)
        other = Side.RIGHT if known is Side.LEFT else Side.LEFT
        looks = [other if side is None else side for side in looks]
    found = tuple(side for side in looks if side is not None)
    if len(found) != len(looks) or len(set(found)) != len(found):
        raise UsageError(say(WORDS, "same_feet"))
    return found


def keep_posture(
    store: Store, side: Side, said: Mapping[str, object], day: date | None, runner: str
) -> KeptPosture:
    """Keep what was seen of a foot; what was left open stays open. Raises UsageError."""
    now = local_now(store, runner)
    on = lived(day, now.date()) if day is not None else now.date()
    answers = postures.check_posture(said)
    if all(value is None for value in answers.values()):
        raise UsageError(say(WORDS, "posture.none"))
    measure = Measure(
        kind=postures.KIND,
        name=postures.NAME,
        day=on,
        at=datetime.now(UTC),
        side=side,
        values={key: None if value is None else float(value) for key, value in answers.items()},
        version=postures.VERSION,
    )
    (number,) = store.measures.add([measure], runner)
    return next(one for one in feet(store, runner).postures if one.number == number)


def remove_foot(store: Store, number: int, runner: str) -> None:
    """Delete a print or a posture for good. Raises NotFoundError."""
    known = feet(store, runner)
    numbers = {one.number for one in known.prints} | {one.number for one in known.postures}
    if number not in numbers:
        raise NotFoundError(f"There is no foot {number}; nothing was deleted.")
    store.measures.remove(number, runner)
