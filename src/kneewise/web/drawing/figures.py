"""A line figure of ours: how a self-test is done. Drawn with its title and what it shows."""

from __future__ import annotations

from itertools import chain

from markupsafe import Markup

from kneewise.body.figure import HEIGHT, WIDTH, Figure


def figure(drawn: Figure, name: str, title: str, shows: str) -> Markup:
    """The figure as SVG; `name` makes its ids, `title` and `shows` are what is read out."""
    kinds = (("ground", drawn.ground), ("body", drawn.body), ("mark", drawn.mark))
    paths = Markup("").join(
        Markup('<path class="{}" d="{}"/>').format(kind, path)
        for kind, path in chain.from_iterable(((k, p) for p in paths) for k, paths in kinds)
    )
    return Markup(
        '<svg class="figure" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-labelledby="{}-title {}-shows"><title id="{}-title">{}</title>'
        '<desc id="{}-shows">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, name, name, name, title, name, shows, paths)
