"""What the check says, sentence by sentence in its order; every front end shows the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kneewise.care.check import PACKAGE, all_flags
from kneewise.care.check.conditions import Fit
from kneewise.care.check.flag import DOCTORS, PROFESSIONS, label
from kneewise.care.check.kept import GATE_ID
from kneewise.care.check.logged import LOGGED
from kneewise.journal.check_steps import ENDS_AT_ONCE
from kneewise.journal.checking import Check
from kneewise.model.advice import Advice, RaisedFlag, RaisedGate
from kneewise.model.effect import Interval
from kneewise.model.words import say

LIKELIER = 4
"""How many conditions are told in full, our choice; the others stand with their share alone."""

Day = Callable[[date], str]
"""How a front end writes a day."""


@dataclass(frozen=True, slots=True)
class FlagSaid:
    """A raised flag: how soon, what to do, because of what; `may_clear` are professions."""

    flag: str
    soon: str
    urgent: bool
    act: str
    because: str
    do: tuple[str, ...]
    basis: str
    sources: tuple[str, ...]
    since: str
    denied: str | None
    may_clear: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateSaid:
    """A gate that holds: what it says, what it forbids in words, and until when."""

    gate: str
    because: str
    act: str
    do: tuple[str, ...]
    basis: str
    sources: tuple[str, ...]
    forbids: str
    until: str | None
    may_clear: tuple[str, ...]
    clear: str | None = None
    """How it is entered at the terminal that a doctor saw it, of a gate that nothing else ends."""


@dataclass(frozen=True, slots=True)
class FitSaid:
    """A condition of the picture; what speaks for and against only where it is a likelier one."""

    label: str
    share: Interval
    shown: str
    likelier: bool
    what: str
    speaks_for: str | None
    speaks_against: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckSaid:
    """The check in sentences."""

    flags: tuple[FlagSaid, ...]
    gates: tuple[GateSaid, ...]
    fits: tuple[FitSaid, ...]
    ask: str | None
    notes: tuple[str, ...]
    clearings: tuple[str, ...]


def check_said(found: Check, day: Day) -> CheckSaid:
    """The sentences of the check, days as the front end writes them."""
    picture = found.picture
    ask = None if picture is None else picture.ask_text
    return CheckSaid(
        flags=tuple(_flag(flag, day) for flag in found.screening.flags),
        gates=tuple(_gate(gate, day) for gate in found.screening.gates),
        fits=()
        if picture is None
        else tuple(_fit(fit, place < LIKELIER) for place, fit in enumerate(picture.fits)),
        ask=None if ask is None else say(PACKAGE, "picture.ask", question=ask),
        notes=() if picture is None else picture.notes,
        clearings=tuple(
            say(
                PACKAGE,
                "check.cleared",
                flag=label(each.flag)[:1].upper() + label(each.flag)[1:],
                day=day(each.on),
                profession=each.profession,
                excluded=each.excluded,
            )
            for each in found.clearings
        ),
    )


def _flag(raised: RaisedFlag, day: Day) -> FlagSaid:
    doctor_only = {flag.id: flag.doctor_only for flag in all_flags()}[raised.flag]
    advice = raised.advice
    return FlagSaid(
        flag=raised.flag,
        soon=say(PACKAGE, f"urgency.{raised.urgency.value}"),
        urgent=raised.urgency in ENDS_AT_ONCE,
        act=advice.verdict,
        because=advice.because,
        do=advice.do,
        basis=_basis(advice),
        sources=advice.sources,
        since=say(PACKAGE, _told_by(raised), day=day(raised.since.date())),
        denied=_denied(raised),
        may_clear=DOCTORS if doctor_only else PROFESSIONS,
    )


def _told_by(raised: RaisedFlag) -> str:
    """The sentence of its day: said in the check, logged as a sign, or seen in the ratings."""
    if not raised.from_diary:
        return "check.since"
    reads = {flag.id: flag.reads for flag in all_flags()}[raised.flag]
    return "check.logged_on" if reads & {key for key, _ in LOGGED.values()} else "check.seen"


def _denied(raised: RaisedFlag) -> str | None:
    if not raised.denied_later:
        return None
    return say(PACKAGE, "check.denied_diary" if raised.from_diary else "check.denied")


def _gate(held: RaisedGate, day: Day) -> GateSaid:
    advice = held.advice
    forbidden = ", ".join(say(PACKAGE, f"forbids.{what}") for what in sorted(held.forbids))
    return GateSaid(
        gate=held.gate,
        because=advice.because,
        act=advice.verdict,
        do=advice.do,
        basis=_basis(advice),
        sources=advice.sources,
        forbids=say(PACKAGE, "check.forbids", what=forbidden) if forbidden else "",
        until=None if held.until is None else say(PACKAGE, "check.until", day=day(held.until)),
        may_clear=DOCTORS,
        clear=say(PACKAGE, "check.clear", flag=held.gate) if held.gate == GATE_ID else None,
    )


def _fit(fit: Fit, likelier: bool) -> FitSaid:  # noqa: FBT001 - said by its place alone
    low, mid, high = (round(100 * part) for part in (fit.share.low, fit.share.mid, fit.share.high))
    return FitSaid(
        label=fit.label,
        share=fit.share,
        shown=say(PACKAGE, "picture.share", low=low, mid=mid, high=high),
        likelier=likelier,
        what=fit.what,
        speaks_for=_speaks("for", fit.speaks_for) if likelier else None,
        speaks_against=_speaks("against", fit.speaks_against) if likelier else None,
        sources=fit.sources,
    )


def _speaks(which: str, lines: tuple[str, ...]) -> str | None:
    return say(PACKAGE, f"picture.{which}", what="; ".join(lines)) if lines else None


def _basis(advice: Advice) -> str:
    return say(PACKAGE, f"basis.{advice.basis.value}")
