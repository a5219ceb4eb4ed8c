"""Red flags, clearings and gates: always printed, always first."""

from __future__ import annotations

from kneewise.care.check.flag import label
from kneewise.exports.report.blocks import Block, Line, Notice, typed
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.wording import classed, words
from kneewise.model import numbers
from kneewise.model.advice import Clearing, RaisedFlag, RaisedGate
from kneewise.model.numbers import counted
from kneewise.model.words import say

CHECK = "kneewise.care.check"
NAMED = 8
"""Open questions named one by one; the others are counted."""


def blocks(data: ReportData) -> tuple[Block, ...]:
    """One frame with all of it; heavy where a raised flag stops running."""
    screening = data.screening
    lines = [found for flag in screening.flags for found in _flag(flag)]
    if not screening.flags:
        lines.append(Line(words("safety.none")))
    lines += _open(data)
    lines += [found for gate in screening.gates for found in _gate(gate)]
    if not screening.gates:
        lines.append(Line(words("safety.no_gate")))
    lines += [_clearing(clearing) for clearing in data.clearings]
    if not data.clearings:
        lines.append(Line(words("safety.no_clearing")))
    stops = any(flag.stops for flag in screening.flags)
    return (Notice(title=words("safety.title"), lines=tuple(lines), heavy=stops),)


def _flag(flag: RaisedFlag) -> list[Line]:
    urgency = say(CHECK, f"urgency.{flag.urgency.value}")
    slots = {"urgency": urgency, "flag": label(flag.flag)}
    advice = flag.advice
    since = numbers.day(flag.since.date())
    lines = [
        Line(words("safety.flag", **slots), strong=True),
        classed(f"{advice.because} {advice.verdict}", advice.basis.value, advice.sources),
        *(Line(text) for text in advice.do),
        Line(words("safety.since", day=since)),
    ]
    if flag.denied_later:
        lines.append(Line(words("safety.denied")))
    return lines


def _gate(gate: RaisedGate) -> list[Line]:
    advice = gate.advice
    until = "" if gate.until is None else words("safety.until", day=numbers.day(gate.until))
    return [
        Line(words("safety.gate", gate=label(gate.gate)), strong=True),
        classed(f"{advice.because} {advice.verdict}{until}", advice.basis.value, advice.sources),
        *(Line(text) for text in advice.do),
    ]


def _open(data: ReportData) -> list[Line]:
    lines = []
    unanswered, overdue = data.screening.unanswered, data.screening.overdue
    if unanswered:
        named = ", ".join(key.replace("_", " ") for key in unanswered[:NAMED])
        more = " …" if len(unanswered) > NAMED else ""
        count = counted(len(unanswered), "question")
        lines.append(Line(words("safety.open", count=count, keys=named + more)))
    if overdue:
        named = ", ".join(key.replace("_", " ") for key in overdue)
        lines.append(Line(words("safety.overdue", keys=named)))
    if data.screening.complete:
        lines.append(Line(words("safety.complete")))
    return lines


def _clearing(clearing: Clearing) -> Line:
    return Line(
        words(
            "safety.clearing",
            day=numbers.day(clearing.on),
            flag=label(clearing.flag),
            profession=typed(clearing.profession),
            excluded=typed(clearing.excluded),
            absent=words("safety.absent" if clearing.sign_absent else "safety.still_there"),
            entered=numbers.day(clearing.entered_at.date()),
        ),
        strong=True,
    )
