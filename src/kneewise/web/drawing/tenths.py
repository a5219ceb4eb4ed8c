"""So many of ten, as ten marks: full ones happened, open ones did not."""

from __future__ import annotations

from markupsafe import Markup

MARKS, STEP, RADIUS = 10, 24, 9


def tenths(share: float, label: str) -> Markup:
    """Ten marks of which `share` (0-1) are full, rounded to whole ones; `label` says it."""
    full = round(MARKS * min(max(share, 0.0), 1.0))
    dots = Markup("").join(
        Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(
            "full" if n < full else "open", STEP * n + STEP // 2, STEP // 2, RADIUS
        )
        for n in range(MARKS)
    )
    return Markup(
        '<svg class="tenths" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" '
        'aria-label="{2}">{3}</svg>'
    ).format(MARKS * STEP, STEP, label, dots)
