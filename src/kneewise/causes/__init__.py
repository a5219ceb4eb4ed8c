"""One file a suspected cause: exposure, timing, prior, reference, lever."""

from kneewise.causes.cause import PACKAGE, Cause, Learnable, learnable, tell
from kneewise.causes.discovery import all_causes
from kneewise.causes.shoe_km import cushioning_left, cushioning_range
from kneewise.causes.table import exposure_table

__all__ = [
    "PACKAGE",
    "Cause",
    "Learnable",
    "all_causes",
    "cushioning_left",
    "cushioning_range",
    "exposure_table",
    "learnable",
    "tell",
]
