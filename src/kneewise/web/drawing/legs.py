"""The soreness map: both legs from one side, each muscle group in the colour of its rating."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from kneewise.body.soreness import HEIGHT, OUTLINE, REGIONS, VIEWS, WIDTH
from kneewise.model.diary import Muscle, Side

_TURNED = {Side.LEFT: "", Side.RIGHT: f"translate({WIDTH} 0) scale(-1 1)"}


def legs(view: str, ratings: Mapping[tuple[Muscle, Side], float | None], label: str) -> Markup:
    """One view ("front" or "back") as SVG; an unrated group is drawn with a broken line.

    Raises KeyError for a view there is not.
    """
    parts = Markup("").join(
        Markup('<g transform="{}">{}{}</g>').format(
            turn,
            Markup("").join(
                _region(muscle, side, ratings.get((muscle, side))) for muscle in VIEWS[view]
            ),
            Markup("").join(
                Markup('<path class="skin" d="{}"/>').format(path) for path in OUTLINE[view]
            ),
        )
        for side, turn in _TURNED.items()
    )
    return Markup(
        '<svg class="legs" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, label, parts)


def _region(muscle: Muscle, side: Side, rating: float | None) -> Markup:
    how = "open" if rating is None else f"sore-{rating:.0f}"
    return Markup('<path class="muscle {}" data-muscle="sore_{}_{}" d="{}"/>').format(
        how, muscle.value, side.value, REGIONS[muscle]
    )
