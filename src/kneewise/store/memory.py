"""What a process worked out once and keeps while nothing that it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TypeVar, cast

Value = TypeVar("Value")


@dataclass(slots=True)
class _Slot:
    """One thing that is kept: its lock, and what it was true of."""

    lock: RLock = field(default_factory=RLock)
    state: Hashable = None
    value: object = None
    full: bool = False


@dataclass(slots=True)
class Memory:
    """Values by name, each with the state it was worked out from; for many threads at once.

    Only what is never changed may be kept. A name is worked out by one thread at a time; the
    others wait and get the same.
    """

    _slots: dict[Hashable, _Slot] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, name: Hashable, state: Hashable, make: Callable[[], Value]) -> Value:
        """What is kept under a name where its state is still the same, else made anew."""
        with self._lock:
            slot = self._slots.setdefault(name, _Slot())
        with slot.lock:
            if not slot.full or slot.state != state:
                slot.value = make()
                slot.state, slot.full = state, True
            return cast("Value", slot.value)

    def known(self, name: Hashable, state: Hashable) -> object | None:
        """What is kept under a name where its state is the same, else None; it never waits."""
        with self._lock:
            slot = self._slots.get(name)
        if slot is None or not slot.lock.acquire(blocking=False):
            return None
        try:
            return slot.value if slot.full and slot.state == state else None
        finally:
            slot.lock.release()
