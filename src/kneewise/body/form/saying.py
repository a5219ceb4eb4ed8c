"""A form in words: every line as a person reads it, chosen once for terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kneewise.body.form.answer import CUT_OFF_HZ, Curve, Difference, Measured
from kneewise.body.form.comparing import Change
from kneewise.body.form.kept import KeptForm
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.words import Sentence, load_words, say

PACKAGE = "kneewise.body.form"

LIMITS = ("limit.group", "limit.cause", "limit.within", "limit.run")


@dataclass(frozen=True, slots=True)
class FormLine:
    """One measure: its label, value, bounds of the 90 % interval and unit as text."""

    name: str
    label: str
    side: str | None
    value: str
    low: str
    high: str
    unit: str
    strides: int
    about: Sentence | None

    @property
    def amount(self) -> str:
        """The value with its unit: `21°`, `263 ms`."""
        return amount(self.value, self.unit)

    @property
    def interval(self) -> str:
        """The value with unit and bounds."""
        return say(PACKAGE, "line.interval", amount=self.amount, low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One measure against an earlier clip, in one sentence."""

    label: str
    side: str | None
    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class CurveLine:
    """The curves of one angle (left and right), what they are called and what they show."""

    name: str
    label: str
    says: str
    curves: tuple[Curve, ...]


def amount(value: str, unit: str) -> str:
    """A value with its unit; degrees stand close."""
    return f"{value}{unit}" if unit == "°" else f"{value} {unit}"


def title(form: KeptForm) -> str:
    """What was filmed."""
    seconds = f"{form.seconds:.0f}"
    there = say(PACKAGE, f"view.{form.view}")
    if form.near is None:
        return say(PACKAGE, "title", view=there, strides=form.strides, seconds=seconds)
    side = say(PACKAGE, f"side.{form.near}")
    return say(PACKAGE, "title.near", view=there, side=side, strides=form.strides, seconds=seconds)


def lines(measured: Iterable[Measured]) -> tuple[FormLine, ...]:
    """Every measure in words."""
    words = load_words(PACKAGE)
    return tuple(_line(line, words.get(f"about.{line.name}")) for line in measured)


def _line(line: Measured, about: Sentence | None) -> FormLine:
    digits = _digits(line.value.high - line.value.low)
    low, mid, high = (
        _figure(part, digits) for part in (line.value.low, line.value.mid, line.value.high)
    )
    return FormLine(
        line.name,
        say(PACKAGE, line.name),
        _side(line.side),
        mid,
        low,
        high,
        say(PACKAGE, f"unit.{line.unit}"),
        line.strides,
        about,
    )


def change_lines(changes: Iterable[Change]) -> tuple[ChangeLine, ...]:
    """Every comparison in words; those beyond their error first."""
    found = [_change(change) for change in changes]
    return tuple(sorted(found, key=lambda line: not line.changed))


def _change(change: Change) -> ChangeLine:
    digits = _digits(2 * change.needed)
    unit = say(PACKAGE, f"unit.{change.name.rpartition('_')[2]}")
    slots = {
        "before": _figure(change.before, digits),
        "now": amount(_figure(change.now, digits), unit),
        "low": _figure(change.difference.low, digits, signed=True),
        "high": _figure(change.difference.high, digits, signed=True),
        "needed": amount(_figure(change.needed, digits), unit),
    }
    sentence = "changed.yes" if change.changed else "changed.no"
    text = say(PACKAGE, sentence, **slots)
    return ChangeLine(say(PACKAGE, change.name), _side(change.side), text, change.changed)


def difference_lines(differences: Iterable[Difference]) -> tuple[FormLine, ...]:
    """Left less right; `about` says whether that is beyond its error."""
    words = load_words(PACKAGE)
    found = []
    for one in differences:
        digits = _digits(one.value.high - one.value.low)
        low, mid, high = (
            _figure(part, digits, signed=True)
            for part in (one.value.low, one.value.mid, one.value.high)
        )
        about = words["difference.clear" if one.clear else "difference.unclear"]
        unit = say(PACKAGE, f"unit.{one.name.rpartition('_')[2]}")
        label = say(PACKAGE, one.name)
        found.append(FormLine(one.name, label, None, mid, low, high, unit, 0, about))
    return tuple(found)


def curve_lines(curves: Iterable[Curve]) -> tuple[CurveLine, ...]:
    """The curves by angle, each with the sentence that says what it shows."""
    by_name: dict[str, list[Curve]] = {}
    for curve in curves:
        by_name.setdefault(curve.name, []).append(curve)
    return tuple(
        CurveLine(
            name,
            say(PACKAGE, f"curve.{name}"),
            " ".join(_says(curve) for curve in some),
            tuple(some),
        )
        for name, some in by_name.items()
    )


def _says(curve: Curve) -> str:
    slots = {
        "name": say(PACKAGE, f"curve.{curve.name}"),
        "low": _figure(min(curve.mean), 0),
        "high": _figure(max(curve.mean), 0),
        "strides": curve.strides,
    }
    if curve.side is None:
        return say(PACKAGE, "curve.says_both", **slots)
    return say(PACKAGE, "curve.says", side=say(PACKAGE, f"side.{curve.side}"), **slots)


def notes(form: KeptForm) -> tuple[str, ...]:
    """What limits this clip, in words."""
    slots = {"slow": f"{form.slow:g}", "view": say(PACKAGE, f"view.{form.view}")}
    said = [say(PACKAGE, note, **slots) for note in form.notes]
    return (*said, say(PACKAGE, "filtered", hz=f"{CUT_OFF_HZ:g}"))


def strike(form: KeptForm) -> str | None:
    """With which part of the foot the ground is met; None where this view can't show it."""
    return None if form.strike is None else say(PACKAGE, f"strike.{form.strike}")


def limits(form: KeptForm) -> tuple[Sentence, ...]:
    """What a clip can and can't say."""
    words = load_words(PACKAGE)
    found = [words[key] for key in LIMITS]
    if form.near is not None:
        found.append(words["limit.trunk"])
    return tuple(found)


def day_line(form: KeptForm) -> str:
    """The day as it is read."""
    return numbers.day(form.day)


def _side(side: Side | None) -> str | None:
    return None if side is None else say(PACKAGE, f"side.{side}")


def _digits(width: float) -> int:
    """Digits follow the error."""
    return 1 if width < 2 else 0


def _figure(value: float, digits: int, *, signed: bool = False) -> str:
    """A number with its minus as print has it; never a zero with a sign."""
    rounded = round(value, digits) + 0.0
    text = f"{rounded:+.{digits}f}" if signed and rounded else f"{rounded:.{digits}f}"
    return text.replace("-", "−")
