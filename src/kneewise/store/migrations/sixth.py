"""The sixth step: when the end of an episode was told, beside the day it is said to lie on.

Of ends that were told before nobody knows when: they count from the day that was said.
"""

from __future__ import annotations

STATEMENTS = ("ALTER TABLE episodes ADD COLUMN end_told_at TEXT",)
