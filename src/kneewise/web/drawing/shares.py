"""A share with its interval as a bar: a thin line for the 90 % range, a dot for the middle."""

from __future__ import annotations

from markupsafe import Markup

from kneewise.model.effect import Interval

_MARKS = (0, 25, 50, 75, 100)


def share_bar(share: Interval) -> Markup:
    """One bar over the whole width, 0 to 100 %; positions are shares of it.

    Hidden from a screen reader: the same numbers stand beside it in words.
    """
    low, mid, high = (f"{100 * part:.1f}%" for part in (share.low, share.mid, share.high))
    marks = Markup("").join(
        Markup('<line class="mark" x1="{0}%" x2="{0}%" y1="3" y2="17"/>').format(at)
        for at in _MARKS
    )
    return Markup(
        '<svg class="share" width="100%" height="20" aria-hidden="true" focusable="false">{}'
        '<line class="axis" x1="0" x2="100%" y1="10" y2="10"/>'
        '<line class="range" x1="{}" x2="{}" y1="10" y2="10"/>'
        '<circle class="middle" cx="{}" cy="10" r="6"/></svg>'
    ).format(marks, low, high, mid)
