"""Relative risks with their ranges on one logarithmic axis: research beneath the diary.

Positions along the axis are percentages, so that one drawing fits every width and its text stays
readable. Shape tells prior (square) from posterior (round) without colour.
"""

from __future__ import annotations

from math import log

from markupsafe import Markup

from kneewise.model.effect import Interval

LOW, HIGH = 0.33, 6.0
"""Ends of the axis, as relative risks, the same in every drawing; what lies beyond is cut there
and ends in an arrow."""

TICKS = (0.5, 1.0, 2.0, 4.0)
EDGE = 3.0
"""Per cent kept free at either end."""

PRIOR_Y, EFFECT_Y, BOTTOM_Y, TEXT_Y = 13, 33, 48, 64
HEIGHT = 70


def place(ratio: float) -> float:
    """Where a relative risk stands on the axis, in per cent of the width."""
    share = log(min(max(ratio, LOW), HIGH) / LOW) / log(HIGH / LOW)
    return round(EDGE + (100 - 2 * EDGE) * share, 2)


def draw_effect(
    prior: Interval,
    effect: Interval | None,
    *,
    label: str,
    prior_inner: Interval | None = None,
    effect_inner: Interval | None = None,
) -> Markup:
    """One suspect: thin line 90 %, thick line 50 %, mark at the median; `label` says it in words.

    `effect` is None where the diary says nothing yet; inner ranges are left out where unknown.
    """
    parts = [_axis(), _range(prior, prior_inner, PRIOR_Y, "prior", _square(prior))]
    if effect is not None:
        parts.append(_range(effect, effect_inner, EFFECT_Y, "effect", _dot(effect)))
    return Markup(
        '<svg class="effect-axis" width="100%" height="{height}" role="img" aria-label="{label}">'
        "{parts}</svg>"
    ).format(height=HEIGHT, label=label, parts=Markup("").join(parts))


def draw_found(effect: Interval, *, label: str) -> Markup:
    """One relative risk with its 90 % range on the same axis, where no prior is shown beside."""
    parts = [_axis(), _range(effect, None, EFFECT_Y, "effect", _dot(effect))]
    return Markup(
        '<svg class="effect-axis" width="100%" height="{height}" role="img" aria-label="{label}">'
        "{parts}</svg>"
    ).format(height=HEIGHT, label=label, parts=Markup("").join(parts))


def _axis() -> Markup:
    ticks = Markup("").join(
        Markup(
            '<line class="tick" x1="{x}%" x2="{x}%" y1="{top}" y2="{bottom}"/>'
            '<text x="{x}%" y="{text}" text-anchor="middle" aria-hidden="true">×{tick:g}</text>'
        ).format(x=place(tick), top=BOTTOM_Y - 4, bottom=BOTTOM_Y, text=TEXT_Y, tick=tick)
        for tick in TICKS
    )
    return ticks + Markup(
        '<line class="base" x1="{first}%" x2="{last}%" y1="{y}" y2="{y}"/>'
        '<line class="same" x1="{one}%" x2="{one}%" y1="2" y2="{y}"/>'
    ).format(first=EDGE, last=100 - EDGE, y=BOTTOM_Y, one=place(1.0))


def _range(outer: Interval, inner: Interval | None, y: int, kind: str, middle: Markup) -> Markup:
    parts = [_line(outer, y, f"{kind} ninety"), *_arrows(outer, y, kind)]
    if inner is not None:
        parts.append(_line(inner, y, f"{kind} fifty"))
    return Markup("").join([*parts, middle])


def _line(interval: Interval, y: int, kind: str) -> Markup:
    return Markup('<line class="{kind}" x1="{x1}%" x2="{x2}%" y1="{y}" y2="{y}"/>').format(
        kind=kind, x1=place(interval.low), x2=place(interval.high), y=y
    )


def _arrows(interval: Interval, y: int, kind: str) -> list[Markup]:
    """An arrow at an end of the axis that the range goes beyond."""
    arrow = Markup(
        '<text class="{kind} beyond" x="{x}%" y="{y}" text-anchor="{side}">{mark}</text>'
    )
    out = []
    if interval.low < LOW:
        out.append(arrow.format(kind=kind, x=EDGE, y=y + 5, side="end", mark="◂"))
    if interval.high > HIGH:
        out.append(arrow.format(kind=kind, x=100 - EDGE, y=y + 5, side="start", mark="▸"))
    return out


def _square(prior: Interval) -> Markup:
    # A square can't be centred in per cent; an inner drawing carries its own origin.
    return Markup(
        '<svg x="{x}%" y="{y}" overflow="visible"><rect class="prior middle" x="-5" y="-5" '
        'width="10" height="10"/></svg>'
    ).format(x=place(prior.mid), y=PRIOR_Y)


def _dot(effect: Interval) -> Markup:
    return Markup('<circle class="effect middle" cx="{x}%" cy="{y}" r="6.5"/>').format(
        x=place(effect.mid), y=EFFECT_Y
    )
