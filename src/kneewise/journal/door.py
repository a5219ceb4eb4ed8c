"""What every part of the journal stands on: the store of one home, and whose journal it is."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class Door:
    """One runner over one home."""

    store: Store
    runner: str = "me"
