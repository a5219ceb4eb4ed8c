"""A knee as calm line art: the left one, seen from the front, inside, outside and back.

Drawn as in a mirror, so that the left knee is on the left and its inner side on the right; the
right knee is the same turned over (kneemap.css). The controls that name a place lie above it and
carry the words, so the drawing itself is hidden from a screen reader unless it is given a label.
"""

from __future__ import annotations

from markupsafe import Markup

from kneewise.model.diary import Site

WIDTH, HEIGHT = 160, 236
"""Pixels as well: places are set by pixels above the drawing (kneemap.css)."""

_SKIN, _BONE, _SOFT = "skin", "bone", "soft"

_VIEWS: dict[str, tuple[tuple[str, str], ...]] = {
    "front": (
        (_SKIN, "M36 0 C34 40 22 76 24 112 C25 140 36 150 36 172 C36 196 42 216 44 236"),
        (_SKIN, "M124 0 C128 40 140 74 137 112 C135 142 123 152 124 176 C124 198 118 216 117 236"),
        (_BONE, "M80 68 C108 68 120 90 118 112 C116 136 94 152 80 152 C66 152 44 136 42 112"),
        (_BONE, "M42 112 C40 90 52 68 80 68"),
        (_SOFT, "M62 8 C66 32 70 52 72 70 M98 8 C94 32 90 52 88 70"),
        (_SOFT, "M70 151 C71 166 73 178 73 188 M90 151 C89 166 87 178 87 188"),
        (_BONE, "M68 196 C70 186 90 186 92 196 C92 206 86 212 80 212 C74 212 68 206 68 196"),
        (_SOFT, "M34 152 C42 157 50 157 58 153 M102 153 C110 157 118 157 127 151"),
    ),
    "inside": (
        (_SKIN, "M116 0 C118 36 122 60 128 78 C137 94 137 122 128 138 C122 152 118 164 122 178"),
        (_SKIN, "M122 178 C120 198 108 214 106 236"),
        (_SKIN, "M34 0 C40 40 46 76 48 108 C48 126 34 142 30 166 C28 192 38 216 42 236"),
        (_BONE, "M124 82 C134 94 134 120 124 134 C116 122 116 96 124 82"),
        (_SOFT, "M120 134 C116 152 116 162 118 174"),
        (_SOFT, "M54 140 C70 148 92 148 110 138"),
        (_BONE, "M62 70 C54 92 54 118 66 132 C82 138 98 134 108 122"),
        (_BONE, "M60 150 C76 156 98 156 108 148 M66 156 C70 186 78 210 80 236"),
        (_SOFT, "M44 30 C54 90 66 150 92 190"),
    ),
    "outside": (
        (_SKIN, "M44 0 C42 36 38 60 32 78 C23 94 23 122 32 138 C38 152 42 164 38 178"),
        (_SKIN, "M38 178 C40 198 52 214 54 236"),
        (_SKIN, "M126 0 C120 40 114 76 112 108 C112 126 126 142 130 166 C132 192 122 216 118 236"),
        (_BONE, "M36 82 C26 94 26 120 36 134 C44 122 44 96 36 82"),
        (_SOFT, "M40 134 C44 152 44 162 42 174"),
        (_SOFT, "M50 138 C68 148 90 148 106 140"),
        (_BONE, "M98 70 C106 92 106 118 94 132 C78 138 62 134 52 122"),
        (_BONE, "M52 148 C62 156 84 156 100 150 M94 156 C90 186 82 210 80 236"),
        (_SOFT, "M88 0 C86 60 78 120 60 160 M96 0 C94 60 88 124 66 164"),
        (_BONE, "M104 158 C112 154 118 162 114 170 C110 194 108 214 108 236"),
    ),
    "back": (
        (_SKIN, "M36 0 C34 40 24 76 26 110 C27 138 20 160 24 184 C28 206 40 222 44 236"),
        (_SKIN, "M124 0 C128 40 138 74 135 110 C134 138 140 160 136 184 C132 206 121 222 117 236"),
        (_SOFT, "M58 0 C56 40 44 70 40 104 M102 0 C104 40 116 70 120 104"),
        (_SOFT, "M40 118 C62 110 98 110 120 118"),
        (_SOFT, "M78 150 C78 180 78 206 80 236"),
        (_SOFT, "M44 132 C40 164 50 196 66 210 M116 132 C120 164 110 196 94 210"),
    ),
}

SPOTS: dict[str, tuple[Site, ...]] = {
    "front": (
        Site.THIGH_ABOVE,
        Site.FRONT_UPPER_POLE,
        Site.FRONT_AROUND_KNEECAP,
        Site.FRONT_BEHIND_KNEECAP,
        Site.FRONT_LOWER_POLE,
        Site.FRONT_BESIDE_TENDON,
        Site.FRONT_SHIN_BUMP,
    ),
    "inside": (Site.INSIDE_KNEECAP_EDGE, Site.INSIDE_JOINT_LINE, Site.INSIDE_BELOW),
    "outside": (Site.OUTSIDE_ABOVE, Site.OUTSIDE_JOINT_LINE),
    "back": (Site.BACK,),
}
"""The views in the order they are shown, and the places that lie on each, from the top down."""

NOWHERE = (Site.AROUND_KNEECAP, Site.DIFFUSE, Site.OTHER)
"""Places that are no point; `front`, `inside` and `outside` are whole views and stay coarse."""


def knee(view: str, label: str | None = None) -> Markup:
    """One view of the left knee as SVG. Raises KeyError for a view there is not."""
    paths = Markup("").join(
        Markup('<path class="{}" d="{}"/>').format(kind, path) for kind, path in _VIEWS[view]
    )
    told = (
        Markup(' aria-hidden="true" focusable="false"')
        if label is None
        else Markup(' role="img" aria-label="{}"').format(label)
    )
    return Markup('<svg class="knee" viewBox="0 0 {} {}" width="{}" height="{}"{}>{}</svg>').format(
        WIDTH, HEIGHT, WIDTH, HEIGHT, told, paths
    )
