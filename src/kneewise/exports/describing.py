"""A session in the words of a calendar: first when not to start it, then how much, how and why.

A calendar is read by the runner: with a `Reader` it speaks in their units and their days.
"""

from __future__ import annotations

from collections.abc import Iterator

from kneewise.exports.leaving import whole
from kneewise.exports.saying import text
from kneewise.model.plan import Block, Session, Stretch
from kneewise.model.quantity import Reader
from kneewise.model.words import Said


def description(session: Session, reader: Reader | None = None) -> str:
    """What an event says below its title, a line each."""
    return clean("\n".join(as_read(line, reader) for line in _lines(session, reader)))


def as_read(said: str, reader: Reader | None) -> str:
    """A sentence as this reader reads it; its canonical text without one."""
    return said.read_by(reader) if reader is not None and isinstance(said, Said) else said


def clean(said: str) -> str:
    """The same without control characters, which RFC 5545 forbids; lines end with a newline."""
    lines = "\n".join(said.splitlines())
    return "".join(sign for sign in lines if sign >= " " or sign == "\n").replace("\x7f", "")


def _lines(session: Session, reader: Reader | None) -> Iterator[str]:
    yield text("dont_start")
    if session.km is not None:
        yield text("event.km", km=_km(session.km, reader))
    if session.minutes is not None and session.blocks:  # of other sports the title says it
        yield text("event.minutes", minutes=_minutes(session.minutes))
    if session.blocks:
        yield text(
            "event.steps", steps=", ".join(_block(block, reader) for block in session.blocks)
        )
    for advice in session.because:
        unnamed = ", ".join(key for key in advice.sources if key not in advice.because)
        slots = {"because": advice.because, "sources": unnamed}
        yield text("event.sources", **slots) if unnamed else advice.because
        yield from advice.do


def _block(block: Block, reader: Reader | None) -> str:
    stretches = ", ".join(_stretch(stretch, reader) for stretch in block.stretches)
    return stretches if block.times == 1 else _times(block, stretches)


def _times(block: Block, stretches: str) -> str:
    return text("event.block", times=block.times, stretches=stretches)


def _stretch(stretch: Stretch, reader: Reader | None) -> str:
    if stretch.km is not None:
        amount = _km(stretch.km, reader)
    else:
        amount = f"{_minutes(stretch.minutes or 0.0)} min"
    return text(f"event.{stretch.gait.value}", amount=amount)


def _km(km: float, reader: Reader | None) -> str:
    """Kilometres, one digit (two below 1 km), never rounded up; else as the reader's limits."""
    if reader is not None:
        return reader.limit(km)
    per = 10 if km >= 1 else 100
    return f"{whole(km, per) / per:g} km"


def _minutes(minutes: float) -> str:
    return f"{whole(minutes, 10) / 10:g}"
