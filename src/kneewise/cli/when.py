"""How a runner names the moment a rating speaks of."""

from __future__ import annotations

from enum import StrEnum

from kneewise.model.diary import Window


class When(StrEnum):
    """Words for the windows of the diary."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NEXT_MORNING = "next-morning"
    MORNING = "morning"
    EVENING = "evening"

    @property
    def window(self) -> Window:
        """The diary's window."""
        return _WINDOWS[self]


_WINDOWS = {
    When.BEFORE: Window.BEFORE,
    When.DURING: Window.DURING,
    When.AFTER: Window.WITHIN_24H,
    When.NEXT_MORNING: Window.NEXT_MORNING,
    When.MORNING: Window.DAY_MORNING,
    When.EVENING: Window.DAY_EVENING,
}
