"""The legs as calm line art, seen as in a mirror: the left one is on the left in both views.

One leg is drawn; the other is the same turned over at the middle line.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneewise.model.diary import Muscle

WIDTH, HEIGHT = 160, 300

VIEWS: Mapping[str, tuple[Muscle, ...]] = {
    "front": (Muscle.HIP, Muscle.FRONT_THIGH),
    "back": (Muscle.BACK_THIGH, Muscle.CALF),
}
"""Which muscle groups are seen from where."""

OUTLINE: Mapping[str, tuple[str, ...]] = {
    "front": (
        "M34 6 C26 30 22 54 24 84 C26 116 34 142 36 166 C28 190 32 222 40 252",
        "M40 252 C42 266 40 276 32 286 C30 292 34 295 42 295 L56 294 C60 292 60 286 57 278",
        "M57 278 C55 262 58 246 62 224 C66 200 64 184 61 168 C66 142 74 116 77 78",
        "M38 164 C42 154 56 154 60 164 C60 176 54 182 49 182 C44 182 38 176 38 164",
        "M62 74 C68 78 73 79 77 78",
    ),
    "back": (
        "M34 6 C26 30 22 54 24 84 C26 116 34 142 36 166 C26 190 30 222 40 252",
        "M40 252 C42 266 41 278 40 290 C42 296 54 296 57 290",
        "M57 290 C57 276 57 262 59 250 C66 222 68 196 61 168 C66 142 74 116 77 78",
        "M26 74 C40 88 64 90 77 78",
        "M38 166 C44 170 54 170 60 166",
    ),
}

REGIONS: Mapping[Muscle, str] = {
    Muscle.HIP: "M35 10 C29 26 26 42 25 58 C38 62 50 58 58 46 C54 30 46 18 35 10 Z",
    Muscle.FRONT_THIGH: "M27 68 C27 98 34 126 39 150 C46 146 54 146 60 150 C66 126 73 104 75 84 "
    "C62 84 48 78 40 64 C35 66 30 68 27 68 Z",
    Muscle.BACK_THIGH: "M27 84 C28 112 35 138 39 158 C46 162 54 162 60 158 C66 134 73 112 75 88 "
    "C58 98 40 96 27 84 Z",
    Muscle.CALF: "M37 176 C31 194 34 216 41 238 C47 242 54 242 58 238 C64 216 66 194 61 176 "
    "C53 180 45 180 37 176 Z",
}
"""The left leg's regions; each lies in the view that `VIEWS` gives it."""
